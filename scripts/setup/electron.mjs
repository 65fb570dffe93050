// Step: an Electron to run: the real one of package.json, or the fallback where the real one cannot be downloaded.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './command.mjs';
import { linkedNode } from './node.mjs';
import { fallbackPin } from './pins.mjs';
import { cacheFolder, modulesFolder } from './places.mjs';

const silenceMs = 20_000;
const retryAfterMs = 24 * 3_600_000;
const electronFolder = path.join(modulesFolder, 'electron');

/**
 * Resolves with `{ kind, version, executable, retryAfter }`. For the kind `fallback` there is no executable yet,
 * and `retryAfter` is when the download is tried again.
 */
export async function findElectron(say) {
  const version = JSON.parse(fs.readFileSync(path.join(electronFolder, 'package.json'), 'utf8')).version;
  const present = realElectron(version);
  if (present) return present;
  const failure = await downloadFailure(version, say);
  const downloaded = failure ? null : realElectron(version);
  if (downloaded) {
    say(`Using Electron ${version}.`);
    return downloaded;
  }
  const { reason, retryAfter } = failure ?? { reason: 'the download left no executable', retryAfter: Date.now() + retryAfterMs };
  say(
    `Using Electron ${fallbackPin.electronVersion}, for development and tests only, because ` +
      `Electron ${version} cannot be downloaded here (${reason}). To try again: npm run setup -- --retry`,
  );
  return { kind: 'fallback', version: fallbackPin.electronVersion, executable: null, retryAfter };
}

/** Forgets that a download failed. */
export function forgetFailures() {
  for (const name of fs.existsSync(cacheFolder) ? fs.readdirSync(cacheFolder) : []) {
    if (/^electron-.*-unreachable\.json$/.test(name)) fs.rmSync(path.join(cacheFolder, name));
  }
}

/** Electron's installer writes these two files last, so both together mean that it finished. */
function realElectron(version) {
  try {
    if (fs.readFileSync(path.join(electronFolder, 'dist', 'version'), 'utf8').replace(/^v/, '') !== version) return null;
    const executable = path.join(electronFolder, 'dist', fs.readFileSync(path.join(electronFolder, 'path.txt'), 'utf8'));
    return fs.existsSync(executable) ? { kind: 'electron', version, executable, retryAfter: null } : null;
  } catch {
    return null;
  }
}

/** Null when the download worked; else why not, remembered for a day, so that no later start waits for the same answer. */
async function downloadFailure(version, say) {
  const file = path.join(cacheFolder, `electron-${version}-unreachable.json`);
  const known = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : null;
  if (known && Date.now() < known.retryAfter) return known;
  say(`Downloading Electron ${version}.`);
  try {
    const script = fileURLToPath(new URL('./electron-download.mjs', import.meta.url));
    await run(linkedNode() ?? process.execPath, [script, electronFolder, String(silenceMs)]);
    fs.rmSync(file, { force: true });
    return null;
  } catch (error) {
    const failure = { reason: error.message.split('\n').at(-1), retryAfter: Date.now() + retryAfterMs };
    fs.mkdirSync(cacheFolder, { recursive: true });
    fs.writeFileSync(file, JSON.stringify(failure));
    return failure;
  }
}
