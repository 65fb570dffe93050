/** The catalogue in both languages: the same ids of the same kinds, something said for each, nothing left in English, and every fault in its three parts. */
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { AED_FILE_FAULT_KINDS } from '../../../../domain/aed/fileFaults.ts';
import { RELAY_FAULTS } from '../../../../domain/relay/faults.ts';
import { SYNC_FAILURES } from '../../../../domain/sync/engine.ts';
import { REFUSAL_REASONS } from '../../../../domain/sync/messages.ts';
import { SHELL_WORDS } from '../../../../main/shell/words/shellWords.ts';
import { LANGUAGES, type Language } from '../../../../preload/contract/language.ts';
import { FAULT_KINDS } from '../../../../preload/contract/result.ts';
import { CATALOGUES } from '../../../../renderer/text/say.ts';
import type { Told } from '../../../../renderer/text/told.ts';
import * as enFaults from '../../../../renderer/text/en/faults.ts';
import * as enFileFaults from '../../../../renderer/text/en/fileFaults.ts';
import * as enRefusals from '../../../../renderer/text/en/refusals.ts';
import * as enFailures from '../../../../renderer/text/en/syncFailures.ts';
import * as esFaults from '../../../../renderer/text/es/faults.ts';
import * as esFileFaults from '../../../../renderer/text/es/fileFaults.ts';
import * as esRefusals from '../../../../renderer/text/es/refusals.ts';
import * as esFailures from '../../../../renderer/text/es/syncFailures.ts';
import { SAMPLES } from './samples.ts';

type Leaf = string | ((...args: readonly unknown[]) => unknown);

/** The same in both languages because it is a name, a code, a sign, a number, or a word that both have. */
const SAME: ReadonlySet<string> = new Set([
  'appName', 'aed.blank', 'refusals.blank', 'holds.notKnown', 'refusals.hash', 'refusals.no', 'signIn.pin', 'label.classes.ems',
  'sheet.worksheet.rules.none', 'sheet.worksheet.signatureColumns.0', 'sheet.handOver.signatureColumns.0', 'sheet.worksheet.signing.supervisor',
  'sheet.handOver.signing.supervisor', 'shift.total', 'sheet.handOver.total', 'lists.tables.unit.grams', 'lists.tables.unit.kilograms', 'lists.tables.unit.ounces',
  'lists.tables.unit.pounds', 'lists.tables.unit.millilitres', 'lists.tables.unit.litres',
]);
const SAME_WHEN_CALLED: ReadonlySet<string> = new Set(['sheet.drill.sample', 
  'title.place', 'delivery.countOf', 'bag.countOf', 'aedImport.countOf', 'benchSettings.gap', 'exam.cbp', 'bag.kilograms', 'help.version', 'relay.desk', 'relay.entries',
  'sheet.handOver.facilityName', 'sheet.worksheet.facilityName', 'holds.count',
]);
/** Some cases are a number or a name alone; the others must differ. */
const PARTLY_SAME: ReadonlySet<string> = new Set([
  'sheet.worksheet.weightWords', 'holds.atCursor', 'holds.measure', 'holds.ageWords', 'examValues.unitWords', 'bag.yesOrNo', 'bag.office', 'bag.route',
]);
const SYMBOLS = /^sheet\.scanner\.(sampleTexts\.\d\.0|rows\.(6\.1|2\.1|4\.0))$/;
const MAY_BE_EMPTY: ReadonlySet<string> = new Set(['sheet.worksheet.rules.none', 'sheet.worksheet.signatureColumns.0', 'sheet.handOver.signatureColumns.0']);

const leavesOf = (value: unknown, path: readonly string[] = []): readonly (readonly [id: string, leaf: Leaf])[] =>
  (typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, part]) => leavesOf(part, [...path, name]))
    : [[path.join('.'), value as Leaf]]);

const en = new Map(leavesOf(CATALOGUES.en));
const es = new Map(leavesOf(CATALOGUES.es));
const functions = [...en].flatMap(([id, leaf]) => (typeof leaf === 'function' ? [id] : []));
const texts = [...en].flatMap(([id, leaf]) => (typeof leaf === 'string' ? [id] : []));

/** One text a case; a list of sentences is one. */
function said(catalogue: ReadonlyMap<string, Leaf>, id: string): readonly string[] {
  const leaf = catalogue.get(id);
  if (typeof leaf !== 'function') return [leaf ?? ''];
  return (SAMPLES.get(id) ?? []).map((args) => {
    const answer = leaf(...args);
    return Array.isArray(answer) ? answer.join('; ') : (answer as string);
  });
}

describe('the catalogue in two languages', () => {
  it('has the same ids, of the same kinds', () => {
    const kinds = (catalogue: ReadonlyMap<string, Leaf>): readonly string[] => [...catalogue].map(([id, leaf]) => `${id}: ${typeof leaf}`).sort();
    expect(kinds(es)).toEqual(kinds(en));
  });

  it('is made of part files of the same names', () => {
    const files = (language: string): readonly string[] => readdirSync(`renderer/text/${language}`).filter((name) => name.endsWith('.ts')).sort();
    expect(files('es')).toEqual(files('en'));
  });

  it('has sample arguments for each of its functions, and for nothing else', () => {
    expect([...SAMPLES.keys()].sort()).toEqual([...functions].sort());
  });

  it.each([['en', en], ['es', es]] as const)('says something under every id in %s', (_language, catalogue) => {
    const silent = [...catalogue.keys()].filter((id) => !MAY_BE_EMPTY.has(id) && said(catalogue, id).some((text) => typeof text !== 'string' || text.trim() === ''));
    const broken = [...catalogue.keys()].filter((id) => said(catalogue, id).some((text) => /undefined|null|NaN|\[object|Invalid Date/.test(text)));
    expect({ silent, broken }).toEqual({ silent: [], broken: [] });
  });

  it('leaves no text in English, but for names, codes and signs', () => {
    const left = texts.filter((id) => !SYMBOLS.test(id) && es.get(id) === en.get(id));
    expect(left.filter((id) => !SAME.has(id))).toEqual([]);
    expect([...SAME].filter((id) => es.get(id) !== en.get(id))).toEqual([]);
  });

  it('leaves no sentence in English, whatever it is told about', () => {
    const left = functions.filter((id) => {
      const spanish = said(es, id);
      const isSame = said(en, id).map((text, index) => text === spanish[index]);
      return PARTLY_SAME.has(id) ? isSame.every(Boolean) : isSame.some(Boolean);
    });
    expect(left.filter((id) => !SAME_WHEN_CALLED.has(id) && !/(^|\.)(at|timeOf|exactAt)$/.test(id))).toEqual([]);
  });

  it('has the Spanish of every word that the desk sends along in English', () => {
    const { tables: english } = CATALOGUES.en.lists;
    const { tables: spanish } = CATALOGUES.es.lists;
    const codes = (table: object): readonly string[] => leavesOf(table).map(([id]) => id).sort();
    for (const name of Object.keys(english) as (keyof typeof english)[]) expect(codes(spanish[name]), name).toEqual(codes(english[name]));
  });

  it('keeps a wording that a site chose for itself, and a code of a newer version', () => {
    const own = { value: 'CONSENT', words: 'consent in writing only' };
    expect(CATALOGUES.es.lists.choice('legalBasis', own)).toBe(own.words);
    expect(CATALOGUES.es.lists.outcome('OF_A_NEWER_VERSION')).toBe('OF_A_NEWER_VERSION');
    expect(CATALOGUES.es.country('ZZ', 'Somewhere')).toBe('Somewhere');
  });
});

describe('times and counts', () => {
  const now = new Date(2026, 10, 24, 12);
  const before = (...day: readonly [number, number, number]): string => new Date(...day, 14, 6, 41).toISOString();

  it.each([
    ['today', before(2026, 10, 24), '14:06', '14:06'],
    ['on another day', before(2026, 4, 6), '05-06 14:06', '6 may 14:06'],
    ['in another year', before(2025, 4, 6), '05-06-2025 14:06', '6 may 2025 14:06'],
  ])('are said %s so that month and day are never mixed up', async (_when, stamp, english, spanish) => {
    const [enTimes, esTimes] = [await import('../../../../renderer/text/en/times.ts'), await import('../../../../renderer/text/es/times.ts')];
    expect(enTimes.timeOf(stamp, now)).toBe(english);
    expect(esTimes.timeOf(stamp, now)).toBe(spanish);
  });

  it('never move a day that was received without a time', async () => {
    const { dateOf } = await import('../../../../renderer/text/es/times.ts');
    expect([dateOf('2026-11-01', now), dateOf('2025-01-31', now), dateOf('2026-02-99', now), dateOf('soon', now)]).toEqual(['1 nov', '31 ene 2025', '2026-02-99', 'soon']);
  });

  it('have the plural that the language has', async () => {
    const { counted } = await import('../../../../renderer/text/es/times.ts');
    expect([0, 1, 2, 1_000_000].map((count) => counted(count, 'envío', 'envíos'))).toEqual(['0 envíos', '1 envío', '2 envíos', '1,000,000 envíos']);
  });
});

interface FaultParts {
  readonly faults: Pick<typeof enFaults, 'faultTold'>;
  readonly files: Pick<typeof enFileFaults, 'fileFaultTold'>;
  readonly failures: Pick<typeof enFailures, 'failureTold'>;
  readonly refusals: Pick<typeof enRefusals, 'refusalTold'>;
}

const PARTS: Readonly<Record<Language, FaultParts>> = {
  en: { faults: enFaults, files: enFileFaults, failures: enFailures, refusals: enRefusals },
  es: { faults: esFaults, files: esFileFaults, failures: esFailures, refusals: esRefusals },
};

function everythingTold(language: Language): readonly (readonly [name: string, told: Told])[] {
  const parts = PARTS[language];
  const facts = { at: '2026-11-24T19:10:00Z', heardAt: null, waiting: 2, fingerprint: 'ab' };
  return [
    ...FAULT_KINDS.map((kind) => [kind, parts.faults.faultTold({ kind, detail: {} })] as const),
    ['locked by another', parts.faults.faultTold({ kind: 'not-allowed', detail: { lockedBy: 'Ortiz, R.' } })],
    ...RELAY_FAULTS.map((why) => [why, parts.faults.faultTold({ kind: 'relay-refused', detail: { why } })] as const),
    ...[...AED_FILE_FAULT_KINDS, 'file-unreadable'].map((kind) => [kind, parts.files.fileFaultTold({ kind, detail: {} })] as const),
    ...SYNC_FAILURES.flatMap((kind) => (['upload', 'download'] as const).map((lane) => [`${lane} ${kind}`, parts.failures.failureTold(lane, { kind, ...facts })] as const)),
    ...[...REFUSAL_REASONS, 'of a newer version'].map((reason) => [reason, parts.refusals.refusalTold(reason)] as const),
    ...Object.entries(SHELL_WORDS[language].startup).map(([kind, [happened, safe, next]]) => [kind, { happened, safe, next }] as const),
  ];
}

describe.each(LANGUAGES)('what went wrong, in %s', (language) => {
  it('is said in whole sentences: what happened, what is safe, what to do next', () => {
    const isSentence = (text: string): boolean => /^[^a-z\s].*[.:]$/s.test(text) && !/ {2}|\.\.$/.test(text);
    const halves = everythingTold(language).filter(([, { happened, safe, next }]) => ![happened, safe, next].every(isSentence));
    expect(halves).toEqual([]);
  });

  it('says of what is safe that it is: nothing was done, or what is kept', () => {
    const safe = language === 'en'
      ? /nothing|safe|unchanged|undisturbed|NOT |no file was written|exactly as it is|everything before it is signed/i
      : /no se|a salvo|sin cambios|sin interrupción|NO se|nada|exactamente como está|todo lo anterior está firmado/i;
    expect(everythingTold(language).filter(([, told]) => !safe.test(told.safe)).map(([name, told]) => [name, told.safe])).toEqual([]);
  });

  it('says each thing once', () => {
    const twice = everythingTold(language).filter(([, { happened, safe, next }]) => new Set([happened, safe, next]).size < 3);
    expect(twice).toEqual([]);
  });
});

describe('what the main process says', () => {
  const leaves = (language: Language) => new Map(leavesOf(SHELL_WORDS[language]));

  it('has the same ids in both languages, and nothing of English in Spanish', () => {
    expect([...leaves('es').keys()].sort()).toEqual([...leaves('en').keys()].sort());
    const text = (leaf: Leaf | undefined): unknown => (typeof leaf === 'function' ? leaf('x') : leaf);
    expect([...leaves('en')].filter(([id, leaf]) => text(leaf) === text(leaves('es').get(id)))).toEqual([]);
  });
});
