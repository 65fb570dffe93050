// Brings this checkout to the point where the program starts and its tests run; silent when nothing is missing.
import path from 'node:path';
import { cacheFolder } from './setup/places.mjs';
import { isUpToDate, readRecord } from './setup/record.mjs';

const retry = process.argv.includes('--retry');

// Every `npm start` and `npm test` passes here: nothing heavier than this look may come before it.
if (retry || !isUpToDate(readRecord())) process.exitCode = await prepare();

async function prepare() {
  const { withLock } = await import('./setup/lock.mjs');
  const { runSteps } = await import('./setup/steps.mjs');
  const say = (line) => process.stdout.write(`setup: ${line}\n`);
  try {
    return await withLock(
      path.join(cacheFolder, 'setup.lock'),
      () => say('Another setup is at work; waiting for it.'),
      // The one that was waited for may have done everything.
      async () => (!retry && isUpToDate(readRecord()) ? 0 : await runSteps(say, { retry })),
    );
  } catch (error) {
    process.stderr.write(`setup: ${error.message}\n`);
    process.stderr.write('setup: It stopped here; nothing half-made is kept, and the same command goes on from this point.\n');
    return 1;
  }
}
