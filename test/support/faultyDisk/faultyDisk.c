/* A disk that fails when told to: loaded before the C library (LD_PRELOAD), it counts what changes files under one folder and lets the n-th
   such call fail or end the process. FAULTY_DISK_FOLDER: the folder. FAULTY_DISK_CONTROL: a file of one struct control, mapped by every
   process that has it open, so that whoever writes the file arms the disk and whoever reads it knows the count, also after a death. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

/* As in faultyDisk.ts. */
enum mode { OFF, COUNT, FAIL_ONCE, STAY_FULL, KILL, TORN_WRITE_AND_KILL };

struct control {
  _Atomic uint32_t mode;
  _Atomic uint32_t at;
  _Atomic uint32_t count;
  _Atomic uint32_t hits;
  char what[240];
};

static struct control *control;
static char folder[PATH_MAX];
static size_t folder_length;

#define REAL(name, result, ...) \
  static result (*real_##name)(__VA_ARGS__); \
  if (real_##name == NULL) real_##name = (result (*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name)

__attribute__((constructor)) static void begin(void) {
  const char *place = getenv("FAULTY_DISK_FOLDER");
  const char *file = getenv("FAULTY_DISK_CONTROL");
  if (place == NULL || file == NULL || realpath(place, folder) == NULL) return;
  folder_length = strlen(folder);
  int fd = open(file, O_RDWR | O_CLOEXEC);
  if (fd < 0) return;
  void *mapped = mmap(NULL, sizeof(struct control), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  close(fd);
  if (mapped != MAP_FAILED) control = mapped;
}

static int is_inside(const char *path) {
  return strncmp(path, folder, folder_length) == 0 && (path[folder_length] == '/' || path[folder_length] == '\0');
}

static int path_of(int fd, char *path) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, PATH_MAX - 1);
  if (length < 0) return 0;
  path[length] = '\0';
  return 1;
}

enum fate { PASSES, FAILS, DIES_TORN };

/* Counts one call on one path and says what becomes of it. A plain kill does not return. */
static enum fate fate_of(const char *call, const char *path, int frees_room) {
  uint32_t mode = atomic_load(&control->mode);
  if (mode == OFF || !is_inside(path)) return PASSES;
  uint32_t n = atomic_fetch_add(&control->count, 1) + 1;
  uint32_t at = atomic_load(&control->at);
  if (mode == COUNT || n < at) return PASSES;
  /* A full disk stays full, but removing a file works on it. */
  if (n > at && (mode != STAY_FULL || frees_room)) return PASSES;
  if (atomic_fetch_add(&control->hits, 1) == 0) snprintf(control->what, sizeof control->what, "%s %s", call, path + folder_length);
  switch (mode) {
    case KILL:
      kill(getpid(), SIGKILL);
      for (;;) pause();
    case TORN_WRITE_AND_KILL:
      return DIES_TORN;
    default:
      return FAILS;
  }
}

static enum fate fate_of_fd(const char *call, int fd) {
  char path[PATH_MAX];
  if (control == NULL || atomic_load(&control->mode) == OFF || !path_of(fd, path)) return PASSES;
  return fate_of(call, path, 0);
}

static enum fate fate_of_path(const char *call, const char *path, int frees_room) {
  char whole[PATH_MAX];
  if (control == NULL || atomic_load(&control->mode) == OFF) return PASSES;
  if (path[0] == '/') return fate_of(call, path, frees_room);
  if (getcwd(whole, sizeof whole) == NULL) return PASSES;
  size_t length = strlen(whole);
  snprintf(whole + length, sizeof whole - length, "/%s", path);
  return fate_of(call, whole, frees_room);
}

static int failed(int code) {
  errno = code;
  return -1;
}

static void die(void) {
  kill(getpid(), SIGKILL);
  for (;;) pause();
}

/* Writes of data: the disk has no room. Only whole ones are torn; half a buffer is on the disk and the process is gone. */
#define DATA(call, fd, half) \
  switch (fate_of_fd(call, fd)) { \
    case PASSES: break; \
    case FAILS: return failed(ENOSPC); \
    case DIES_TORN: half; die(); \
  }

/* Everything else has no half: torn is killed before. */
#define OTHER(fate, code) \
  switch (fate) { \
    case PASSES: break; \
    case FAILS: return failed(code); \
    case DIES_TORN: die(); \
  }

ssize_t write(int fd, const void *bytes, size_t size) {
  REAL(write, ssize_t, int, const void *, size_t);
  DATA("write", fd, real_write(fd, bytes, size / 2));
  return real_write(fd, bytes, size);
}

ssize_t pwrite(int fd, const void *bytes, size_t size, off_t at) {
  REAL(pwrite, ssize_t, int, const void *, size_t, off_t);
  DATA("pwrite", fd, real_pwrite(fd, bytes, size / 2, at));
  return real_pwrite(fd, bytes, size, at);
}

ssize_t pwrite64(int fd, const void *bytes, size_t size, off64_t at) {
  REAL(pwrite64, ssize_t, int, const void *, size_t, off64_t);
  DATA("pwrite", fd, real_pwrite64(fd, bytes, size / 2, at));
  return real_pwrite64(fd, bytes, size, at);
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
  REAL(writev, ssize_t, int, const struct iovec *, int);
  DATA("writev", fd, real_writev(fd, parts, count / 2));
  return real_writev(fd, parts, count);
}

ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t at) {
  REAL(pwritev, ssize_t, int, const struct iovec *, int, off_t);
  DATA("pwritev", fd, real_pwritev(fd, parts, count / 2, at));
  return real_pwritev(fd, parts, count, at);
}

ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t at) {
  REAL(pwritev64, ssize_t, int, const struct iovec *, int, off64_t);
  DATA("pwritev", fd, real_pwritev64(fd, parts, count / 2, at));
  return real_pwritev64(fd, parts, count, at);
}

int fsync(int fd) {
  REAL(fsync, int, int);
  OTHER(fate_of_fd("fsync", fd), EIO);
  return real_fsync(fd);
}

int fdatasync(int fd) {
  REAL(fdatasync, int, int);
  OTHER(fate_of_fd("fdatasync", fd), EIO);
  return real_fdatasync(fd);
}

int ftruncate(int fd, off_t size) {
  REAL(ftruncate, int, int, off_t);
  OTHER(fate_of_fd("ftruncate", fd), ENOSPC);
  return real_ftruncate(fd, size);
}

int ftruncate64(int fd, off64_t size) {
  REAL(ftruncate64, int, int, off64_t);
  OTHER(fate_of_fd("ftruncate", fd), ENOSPC);
  return real_ftruncate64(fd, size);
}

int rename(const char *from, const char *to) {
  REAL(rename, int, const char *, const char *);
  OTHER(fate_of_path("rename", to, 0), ENOSPC);
  return real_rename(from, to);
}

int unlink(const char *path) {
  REAL(unlink, int, const char *);
  OTHER(fate_of_path("unlink", path, 1), EIO);
  return real_unlink(path);
}

/* Node removes files through std::filesystem, which calls these two. */
int remove(const char *path) {
  REAL(remove, int, const char *);
  OTHER(fate_of_path("remove", path, 1), EIO);
  return real_remove(path);
}

int unlinkat(int at, const char *path, int flags) {
  REAL(unlinkat, int, int, const char *, int);
  OTHER(fate_of_path("unlinkat", path, 1), EIO);
  return real_unlinkat(at, path, flags);
}

/* Only what makes a new file changes the folder. */
static enum fate fate_of_open(const char *path, int flags) {
  return (flags & O_CREAT) != 0 && access(path, F_OK) != 0 ? fate_of_path("create", path, 0) : PASSES;
}

#define MODE_OF(mode, flags) \
  mode_t mode = 0; \
  if ((flags & (O_CREAT | __O_TMPFILE)) != 0) { \
    va_list rest; \
    va_start(rest, flags); \
    mode = va_arg(rest, mode_t); \
    va_end(rest); \
  }

int open(const char *path, int flags, ...) {
  REAL(open, int, const char *, int, ...);
  MODE_OF(mode, flags);
  OTHER(fate_of_open(path, flags), ENOSPC);
  return real_open(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
  REAL(open64, int, const char *, int, ...);
  MODE_OF(mode, flags);
  OTHER(fate_of_open(path, flags), ENOSPC);
  return real_open64(path, flags, mode);
}
