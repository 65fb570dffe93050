// Step: SQLite built for the fallback Electron, whose Node-API is older than the one the packaged binaries ask for.
import crypto from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { run } from './command.mjs';
import { buildNeeds, installLibraries } from './libraries.mjs';
import { linkedNode, nodeFolder } from './node.mjs';
import { cacheFolder, modulesFolder, platformKey } from './places.mjs';
import { stage } from './staging.mjs';

/**
 * Node-API 9 has, as experimental functions, what this module takes from Node-API 10. One binary then loads in Node 20,
 * Node 24 and Electron 33; the packaged one ends Electron 33 with a segmentation fault.
 */
const flags = [
  '-UNAPI_VERSION',
  '-DNAPI_EXPERIMENTAL',
  '-DNODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT',
  '-DNODE_API_EXPERIMENTAL_NO_WARNING',
];

/** Builds the module outside node_modules, where the packaged binaries stay as they are, and returns the built file. */
export async function buildSqlite(say) {
  const target = stagedFolder();
  const built = path.join(target, 'better_sqlite3.node');
  if (fs.existsSync(built)) return built;
  await installLibraries(say, buildNeeds);
  say('Building SQLite for the fallback Electron: about two minutes, once on this computer.');
  // node-gyp's makefiles break on a path with spaces, and a home folder may have some: built in the system's temporary folder.
  const work = fs.mkdtempSync(path.join(os.tmpdir(), 'desk-sqlite-'));
  try {
    copySources(work);
    await compile(work);
    const fresh = path.join(work, 'build', 'Release', 'better_sqlite3.node');
    await run(linkedNode() ?? process.execPath, ['-e', 'require(process.argv[1])', fresh]);
    await stage(target, (folder) => fs.copyFileSync(fresh, path.join(folder, 'better_sqlite3.node')));
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
  return built;
}

/** Named after all that the binary depends on, so that another version or other flags never find an old build. */
function stagedFolder() {
  const { name, version } = manifestOf('better-sqlite3');
  const build = [name, version, manifestOf('node-addon-api').version, ...flags].join('\n');
  const key = crypto.createHash('sha256').update(build).digest('hex').slice(0, 12);
  return path.join(cacheFolder, `sqlite-${version}-${platformKey}-${key}`);
}

function copySources(work) {
  const source = path.join(modulesFolder, 'better-sqlite3');
  for (const part of ['binding.gyp', 'package.json', 'src', 'deps', 'lib']) {
    fs.cpSync(path.join(source, part), path.join(work, part), { recursive: true });
  }
  fs.cpSync(path.join(modulesFolder, 'node-addon-api'), path.join(work, 'node_modules', 'node-addon-api'), { recursive: true });
}

async function compile(work) {
  const gyp = path.join(modulesFolder, 'node-gyp', 'bin', 'node-gyp.js');
  const env = { ...process.env, CXXFLAGS: [process.env.CXXFLAGS, ...flags].filter(Boolean).join(' ') };
  // Headers of the Node that the setup fetched itself: nothing is downloaded, and nothing depends on what else is installed here.
  const headers = `--nodedir=${nodeFolder}`;
  const jobs = String(os.availableParallelism());
  await run(linkedNode() ?? process.execPath, [gyp, 'rebuild', '--release', '--force_build=1', headers, '-j', jobs], { cwd: work, env });
}

function manifestOf(name) {
  return JSON.parse(fs.readFileSync(path.join(modulesFolder, name, 'package.json'), 'utf8'));
}
