/** The page `docs/outcomes.md`, made from the tables of outcomes, fields, methods, reasons and findings. */
import {
  COMMODITY_CLASS_FACTS, FIELD_TEST_KIND_FACTS, FIELD_TEST_RESULT_FACTS, QUANTITY_UNIT_FACTS, type Listed,
} from '../exam/findings.ts';
import { EXAM_METHOD_FACTS } from '../exam/methods.ts';
import { EXAM_PROBLEMS } from '../exam/problems.ts';
import { EXAM_REASON_FACTS } from '../exam/reasons.ts';
import { legalBasis, type OutcomeField } from './fields.ts';
import { ALL_OUTCOMES_KEY, examFields, NOTHING_OPENED, OUTCOMES, type Outcome } from './outcomes.ts';

/** The whole page as Markdown, always the same text for the same tables. */
export function outcomesDocument(): string {
  const sections = [INTRODUCTION, outcomesSection(), fieldsSection(), legalBasisSection(), listsSection(), problemsSection()];
  return `${sections.join('\n\n')}\n`;
}

const INTRODUCTION = `# Outcomes of an exam

Made from the tables in \`domain/outcome/\` and \`domain/exam/\` by \`node scripts/docs.ts\`; a test fails when page and tables differ.

CBP's eleven enforcement actions keep CBP's words. Two gaps of that list are made good: it names only results other than release, and
although it speaks of actions other than seizures its numbers 9 to 11 are seizures, while the plain seizure is missing. An outcome that is
not final keeps the item's holds outstanding. No outcome is ever withheld: an officer with an item in hand can always record it.`;

function outcomesSection(): string {
  const rows = OUTCOMES.map((outcome) => [
    keysOf(outcome),
    outcome.words,
    `\`${outcome.code}\``,
    outcome.cbpNumber === null ? '' : String(outcome.cbpNumber),
    [outcome.isFinal ? '' : 'not final', outcome.isSeizure ? 'seizure' : ''].filter((word) => word !== '').join(', '),
    examFields(outcome.code, NOTHING_OPENED).map(({ words, required }) => (required ? `**${words}**` : words)).join('; '),
    outcome.source,
  ]);
  return `## The table\n\n${table(['keys', 'outcome', 'code', 'CBP no.', '', 'asks for (bold: required)', 'source'], rows)}`;
}

function keysOf({ benchKey, listKey }: Outcome): string {
  const listed = `\`${ALL_OUTCOMES_KEY}\` \`${listKey}\``;
  return benchKey === null ? listed : `\`${benchKey}\` or ${listed}`;
}

function fieldsSection(): string {
  const asked = OUTCOMES.flatMap((outcome) => examFields(outcome.code, NOTHING_OPENED));
  const withChoices = new Map(asked.filter(({ choices }) => choices !== undefined).map((field) => [field.name, field]));
  return ['## Choices of the required fields', ...[...withChoices.values()].map(choicesOf)].join('\n\n');
}

/** A field's own heading with its choices. */
function choicesOf({ name, words, choices = [] }: OutcomeField): string {
  return `### ${words}\n\nField \`${name}\`.\n\n${table(['key', 'choice', 'value'], choices.map((choice) =>
    [`\`${choice.key}\``, choice.words, `\`${choice.value}\``]))}`;
}

function legalBasisSection(): string {
  return `## Opened letter-class mail

Asked exactly when the methods include *opened* and the item is letter-class mail (19 CFR 145.3), after the keys above; no other exam has
the field. The wording of the choices is not confirmed by a primary source: it is reference data that a site replaces.

${choicesOf(legalBasis())}`;
}

function listsSection(): string {
  const lists: readonly (readonly [title: string, rows: readonly Listed<string>[]])[] = [
    ['How it was examined', EXAM_METHOD_FACTS],
    ['Why it was examined', EXAM_REASON_FACTS],
    ['Class of what was found', COMMODITY_CLASS_FACTS],
    ['Unit of a quantity', QUANTITY_UNIT_FACTS],
    ['Field test', FIELD_TEST_KIND_FACTS],
    ['Result of a field test', FIELD_TEST_RESULT_FACTS],
  ];
  return ['## Other closed lists', ...lists.map(([title, rows]) => `### ${title}\n\n${table(['key', 'words', 'code'], rows.map((row) =>
    [`\`${row.key}\``, row.words, `\`${row.code}\``]))}`)].join('\n\n');
}

function problemsSection(): string {
  const rows = Object.entries(EXAM_PROBLEMS).map(([code, words]) => [`\`${code}\``, words]);
  return `## What can keep an exam from being sealed\n\n${table(['code', 'words'], rows)}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
