// Keeps what the last setup found, and tells in a few milliseconds whether anything has to be done since.
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { missingLibraries } from './libraries.mjs';
import { linkedNode } from './node.mjs';
import { modulesFolder, platformKey, projectRoot, recordFile } from './places.mjs';

/** The record of the last setup, or null when there is none that can be read. */
export function readRecord(file = recordFile) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return null; // Missing or cut off: the setup goes through its steps again, which is always safe.
  }
}

/** Written beside and renamed, so that a reader never sees half a record. */
export function writeRecord(record, file = recordFile) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const part = `${file}.${process.pid}`;
  fs.writeFileSync(part, `${JSON.stringify(record, null, 2)}\n`);
  fs.renameSync(part, file);
}

/** What the result of a setup depends on: the lockfile, the platform and the setup's own sources. */
export function inputs(root = projectRoot) {
  return { lockfile: hashOf([path.join(root, 'package-lock.json')]), recipe: hashOf(ownSources(root)), platform: platformKey };
}

/** True when the recorded setup still holds: same inputs, and all it made is still there. No child process is started. */
export function isUpToDate(record, now = Date.now()) {
  if (!record) return false;
  const { lockfile, recipe, platform } = inputs();
  if (record.lockfile !== lockfile || record.recipe !== recipe || record.platform !== platform) return false;
  const { executable, sqliteBinding, retryAfter } = record.runtime;
  const made = [executable, sqliteBinding, linkedNode(), path.join(modulesFolder, '.package-lock.json')].filter(Boolean);
  if (!made.every((file) => fs.existsSync(file))) return false;
  if (retryAfter !== null && now >= retryAfter) return false;
  return missingLibraries().length === 0;
}

function ownSources(root) {
  const folder = path.join(root, 'scripts', 'setup');
  const files = fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return [path.join(root, 'scripts', 'setup.mjs'), ...files.map((entry) => path.join(entry.parentPath ?? entry.path, entry.name)).sort()];
}

function hashOf(files) {
  const hash = crypto.createHash('sha256');
  for (const file of files) hash.update(fs.readFileSync(file)).update('\0');
  return hash.digest('hex');
}
