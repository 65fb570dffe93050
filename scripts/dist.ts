// Packs the built program: installers with the real Electron, and with the fallback only a folder that is named as unfit for use.
import { rmSync } from 'node:fs';
import path from 'node:path';
import { build, Platform, type Configuration } from 'electron-builder';
import { electronRuntime, type ElectronRuntime } from './runtime/electron.ts';

const root = path.resolve(import.meta.dirname, '..');
const config = path.join(root, 'electron-builder.yml');
const testFolder = path.join('dist', 'for-tests-on-closed-networks-only');

const runtime = electronRuntime();
if (runtime.kind === 'electron') await packInstallers();
else await packForTests(runtime);

async function packInstallers(): Promise<void> {
  await build({ projectDir: root, config, publish: 'never' });
  console.log('The installers are in dist/.');
}

/** Its Electron is out of support and comes from a third party's package: good for a test of the packed form, never for a desk. */
async function packForTests(fallback: ElectronRuntime): Promise<void> {
  const testConfig: Configuration = {
    extends: config,
    directories: { output: testFolder },
    productName: 'IMF Exam Desk (tests only)',
    electronVersion: fallback.version,
    electronDist: path.dirname(fallback.executable),
    // The packed program takes a native module from its own resources only, never from its environment.
    extraResources: fallback.sqliteBinding === null ? [] : [{ from: fallback.sqliteBinding, to: 'sqlite/better_sqlite3.node' }],
    // The bootstrap that starts any app folder has no place in a packed program.
    afterExtract: (context) => { rmSync(path.join(context.appOutDir, 'resources', 'app'), { recursive: true, force: true }); },
  };
  await build({ projectDir: root, config: testConfig, publish: 'never', targets: Platform.LINUX.createTarget('dir') });
  console.log(`No installer was made: the Electron of package.json cannot be downloaded here, and Electron ${fallback.version} is not for desks.`);
  console.log(`For tests of the packed form there is ${testFolder}. For installers, run this where Electron can be downloaded.`);
}
