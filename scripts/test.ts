// Runs everything that can be checked, one step after the other, and ends with one line: N passed, N failed.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { withDesktop } from './runtime/display.ts';
import { electronEnvironment, electronRuntime } from './runtime/electron.ts';
import { playwrightTally, sum, summaryLine, vitestTally, type Tally } from './testing/results.ts';

type Part = 'static' | 'build' | 'unit' | 'e2e';

interface Step {
  readonly title: string;
  readonly part: Part;
  readonly run: (words: readonly string[]) => Promise<Tally>;
}

const root = path.resolve(import.meta.dirname, '..');
const usage = 'npm test, or one part of it: npm test -- static | build | unit [words for vitest] | e2e [words for playwright]';
const partsOf: Readonly<Record<string, readonly Part[]>> = {
  all: ['static', 'build', 'unit', 'e2e'],
  static: ['static'],
  build: ['build'],
  unit: ['unit'],
  // The windows show what was built last, and an old build would prove nothing.
  e2e: ['build', 'e2e'],
};

// Reports of this run alone: another run in the same checkout must not be read by mistake.
const reports = fs.mkdtempSync(path.join(os.tmpdir(), 'desk-test-'));
let buildFailed = false;

const steps: readonly Step[] = [
  { title: 'Types', part: 'static', run: () => npmScripts(['typecheck']) },
  { title: 'Lint and import rules', part: 'static', run: () => npmScripts(['lint:code', 'lint:imports']) },
  {
    title: 'Build',
    part: 'build',
    run: async () => {
      const tally = await npmScripts(['build']);
      buildFailed = tally.failed > 0;
      return tally;
    },
  },
  { title: 'Tests without a window', part: 'unit', run: runVitest },
  { title: 'Tests in the real window', part: 'e2e', run: runPlaywright },
];

process.exitCode = await main(process.argv.slice(2));

async function main(words: readonly string[]): Promise<number> {
  const [name = 'all', ...rest] = words;
  const parts = partsOf[name];
  if (parts === undefined) {
    console.log(usage);
    console.log(summaryLine({ passed: 0, failed: 1 }));
    return 1;
  }
  const tallies: Tally[] = [];
  try {
    for (const step of steps.filter((candidate) => parts.includes(candidate.part))) tallies.push(await timed(step, rest));
  } finally {
    fs.rmSync(reports, { recursive: true, force: true });
  }
  const total = sum(tallies);
  console.log(summaryLine(total));
  return total.failed === 0 ? 0 : 1;
}

/** A step that throws is a failure like any other: the later steps still tell what they know. */
async function timed(step: Step, words: readonly string[]): Promise<Tally> {
  console.log(`\n== ${step.title}`);
  const started = performance.now();
  const tally = await step.run(words).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1 };
  });
  console.log(`== ${step.title}: ${summaryLine(tally)} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  return tally;
}

/** The commands stay in package.json alone, where people run them one by one. Together they count as one check. */
async function npmScripts(names: readonly string[]): Promise<Tally> {
  const npm = process.env['npm_execpath'];
  if (npm === undefined) throw new Error(`Start the tests through npm: ${usage}`);
  let failed = false;
  for (const name of names) {
    if ((await exitCodeOf(process.execPath, [npm, 'run', '--silent', name])) !== 0) failed = true;
  }
  return failed ? { passed: 0, failed: 1 } : { passed: 1, failed: 0 };
}

async function runVitest(words: readonly string[]): Promise<Tally> {
  const report = path.join(reports, 'vitest.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await exitCodeOf(process.execPath, [programOf('vitest', 'vitest'), 'run', ...reporters, ...words]);
  return vitestTally(report, code);
}

async function runPlaywright(words: readonly string[]): Promise<Tally> {
  if (buildFailed) throw new Error('Not run, because the build failed.');
  const report = path.join(reports, 'playwright.json');
  const runtime = electronRuntime();
  console.log(`Electron ${runtime.version}${runtime.kind === 'fallback' ? ' (stands in for the one in package.json)' : ''}`);
  const env = { ...electronEnvironment(runtime), DESK_E2E_REPORT: report };
  const code = await withDesktop(process.execPath, [programOf('@playwright/test', 'playwright'), 'test', ...words], { cwd: root, env });
  return playwrightTally(report, code);
}

/** The file behind a command of node_modules/.bin, which on Windows is a script that only a shell can start. */
function programOf(packageName: string, command: string): string {
  const folder = path.join(root, 'node_modules', packageName);
  const manifest = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8')) as { bin: string | Record<string, string> };
  const file = typeof manifest.bin === 'string' ? manifest.bin : manifest.bin[command];
  if (file === undefined) throw new Error(`${packageName} has no command ${command}. Run: npm run setup`);
  return path.join(folder, file);
}

async function exitCodeOf(command: string, args: readonly string[]): Promise<number> {
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  const ended: unknown[] = await once(child, 'exit');
  return typeof ended[0] === 'number' ? ended[0] : 128;
}
