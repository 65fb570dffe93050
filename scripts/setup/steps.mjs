// Puts the steps of the setup in order, side by side where they do not need each other.
import { installDependencies } from './dependencies.mjs';
import { findElectron, forgetFailures } from './electron.mjs';
import { stageFallback } from './fallback-runtime.mjs';
import { installLibraries } from './libraries.mjs';
import { buildSqlite } from './native.mjs';
import { linkNode, stageNode } from './node.mjs';
import { inputs, writeRecord } from './record.mjs';

/** Runs every step that has something to do; resolves with the exit code 0 or throws the reason why not. */
export async function runSteps(say, { retry }) {
  const started = Date.now();
  const asked = inputs();
  if (retry) forgetFailures();

  await all([installLibraries(say), installDependencies(say), stageNode(say)]);
  linkNode();
  const runtime = await prepareRuntime(say);

  writeRecord({ ...asked, runtime });
  say(`Ready after ${Math.round((Date.now() - started) / 1000)} s.`);
  return 0;
}

async function prepareRuntime(say) {
  const found = await findElectron(say);
  if (found.kind === 'electron') return { ...found, sqliteBinding: null };
  const [executable, sqliteBinding] = await all([stageFallback(say), buildSqlite(say)]);
  return { ...found, executable, sqliteBinding };
}

/** Waits for all to end before it reports the first failure: a step still at work would write under the feet of the next setup. */
async function all(steps) {
  const results = await Promise.allSettled(steps);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
  return results.map((result) => result.value);
}
