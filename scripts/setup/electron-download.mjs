// Downloads the real Electron as its own package does, but gives up when no byte has arrived for a while.
import path from 'node:path';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { spawnSync } from 'node:child_process';

// Run as a program of its own on the project's Node, since electron's installer asks for Node 22 or newer.
const [electronFolder, patience] = process.argv.slice(2);
const require = createRequire(path.join(electronFolder, 'install.js'));
const { version } = require('./package.json');
const { downloadArtifact } = await import(pathToFileURL(require.resolve('@electron/get')).href);

const silence = new AbortController();
let timer;
const heard = async () => {
  clearTimeout(timer);
  timer = setTimeout(() => silence.abort(new Error(`no answer for ${Number(patience) / 1000} s`)), Number(patience));
};
await heard();

try {
  // Into the shared download cache, where the installer below finds it: same place, same checksums.
  await downloadArtifact({
    version,
    artifactName: 'electron',
    cacheRoot: process.env.electron_config_cache,
    checksums: require('./checksums.json'),
    platform: process.platform,
    arch: process.arch,
    downloadOptions: { quiet: true, signal: silence.signal, getProgressCallback: heard },
  });
} catch (error) {
  process.stderr.write(`${error.cause?.code ?? error.cause?.message ?? error.message}\n`);
  process.exit(1);
} finally {
  clearTimeout(timer);
}
process.exit(spawnSync(process.execPath, [path.join(electronFolder, 'install.js')], { stdio: 'inherit' }).status ?? 1);
