// Step: the system libraries and desktop programs that Electron and the window tests need on Linux.
import fs from 'node:fs';
import path from 'node:path';
import { run } from './command.mjs';

const libraryFolders = {
  x64: ['/usr/lib/x86_64-linux-gnu', '/lib/x86_64-linux-gnu', '/usr/lib64', '/lib64', '/usr/lib'],
  arm64: ['/usr/lib/aarch64-linux-gnu', '/lib/aarch64-linux-gnu', '/usr/lib64', '/lib64', '/usr/lib'],
};

/** `file` proves that the thing is there; `packages` are its names on Debian, older release first. */
const electronNeeds = [
  { file: 'libgtk-3.so.0', packages: ['libgtk-3-0', 'libgtk-3-0t64'] },
  { file: 'libnss3.so', packages: ['libnss3'] },
  { file: 'libasound.so.2', packages: ['libasound2', 'libasound2t64'] },
  { file: 'libgbm.so.1', packages: ['libgbm1'] },
  { file: 'libXss.so.1', packages: ['libxss1'] },
  { file: 'libXtst.so.6', packages: ['libxtst6'] },
  { file: 'libsecret-1.so.0', packages: ['libsecret-1-0'] },
];

/** A machine without a screen or without a keyring gets its own for the tests: see scripts/runtime/display.ts. */
const desktopNeeds = [
  { file: 'Xvfb', packages: ['xvfb'] },
  { file: 'dbus-daemon', packages: ['dbus-daemon', 'dbus'] },
  { file: 'dbus-send', packages: ['dbus-bin', 'dbus'] },
  { file: 'gnome-keyring-daemon', packages: ['gnome-keyring'] },
];

export const buildNeeds = [
  { file: 'python3', packages: ['python3'] },
  { file: 'make', packages: ['make'] },
  { file: 'g++', packages: ['g++'] },
];

/** The needs that this machine does not meet. Looks at files only, because it runs before every start. */
export function missingLibraries(needs = [...electronNeeds, ...desktopNeeds]) {
  if (process.platform !== 'linux') return [];
  const programFolders = (process.env.PATH ?? '').split(path.delimiter).concat('/usr/bin', '/bin');
  return needs.filter(({ file }) => {
    const folders = file.includes('.so') ? (libraryFolders[process.arch] ?? []) : programFolders;
    return !folders.some((folder) => fs.existsSync(path.join(folder, file)));
  });
}

/** Installs what is missing with apt, or says in one line what a person has to install. */
export async function installLibraries(say, needs) {
  const missing = missingLibraries(needs);
  if (missing.length === 0) return;
  const packages = await packageNames(missing);
  const apt = await aptCommand();
  if (!apt) throw new Error(adviceFor(packages));
  say(`Installing system packages: ${packages.join(' ')}.`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const [program, ...words] = apt;
  const install = [...words, 'install', '-y', '--no-install-recommends', ...packages];
  try {
    await run(program, install, { env });
  } catch {
    // The usual reason is a package list that is too old; then the same command works after an update.
    try {
      await run(program, [...words, 'update'], { env });
      await run(program, install, { env });
    } catch (error) {
      throw new Error(`${adviceFor(packages)} (apt-get said: ${error.message.split('\n').at(-1)})`);
    }
  }
  const still = missingLibraries(needs);
  if (still.length > 0) throw new Error(`apt-get installed ${packages.join(' ')}, and yet ${still.map((need) => need.file).join(', ')} cannot be found.`);
}

function adviceFor(packages) {
  return `System packages are missing. Run this once as an administrator, then start again: apt-get install ${packages.join(' ')}`;
}

/** apt-get with the rights to install, or null: not a Debian, or no rights without a password. */
async function aptCommand() {
  if (!fs.existsSync('/usr/bin/apt-get')) return null;
  const options = ['-o', 'DPkg::Lock::Timeout=300'];
  if (process.getuid() === 0) return ['apt-get', ...options];
  try {
    await run('sudo', ['-n', 'true']);
    return ['sudo', '-n', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...options];
  } catch {
    return null;
  }
}

/** Chooses the name that this Debian release knows. */
async function packageNames(missing) {
  const chosen = [];
  for (const { packages } of missing) chosen.push(packages.length === 1 ? packages[0] : await firstKnown(packages));
  return [...new Set(chosen)];
}

async function firstKnown(names) {
  for (const name of names) {
    try {
      const policy = await run('apt-cache', ['policy', name], { env: { ...process.env, LC_ALL: 'C' } });
      if (/Candidate: (?!\(none\))/.test(policy)) return name;
    } catch {
      break; // No apt here: the first name is the one most readers know.
    }
  }
  return names[0];
}
