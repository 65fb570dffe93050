/** Worksheet and hand-over sheet as documents: every fact of the view is said, what is missing is a line to write on, nothing is printed twice by one press. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AED_FIELDS } from '../../../domain/aed/record.ts';
import { OUTCOMES } from '../../../domain/outcome/outcomes.ts';
import { documentPage } from '../../../main/shell/printing/documentPage.ts';
import { sheetPage } from '../../../main/shell/printing/sheetPage.ts';
import { sheetSchema, type DocumentSheet } from '../../../preload/contract/sheets.ts';
import { fileNameOf } from '../../../renderer/features/sheets/blocks.ts';
import { handOverOf } from '../../../renderer/features/sheets/handOver.ts';
import { worksheetDue, worksheetOf } from '../../../renderer/features/sheets/worksheet.ts';
import { localStampWords, stampWords } from '../../../renderer/text/stamps.ts';
import { styleOf, tagsOf, textsOf } from '../../support/sheetText.ts';
import { HAND_OVER, SUMMARY, WORKSHEET, worksheetWith } from '../../support/sheetViews.ts';

/** As it reaches main and as it is read on paper, one text a line. */
function read(sheet: DocumentSheet): readonly string[] {
  return textsOf(documentPage(sheetSchema.parse(sheet) as DocumentSheet).html).map((text) => text.trim());
}

const blanksOf = ({ blocks }: DocumentSheet): readonly string[] => blocks.flatMap((block) => (block.block === 'blanks' ? block.names : []));

describe('the worksheet of a detention', () => {
  const sheet = worksheetOf(WORKSHEET);

  it.each([
    'Detention worksheet', 'RB 123 456 785 GB', 'number of the post (S10)', 'registered letter', 'Great Britain (GB)', 'hold-7', 'gift on the label', 'letter',
    'New York JFK (JFK)', 'Bench 07', 'Ortiz, R.', '2026-11-24 14:06 (UTC-05:00)', 'x-ray, opened', 'hold, x-ray anomaly', 'detained', SUMMARY.examId, 'entry 41, SHA-256 abababababababab…',
    'suspected contraband, test needed', 'reasonable cause to suspect goods or contraband', 'D-2026-77', 'kept in cage 4',
    'powder behind the lining', 'narcotics: in two bags', '12.50 g', '40 g', 'test strip: positive (presumptive)', 'photo-1\nphoto-2', 'documents', 'not said',
    'A field test is presumptive: it proves nothing until a laboratory has said so.',
    '2026-11-23', '2026-11-24', '2026-12-01', '2026-12-02', '2026-12-23', '2026-12-24',
    'Version 2, posted 2026-11-18, received 2026-11-22 08:00 (UTC).', 'invalid: says unknown', '240 g', 'Chain of custody', 'Signatures', 'Supervisor',
  ])('says "%s"', (words) => {
    expect(read(sheet)).toContain(words);
  });

  it('shows each field of the AED that was sent, and none that was not', () => {
    const sent = AED_FIELDS.filter((field) => field !== 'hsCode' && field !== 'weightGrams');
    expect(read(sheet)).toEqual(expect.arrayContaining(sent.map((field) => `aed ${field}`)));
    expect(read(sheet)).not.toContain('HS code');
  });

  it('says that it is no official form, names the form it is for, and the limit of what AED may be used for', () => {
    const text = read(sheet).join('\n');
    expect(text).toMatch(/to fill the official form from \(CBP 6051D/);
    expect(text).toContain('19 U.S.C. 1415(a)(3)(F)');
    expect(text).toContain('and 2 further days set by HQ');
  });

  it('bears the number as a symbol that reads as the number', () => {
    expect(sheetPage(sheet)).toMatchObject({ ok: true, value: { symbols: ['RB123456785GB'] } });
  });

  it('leaves a line for the notice number until one is recorded', () => {
    const number = 'Detention notice number (CBP 6051D)';
    expect(blanksOf(sheet)).not.toContain(number);
    expect(blanksOf(worksheetOf(worksheetWith('DETAINED', { reason: 'OTHER' })))).toContain(number);
    expect(blanksOf(worksheetOf(worksheetWith('DETAINED', { reason: 'OTHER', detentionNotice: ' ' })))).toContain(number);
  });

  it('asks for what the law wants in a notice: how long, which tests, what would speed it up (19 U.S.C. 1499(c)(2))', () => {
    expect(blanksOf(sheet)).toEqual(expect.arrayContaining(['Expected length of the detention', 'Tests or inquiries to be made', 'What may speed it up']));
  });

  it('says so when no clock runs any more', () => {
    expect(read(worksheetOf({ ...WORKSHEET, detention: null })).join()).toContain('No clock of a detention runs');
  });

  it('says which AED was missing and how fresh the data was', () => {
    expect(read(worksheetOf({ ...WORKSHEET, aedShown: null })).join()).toContain('No AED stood on the screen; data of HQ as of 2026-11-24 18:55 (UTC).');
    expect(read(worksheetOf({ ...WORKSHEET, aedShown: null, aedAsOf: null })).join()).toContain('HQ had not been heard');
    expect(read(worksheetOf({ ...WORKSHEET, aedShown: { postedOn: '', version: 1, receivedAt: null, fields: null } })).join()).toContain('This desk no longer has that version');
  });
});

describe('the worksheet of another exam', () => {
  it('of a seizure names its form, its numbers and the detention before it', () => {
    const sheet = worksheetOf(worksheetWith('SEIZURE', { seizureReference: '2026SZ001' }));
    const text = read(sheet);
    expect(text).toEqual(expect.arrayContaining(['Seizure worksheet', '2026SZ001', 'yes, 2026-11-20 10:00, notice D-2026-70']));
    expect(text.join()).toContain('CBP 6051S');
    expect(text).not.toContain('Dates that follow');
    expect(blanksOf(sheet)).toEqual(expect.arrayContaining(['Custody receipt number (CBP 6051S)', 'Evidence bag number', 'Estimated domestic value']));
    expect(blanksOf(sheet)).not.toContain('SEACATS incident or FP&F case number');
    expect(read(worksheetOf(worksheetWith('SEIZURE', {}, { priorDetention: null })))).toContain('not by an exam of this desk');
  });

  it('that was taken back warns before everything else, and one that was corrected says what was sealed', () => {
    const { detail } = WORKSHEET;
    const withdrawn = worksheetOf({ ...WORKSHEET, detail: { ...detail, summary: { ...SUMMARY, isWithdrawn: true } } });
    expect(withdrawn.blocks[0]).toEqual({ block: 'text', isStrong: true, text: expect.stringContaining('COUNTS NOWHERE') as unknown });
    expect(withdrawn.title).toBe('Exam worksheet');
    const amendments = [{ kind: 'corrected' as const, why: 'x', at: SUMMARY.recordedAt, officerName: 'x', outcome: 'DETAINED' as const }];
    const corrected = worksheetOf({ ...WORKSHEET, detail: { ...detail, amendments, sealedOutcome: 'RELEASED_TO_USPS' } });
    expect(corrected.blocks[0]).toMatchObject({ isStrong: true, text: expect.stringContaining('Sealed first as: released to USPS.') as unknown });
  });

  it('is asked for after a detention and after each seizure, and after nothing else', () => {
    const due = OUTCOMES.map(({ code, isSeizure }) => [worksheetDue({ outcome: code, isWithdrawn: false }), code === 'DETAINED' ? 'detention' : isSeizure ? 'seizure' : null]);
    for (const [said, right] of due) expect(said).toBe(right);
    expect(worksheetDue({ outcome: 'DETAINED', isWithdrawn: true })).toBeNull();
  });

  it.each([
    ['of a desk-made id', 'IMF-JFK-7K3M9Q2T4A', 'IMFJFK7K3M9Q2T4A'],
    ['of a number too long for the paper', '9'.repeat(60), null],
    ['of a number that Code 128 does not write', 'ÄÖÜ-1', null],
    ['of an item without any number', '', null],
  ])('bears the symbol %s, or says why there is none', (_what, itemKey, symbol) => {
    const sheet = worksheetOf({ ...WORKSHEET, detail: { ...WORKSHEET.detail, summary: { ...SUMMARY, itemKey, display: itemKey } } });
    expect(sheet.symbol?.text ?? null).toBe(symbol);
    expect(read(sheet).join().includes('No barcode is printed')).toBe(symbol === null);
    expect(sheetPage(sheetSchema.parse(sheet)).ok).toBe(true);
  });
});

describe('the hand-over sheet', () => {
  const text = read(handOverOf(HAND_OVER));

  it.each([
    'Hand-over of shift B 14:00-22:00, 2026-11-24', '2026-11-24 21:50 (UTC-05:00)', 'Officer 0', 'Officer 6', 'released to USPS', '21', '28',
    'item at two desks', 'examined at 2 desks, outcomes differ', 'item with late AED', 'AED came later: say which posting it was',
    'exam corrected', 'corrected, counts now as: referred to a partner government agency', 'exam refused', 'refused by HQ: seizure without arrest or penalty',
    'exam withdrawn', 'taken back: returned to sender', 'Wrong PINs: 3.', 'Not signed: shift A 06:00-14:00 of 2026-11-24, 4 exams.',
    'notice of detention 2026-11-30, in 3 business days', 'notice of detention 2026-11-30, TODAY', 'decision 2026-12-20, in 26 days', 'OVERDUE: deemed excluded since 2026-11-24', 'licence or permit missing',
    'Holds outstanding: 40', 'The first 1 of 40, the oldest first; all stand on the Holds screen.', 'held item', 'contents vague', 'presented',
    '3, of them 1 of Ortiz, R.', '12 entries, the oldest of 2026-11-24 20:00 (UTC)', '1 entry', '2026-11-24 19:59 (UTC)', '2026-11-24 19:55 (UTC)', 'Waiver list: version 3, 2026-10-01',
    '28 entries', 'Supple, V., 2026-11-23 22:00, 120 exams: quiet night', 'Officer handing over', 'Officer taking over', 'Supervisor',
  ])('says "%s"', (words) => {
    expect(text).toContain(words);
  });

  it('does not list what is in order, nor the running shift as unsigned', () => {
    expect(text).not.toContain('exam plain');
    expect(text.join()).not.toContain('Not signed: shift B');
  });

  it('of an officer says whose exams it counts, and keeps to itself what is the supervisor\'s', () => {
    const own = read(handOverOf({ ...HAND_OVER, isSupervisor: false })).join('\n');
    expect(own).toContain('The exams of Ortiz, R. only; the rest is of the whole desk.');
    expect(own).not.toContain('Wrong PINs');
  });

  it('says "nothing" in words where there is nothing', () => {
    const { log, delivery } = HAND_OVER;
    const quiet = read(handOverOf({
      ...HAND_OVER,
      log: { ...log, exams: [], withdrawn: [], byOfficer: [], byOutcome: {}, pinFailures: 0, signatures: [], unsigned: 0, conflicts: [], linkProposals: [], doubled: 0, unmatched: 0, unsignedShifts: [] },
      detained: [], holds: { count: 0, rows: [] }, drafts: { own: 0, others: 0 },
      delivery: { ...delivery, waiting: 0, oldestWaitingAt: null, refused: 0, lastDeliveredAt: null, feedAsOf: null, lists: [] },
    }));
    expect(quiet).toEqual(expect.arrayContaining([
      'No exam was recorded.', 'Nothing.', 'No item is detained by an exam of this desk.', 'None on this desk, HQ was never heard.', 'nothing', 'none yet', 'never read to the end', 'by nobody',
    ]));
  });

  it('of a shift of two thousand exceptions is one sheet that main takes', () => {
    const exams = Array.from({ length: 2_000 }, (_, n) => ({ ...SUMMARY, examId: `e-${n}`, display: `exam ${n}`, isAmended: true }));
    const long = read(handOverOf({ ...HAND_OVER, log: { ...HAND_OVER.log, exams } }));
    expect(long.filter((words) => /^exam \d+$/.test(words))).toHaveLength(2_000);
  });
});

describe('what officers, posts and HQ wrote', () => {
  const hostile = fc.string({ unit: fc.constantFrom('<', '>', '&', '"', '\'', '\\', '/', 'b', ';', '}', '#', '\n', '😀'), minLength: 1 });

  it('breaks out of no worksheet and no hand-over sheet', () => {
    fc.assert(fc.property(hostile, (wild) => {
      // Every text of both views, the closed lists and days left as they are.
      const spoilt = <T>(view: T): T => JSON.parse(JSON.stringify(view), (name, value: unknown) => (FREE_TEXT.has(name) && typeof value === 'string' ? `w${wild}` : value)) as T;
      for (const [tame, sheet] of [[worksheetOf(WORKSHEET), worksheetOf(spoilt(WORKSHEET))], [handOverOf(HAND_OVER), handOverOf(spoilt(HAND_OVER))]] as const) {
        const page = documentPage(sheetSchema.parse(sheet) as DocumentSheet).html;
        expect(tagsOf(page)).toBe(tagsOf(documentPage(tame).html));
        expect(styleOf(page).split(/[{}<]/)).toHaveLength(styleOf(documentPage(tame).html).split(/[{}<]/).length);
        expect(page).toContain(`w${wild}`.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`));
      }
    }), { numRuns: 50 });
  });

  const FREE_TEXT = new Set([
    'facilityName', 'deskName', 'madeBy', 'officerName', 'display', 'finding', 'note', 'contents', 'received', 'name', 'reason', 'by', 'serviceWords', 'noticeNumber', 'invalid',
  ]);
});

describe('days and file names', () => {
  it('are written with all that another reader needs', () => {
    expect(stampWords('2026-11-24T14:06:41.123-05:00')).toBe('2026-11-24 14:06 (UTC-05:00)');
    expect(stampWords('2026-11-24T14:06:41Z')).toBe('2026-11-24 14:06 (UTC)');
    expect(localStampWords('2026-11-24T14:06:41.123-05:00')).toBe('2026-11-24 14:06');
    expect(stampWords('2026-10-01')).toBe('2026-10-01');
  });

  it('are names that every file system takes, whatever the number of the item', () => {
    fc.assert(fc.property(fc.string(), (words) => {
      expect(sheetSchema.safeParse({ ...worksheetOf(WORKSHEET), fileName: fileNameOf(words) }).success).toBe(true);
    }));
    expect(worksheetOf(WORKSHEET).fileName).toBe('detention worksheet RB123456785GB');
  });
});
