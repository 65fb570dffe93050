// Lets one setup at a time work on the shared cache; the others wait for it and then find everything done.
import fs from 'node:fs';
import path from 'node:path';

const pollMs = 250;
const beatMs = 5_000;
const silenceMs = 60_000;

/** Calls `work` while holding the lock file `file`. A lock whose owner has died is taken over. */
export async function withLock(file, onWait, work) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  let told = false;
  while (!take(file)) {
    if (!told) onWait();
    told = true;
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
  // Gone when another setup took over during a long sleep of the computer: then there is nothing to keep fresh.
  const beat = setInterval(() => fs.utimes(file, new Date(), new Date(), () => undefined), beatMs);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    fs.rmSync(file, { force: true });
  }
}

function take(file) {
  const mine = `${file}.${process.pid}`;
  fs.writeFileSync(mine, String(process.pid));
  try {
    // A hard link appears with its content or not at all: no other process can read a lock without an owner.
    fs.linkSync(mine, file);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (ownerLives(file)) return false;
    fs.rmSync(file, { force: true });
    return take(file);
  } finally {
    fs.rmSync(mine, { force: true });
  }
}

/** A process number alone proves little: after a restart of the machine or container another program may bear it. */
function ownerLives(file) {
  try {
    if (Date.now() - fs.statSync(file).mtimeMs > silenceMs) return false;
    process.kill(Number(fs.readFileSync(file, 'utf8')), 0);
    return true;
  } catch (error) {
    // EPERM: it lives and belongs to another user. ENOENT: it was let go between our two looks, so ask again.
    return error.code === 'EPERM' || error.code === 'ENOENT';
  }
}
