// Step: the Node version that the scripts, tests and tools of the project run on, found first by every npm script.
import fs from 'node:fs';
import path from 'node:path';
import { cacheFolder, modulesFolder, platformKey } from './places.mjs';
import { nodePins } from './pins.mjs';
import { unpackPackage } from './registry-package.mjs';
import { stage } from './staging.mjs';

const pin = nodePins.packages[platformKey];
const stagedFolder = path.join(cacheFolder, `node-${nodePins.version}-${platformKey}`);

/** Where npm scripts find it, or null on a platform for which the registry has none and the system's own is used. */
export function linkedNode() {
  if (!pin) return null;
  return path.join(modulesFolder, '.bin', path.basename(pin.executable));
}

/** The folder that holds `include/node`: headers to build native modules with. */
export const nodeFolder = stagedFolder;

/** Downloads the pinned Node into the cache. Needs no node_modules, and so runs beside `npm ci`. */
export async function stageNode(say) {
  if (!pin) return requireOwnNode();
  await stage(stagedFolder, async (work) => {
    say(`Fetching Node ${nodePins.version} from the npm registry.`);
    await unpackPackage({ ...pin, version: nodePins.version }, work);
    // Only the binary and the plain headers are used: 2,700 files less to keep.
    for (const part of ['share', 'lib', 'include/node/openssl']) fs.rmSync(path.join(work, part), { recursive: true, force: true });
  });
}

/**
 * Puts the staged binary where npm looks for programs. The `node` package would do this in an install script,
 * but install scripts are never run here, and its own would call npm a second time.
 */
export function linkNode() {
  const target = linkedNode();
  if (!target) return;
  const wanted = JSON.parse(fs.readFileSync(path.join(modulesFolder, 'node', 'package.json'), 'utf8')).version;
  if (wanted !== nodePins.version) {
    throw new Error(`package.json asks for Node ${wanted}, but scripts/setup/pins.mjs knows the hashes of ${nodePins.version}. Make them agree.`);
  }
  const source = path.join(stagedFolder, ...pin.executable.split('/'));
  if (isSameFile(source, target)) return;
  fs.mkdirSync(path.dirname(target), { recursive: true });
  const part = `${target}.${process.pid}`;
  linkOrCopy(source, part);
  fs.renameSync(part, target);
}

function isSameFile(source, target) {
  const found = fs.statSync(target, { throwIfNoEntry: false });
  const staged = fs.statSync(source);
  return found !== undefined && (found.ino === staged.ino || (found.size === staged.size && found.mtimeMs >= staged.mtimeMs));
}

/** A hard link costs no space, but does not reach across disks. */
function linkOrCopy(source, target) {
  try {
    fs.linkSync(source, target);
  } catch {
    fs.copyFileSync(source, target);
  }
}

function requireOwnNode() {
  const major = Number(nodePins.version.split('.')[0]);
  if (Number(process.versions.node.split('.')[0]) >= major) return;
  throw new Error(`The npm registry has no Node ${major} for ${platformKey}. Install Node ${major} on this computer, then run this again.`);
}
