// Step: the packages of the lockfile, installed exactly and without running any of their install scripts.
import fs from 'node:fs';
import path from 'node:path';
import { runNpm } from './command.mjs';
import { modulesFolder, projectRoot } from './places.mjs';

/** Runs `npm ci` unless node_modules already holds what the lockfile says. */
export async function installDependencies(say) {
  if (dependenciesAgree()) return;
  say('Installing the packages of the lockfile (npm ci), about half a minute.');
  releaseRunningNode();
  await runNpm(['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: projectRoot });
}

/** Compares the lockfile with the one npm keeps inside node_modules: also right after somebody ran `npm install` by hand. */
export function dependenciesAgree(root = projectRoot) {
  const wanted = readPackages(path.join(root, 'package-lock.json'));
  const present = readPackages(path.join(root, 'node_modules', '.package-lock.json'));
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(([place, entry]) => {
    if (place === '' || entry.link) return true;
    const found = present[place];
    // Optional packages for other platforms are in the lockfile but never in node_modules.
    if (!found) return entry.optional === true;
    return found.version === entry.version && found.integrity === entry.integrity && fs.existsSync(path.join(root, place, 'package.json'));
  });
}

function readPackages(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')).packages;
  } catch {
    return null; // No file, or cut off by a killed install: `npm ci` starts afresh.
  }
}

/** Windows refuses to delete a program that runs, and this very program may be the one in node_modules; moving it is allowed. */
function releaseRunningNode() {
  if (process.platform !== 'win32' || !process.execPath.startsWith(modulesFolder)) return;
  const aside = path.join(projectRoot, 'out', 'setup');
  fs.mkdirSync(aside, { recursive: true });
  fs.renameSync(process.execPath, path.join(aside, `node-${process.pid}.exe`));
}
