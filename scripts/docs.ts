// Writes the pages that are made from tables in the code; `--check` only says whether they are up to date.
import fs from 'node:fs';
import path from 'node:path';
import { outcomesDocument } from '../domain/outcome/document.ts';

const PAGES: Readonly<Record<string, () => string>> = { 'docs/outcomes.md': outcomesDocument };

const root = path.resolve(import.meta.dirname, '..');
const isCheck = process.argv.includes('--check');

for (const [page, make] of Object.entries(PAGES)) {
  const file = path.join(root, page);
  const text = make();
  if (fs.existsSync(file) && fs.readFileSync(file, 'utf8') === text) continue;
  if (isCheck) process.exitCode = 1;
  else fs.writeFileSync(file, text);
  console.log(isCheck ? `${page} is not up to date: run node scripts/docs.ts` : `${page} is written anew`);
}
