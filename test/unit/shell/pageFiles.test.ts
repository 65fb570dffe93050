/** Which file an app:// address names: one inside the page's folder, or none. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fileOf } from '../../../main/shell/pageFiles.ts';

let root: string;
let page: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'page-'));
  page = join(root, 'page');
  mkdirSync(join(page, 'assets'), { recursive: true });
  mkdirSync(join(root, 'page-of-others'));
  for (const file of ['page/index.html', 'page/assets/app.js', 'secret.txt', 'page-of-others/x.html']) writeFileSync(join(root, file), 'x');
  symlinkSync(join(root, 'secret.txt'), join(page, 'link.html'));
});

afterAll(() => rmSync(root, { recursive: true }));

it.each([
  ['app://desk/index.html', 'index.html'],
  ['app://desk/assets/app.js', 'assets/app.js'],
  ['app://desk/assets/app.js?v=1#top', 'assets/app.js'],
])('%s is the file %s', (address, file) => {
  expect(fileOf(page, address)).toBe(join(page, file));
});

it.each([
  'app://desk/', 'app://desk/assets', 'app://desk/nothing.html', 'app://other/index.html', 'app://desk/../secret.txt', 'app://desk/%2e%2e/secret.txt',
  'app://desk/..%2fsecret.txt', 'app://desk/..%5csecret.txt', 'app://desk/assets/..%2f..%2fsecret.txt', 'app://desk/..%2fpage-of-others%2fx.html',
  'app://desk/index.html%00.js', 'app://desk/%zz', 'app://desk/link.html', 'not an address',
])('%s is no file', (address) => {
  expect(fileOf(page, address)).toBeNull();
});
