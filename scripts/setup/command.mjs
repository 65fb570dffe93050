// Runs one program for the setup: quiet while it works, with its last words in the error when it fails.
import { spawn } from 'node:child_process';

export class CommandFailed extends Error {
  constructor(summary, output) {
    super(output ? `${summary}\n${output}` : summary);
    this.name = 'CommandFailed';
    this.summary = summary;
  }
}

/**
 * Runs `command` without a shell and resolves with what it wrote to standard output.
 * `timeoutMs` ends a program that hangs, such as a download through a network that swallows packets.
 */
export function run(command, args, { cwd, env = process.env, timeoutMs = 0 } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
    let written = '';
    let all = '';
    let late = false;
    const timer = timeoutMs > 0 ? setTimeout(() => { late = true; child.kill('SIGKILL'); }, timeoutMs) : undefined;
    child.stdout.on('data', (part) => { written += part; all += part; });
    child.stderr.on('data', (part) => { all += part; });
    child.on('error', (error) => {
      clearTimeout(timer);
      reject(new CommandFailed(`${command} could not be started: ${error.message}`, ''));
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (code === 0) return resolve(written);
      const end = late ? `took longer than ${timeoutMs / 1000} s` : `ended with ${signal ?? `exit code ${code}`}`;
      reject(new CommandFailed(`${command} ${args[0] ?? ''} ${end}`, lastLines(all, 30)));
    });
  });
}

/** Runs npm. On Windows npm is a command script, which only a shell can start; none of our arguments needs quoting there. */
export function runNpm(args, options = {}) {
  const env = { ...process.env, ...options.env };
  // Left by an outer `npm run`: they would make the inner npm work on the outer command's settings.
  for (const name of ['npm_config_global', 'npm_config_prefix', 'npm_config_dry_run', 'npm_command']) delete env[name];
  if (process.platform === 'win32') return run(env.ComSpec || 'cmd.exe', ['/d', '/s', '/c', 'npm', ...args], { ...options, env });
  return run('npm', args, { ...options, env });
}

function lastLines(text, count) {
  return text.trimEnd().split(/\r?\n/).slice(-count).join('\n');
}
