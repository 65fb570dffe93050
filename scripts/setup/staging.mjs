// Puts finished folders into the cache in one step, so that a setup that is killed never leaves half a folder behind.
import fs from 'node:fs';
import path from 'node:path';

/**
 * Makes `target` by calling `fill` with an empty folder beside it and renaming that folder when `fill` is done.
 * A `target` that exists is complete by construction and is left as it is.
 */
export async function stage(target, fill) {
  if (fs.existsSync(target)) return target;
  const parent = path.dirname(target);
  fs.mkdirSync(parent, { recursive: true });
  clearLeftovers(parent);
  const work = fs.mkdtempSync(path.join(parent, '.part-'));
  try {
    await fill(work);
    fs.chmodSync(work, 0o755);
    fs.renameSync(work, target);
  } catch (error) {
    fs.rmSync(work, { recursive: true, force: true });
    throw error;
  }
  return target;
}

/** Removes what killed setups left; the lock (lock.mjs) makes sure that no other setup is still filling it. */
function clearLeftovers(parent) {
  const anHourAgo = Date.now() - 3_600_000;
  for (const name of fs.readdirSync(parent)) {
    if (!name.startsWith('.part-')) continue;
    const folder = path.join(parent, name);
    // Steps of this very setup work side by side, therefore only old ones.
    if (fs.statSync(folder).mtimeMs < anHourAgo) fs.rmSync(folder, { recursive: true, force: true });
  }
}
