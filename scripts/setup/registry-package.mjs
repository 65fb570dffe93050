// Fetches one package from the npm registry, checks its bytes against our own pinned hash, and unpacks it.
import crypto from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { run, runNpm } from './command.mjs';

/** Unpacks `name@version` into `folder`, without the outer `package/` of the archive. Nothing of it is run. */
export async function unpackPackage({ name, version, integrity }, folder) {
  const work = fs.mkdtempSync(path.join(os.tmpdir(), 'desk-package-'));
  try {
    // npm is used for the transport alone: it knows the registry, the proxy and the certificates of this machine.
    await runNpm(['pack', `${name}@${version}`, '--silent', '--ignore-scripts'], { cwd: work });
    const archive = fs.readdirSync(work).find((file) => file.endsWith('.tgz'));
    if (!archive) throw new Error(`npm delivered no archive for ${name}@${version}`);
    const found = await integrityOf(path.join(work, archive));
    if (found !== integrity) {
      throw new Error(
        `${name}@${version} is not the file we know: its hash is ${found}, expected ${integrity}. ` +
          'Nothing of it was used. Check which registry npm is set to.',
      );
    }
    await run('tar', ['-xzf', archive, '-C', folder, '--strip-components=1'], { cwd: work });
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
}

/** The hash of a file in the form that lockfiles use. */
export async function integrityOf(file) {
  const hash = crypto.createHash('sha512');
  for await (const part of fs.createReadStream(file)) hash.update(part);
  return `sha512-${hash.digest('base64')}`;
}
