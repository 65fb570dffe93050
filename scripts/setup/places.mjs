// Knows where the setup keeps its files: the project, the cache outside node_modules, and the record of the last setup.
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
export const modulesFolder = path.join(projectRoot, 'node_modules');

/** `linux-x64`, `win32-x64`...: what a cached binary was made for. */
export const platformKey = `${process.platform}-${process.arch}`;

/** Downloads and builds live outside node_modules, because `npm ci` empties that folder each time the lockfile changes. */
export const cacheFolder = path.join(cacheParent(process.platform, process.env, os.homedir()), 'imf-exam-desk');

/** What the last setup left behind; it lives inside node_modules, so that it disappears together with them. */
export const recordFile = path.join(modulesFolder, '.cache', 'imf-exam-desk', 'setup.json');

/** The folder for caches of one user on one operating system. */
export function cacheParent(platform, env, home) {
  if (platform === 'win32') return env.LOCALAPPDATA || path.win32.join(home, 'AppData', 'Local');
  if (platform === 'darwin') return path.posix.join(home, 'Library', 'Caches');
  // The XDG base directory specification: a relative path is invalid and must be ignored.
  const given = env.XDG_CACHE_HOME;
  return given && path.posix.isAbsolute(given) ? given : path.posix.join(home, '.cache');
}
