/** `npm start`: opens the demo desk with its own HQ on loopback; without a display it performs the story by itself. */
import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildIfStale } from './buildIfStale.ts';
import { demoDesk } from './demo/demoDesk.ts';
import { electronArguments, electronEnvironment, electronRuntime } from './runtime/electron.ts';
import { hasScreen, withDesktop } from './runtime/display.ts';

const root = resolve(import.meta.dirname, '..');
process.chdir(root);
await buildIfStale(root);

if (hasScreen(process.env) || process.platform !== 'linux') await openWindow();
else process.exitCode = await performStory();

/** The demo's records stay from start to start, as a real desk's would; out/demo may be deleted at any time. */
async function openWindow(): Promise<void> {
  const folder = join(root, 'out', 'demo', 'desk');
  mkdirSync(folder, { recursive: true });
  const demo = await demoDesk(folder, console.log);
  const runtime = electronRuntime();
  console.log('Opening the desk. Close its window to end.');
  try {
    process.exitCode = await withDesktop(
      runtime.executable,
      [...electronArguments(), root, `--profile=${demo.profile}`, `--demo=${demo.demoFile}`],
      { env: electronEnvironment(runtime) },
    );
  } finally {
    await demo.stop();
  }
}

/** Fresh data each time, so that the story tells the same; the demo desk that somebody works at is left alone. */
async function performStory(): Promise<number> {
  const folder = join(root, 'out', 'demo');
  rmSync(join(folder, 'story'), { recursive: true, force: true });
  mkdirSync(join(folder, 'story'), { recursive: true });
  console.log('No display here: the story is performed on a hidden screen; pictures go to out/demo/.');
  return withDesktop(process.execPath, [join(root, 'scripts', 'demo', 'story.ts'), folder]);
}
