// Gives a machine without a desktop session a message bus and an unlocked keyring of its own, so that Electron's safeStorage works for real.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { hasEnded, spawnTied } from './tiedProcess.ts';

const secretsName = 'org.freedesktop.secrets';
const patienceMs = 15_000;

/**
 * Starts both inside `folder`, adds them to `started` in the order in which they have to be stopped, and resolves with the address
 * of the bus. Nothing of the user's own keyring is read or written.
 */
export async function startKeyring(folder: string, started: ChildProcess[]): Promise<string> {
  const busAddress = `unix:path=${path.join(folder, 'bus')}`;
  const env = keyringEnvironment(folder, busAddress);
  const config = path.join(folder, 'bus.conf');
  fs.writeFileSync(config, busConfig(busAddress));
  const bus = spawnTied('dbus-daemon', [`--config-file=${config}`, '--nofork', '--nopidfile'], { env, stdio: 'ignore' });
  started.unshift(bus);
  await until(async () => fs.existsSync(path.join(folder, 'bus')), bus, 'message bus (dbus-daemon)');
  const keyring = spawnTied('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], { env, stdio: ['pipe', 'ignore', 'pipe'] });
  started.unshift(keyring);
  // An empty password would make the daemon ask in a window. This keyring lives as long as this run and guards nothing.
  keyring.stdin?.end('test session\n');
  await until(() => ownsSecrets(env), keyring, 'keyring (gnome-keyring-daemon)');
  return busAddress;
}

/** True when the session described by `env` already answers for secrets. */
export async function ownsSecrets(env: NodeJS.ProcessEnv): Promise<boolean> {
  const question = ['--session', '--print-reply', '--reply-timeout=2000', '--dest=org.freedesktop.DBus', '/org/freedesktop/DBus'];
  const child = spawn('dbus-send', [...question, 'org.freedesktop.DBus.GetNameOwner', `string:${secretsName}`], { env, stdio: 'ignore' });
  const ended = await Promise.race([once(child, 'exit'), once(child, 'error')]);
  return ended[0] === 0;
}

async function until(condition: () => Promise<boolean>, child: ChildProcess, what: string): Promise<void> {
  // A program that cannot be started has no process, which is seen below.
  child.once('error', () => undefined);
  const deadline = Date.now() + patienceMs;
  while (!(await condition())) {
    if (hasEnded(child) || Date.now() > deadline) throw new Error(`The ${what} did not start. Run "npm run setup" and try again.`);
    await delay(50);
  }
}

function keyringEnvironment(folder: string, busAddress: string): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env, DBUS_SESSION_BUS_ADDRESS: busAddress, XDG_CURRENT_DESKTOP: 'GNOME' };
  for (const name of ['HOME', 'XDG_DATA_HOME', 'XDG_CONFIG_HOME', 'XDG_CACHE_HOME', 'XDG_RUNTIME_DIR']) {
    const own = path.join(folder, name.toLowerCase());
    fs.mkdirSync(own, { recursive: true, mode: 0o700 });
    env[name] = own;
  }
  return env;
}

/** A bus without service folders: it starts no program by itself, and so leaves none behind. */
function busConfig(address: string): string {
  return `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>${address}</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`;
}
