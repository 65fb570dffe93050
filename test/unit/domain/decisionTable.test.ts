/** The bench's decision table, cell by cell: AED × hold × waiver × port, as written down in test/vectors/decision-table.txt. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { portStateOf } from '../../../domain/aed/portState.ts';
import { groupPostings, onlyPosting } from '../../../domain/aed/postings.ts';
import type { AedVersion } from '../../../domain/aed/record.ts';
import { checkAed } from '../../../domain/aed/validity.ts';
import { decideBand } from '../../../domain/band/decide.ts';
import { offerFor } from '../../../domain/band/offer.ts';
import type { Situation } from '../../../domain/band/situation.ts';
import type { HoldEvent, HoldEventKind } from '../../../domain/hold/events.ts';
import { foldHolds } from '../../../domain/hold/fold.ts';
import { classify } from '../../../domain/identifier/classify.ts';
import { itemFacts } from '../../../domain/identifier/facts.ts';
import { examFields, followKeys, OUTCOME_CODES, type FieldSituation } from '../../../domain/outcome/outcomes.ts';
import { aedOf } from './aedVersions.ts';

const IDENTIFIER = classify('RB123456785GB');
const HERE = 'JFK';

interface Cell {
  readonly aed: string;
  readonly hold: string;
  readonly waived: string;
  readonly port: string;
  readonly says: Readonly<Record<string, string>>;
}

const PORT_CODES: Readonly<Record<string, string>> = { none: 'UNASSIGNED', here: 'JFK', elsewhere: 'EWR', unknown: '9999' };

const AED: Readonly<Record<string, (portCode: string) => readonly AedVersion[]>> = {
  none: () => [],
  partial: (portCode) => [aedOf({ portCode, senderName: null, contents: '' })],
  full: (portCode) => [aedOf({ portCode })],
  'several versions': (portCode) => [aedOf({ portCode: null }, { version: 1 }), aedOf({ portCode }, { version: 2 })],
  'several postings': (portCode) => [aedOf({ portCode: null }, { postedOn: '2025-03-01' }), aedOf({ portCode }, { postedOn: '2026-11-18' })],
};

const HOLDS: Readonly<Record<string, readonly HoldEvent[]>> = {
  none: [],
  one: [event('H1', 'placed')],
  many: [event('H1', 'placed'), event('H2', 'placed', 'EWR'), event('H2', 'notPresented', 'EWR')],
  'other IMF': [event('H2', 'placed', 'EWR')],
  released: [event('H1', 'placed'), event('H1', 'presented'), event('H1', 'examined'), event('H1', 'released')],
};

function event(holdId: string, kind: HoldEventKind, facilityId = HERE): HoldEvent {
  return { eventId: `${holdId}-${kind}`, holdId, itemId: IDENTIFIER.id, kind, at: '2026-11-23T09:12:00Z', facilityId, by: 'NTC', reason: null };
}

function readTable(): readonly Cell[] {
  const text = readFileSync(new URL('../../vectors/decision-table.txt', import.meta.url), 'utf8');
  const rows = text.split('\n').filter((line) => line.includes('|')).map((line) => line.split('|').map((cell) => cell.trim()));
  const [head = [], ...cells] = rows;
  return cells.map((row) => {
    const [aed = '', hold = '', waived = '', port = ''] = row;
    return { aed, hold, waived, port, says: Object.fromEntries(head.slice(4).map((name, index) => [name, row[index + 4] ?? ''])) };
  });
}

function situationOf({ aed, hold, waived, port }: Cell): { situation: Situation; versions: readonly AedVersion[] } {
  const versions = AED[aed]?.(PORT_CODES[port] ?? '') ?? [];
  const situation: Situation = {
    identifier: IDENTIFIER, postings: groupPostings(versions).length, aedAsOf: '2026-11-23T13:55:00Z', holds: foldHolds(HOLDS[hold] ?? []),
    waivers: { asOf: '2026-01-01', countries: waived === 'yes' ? ['GB', 'TV'] : ['TV'] }, origin: itemFacts(IDENTIFIER).originCode,
    previousOutcome: null, facilityId: HERE,
  };
  return { situation, versions };
}

function whatTheDeskSays(cell: Cell): Cell['says'] {
  const { situation, versions } = situationOf(cell);
  const decision = decideBand(situation);
  const offer = offerFor({ situation, decision, countriesOfInterest: null });
  const port = portStateOf(groupPostings(versions).at(0)?.newest.fields.portCode ?? null, HERE);
  const portShown = port.state === 'known' ? (port.isHere ? 'here' : 'elsewhere') : port.state;
  return {
    band: decision.band,
    chips: words(decision.chips),
    advice: decision.advice.id,
    'port shown': portShown,
    outcomes: offer.outcomes.length === OUTCOME_CODES.length ? 'all' : words(offer.outcomes),
    asks: words([...(offer.asksLabel ? ['label'] : []), ...(offer.asksPosting ? ['posting'] : [])]),
    'reasons known': words(offer.reasons),
  };
}

function words(list: readonly string[]): string {
  return list.length === 0 ? '-' : list.join(' ');
}

const cells = readTable();

describe('the decision table', () => {
  it('has every cell once', () => {
    const every = Object.keys(AED).flatMap((aed) => Object.keys(HOLDS).flatMap((hold) => ['no', 'yes'].flatMap((waived) =>
      Object.keys(PORT_CODES).map((port) => [aed, hold, waived, port].join('/')))));
    expect(every).toHaveLength(200);
    expect(cells.map(({ aed, hold, waived, port }) => [aed, hold, waived, port].join('/')).sort()).toEqual(every.sort());
  });

  it.each(cells)('for AED $aed, hold $hold, waived $waived, port $port', (cell) => {
    expect(whatTheDeskSays(cell)).toEqual(cell.says);
  });

  it('asks the same fields in every cell: two keys for each outcome, a legal basis only for the opened letter', () => {
    const offered = new Set(cells.flatMap((cell) => {
      const { situation } = situationOf(cell);
      return offerFor({ situation, decision: decideBand(situation), countriesOfInterest: null }).outcomes;
    }));
    const { mailClass } = itemFacts(IDENTIFIER);
    const scanned: FieldSituation = { methods: ['xray'], mailClass };
    const opened: FieldSituation = { methods: ['xray', 'opening'], mailClass };
    expect([...offered].sort()).toEqual([...OUTCOME_CODES].sort());
    for (const code of offered) {
      expect(examFields(code, scanned).filter(({ required }) => required).length).toBeLessThanOrEqual(1);
      expect(examFields(code, scanned).map(({ name }) => name)).not.toContain('legalBasis');
      expect(examFields(code, opened).map(({ name }) => name)).toContain('legalBasis');
    }
    expect(followKeys(['0'], scanned)).toMatchObject({ step: 'done' });
  });

  it('never lets the port decide what an officer is told, since 11 % of AED has none', () => {
    for (const { aed, hold, waived, says } of cells) {
      const others = cells.filter((cell) => cell.aed === aed && cell.hold === hold && cell.waived === waived);
      for (const other of others) expect({ ...other.says, 'port shown': '' }).toEqual({ ...says, 'port shown': '' });
    }
  });

  it('shows partial AED as AED, and says apart which fields are invalid', () => {
    const [partial] = AED['partial']?.('JFK') ?? [];
    expect(partial === undefined ? null : checkAed(partial.fields).invalidCount).toBe(2);
    expect(onlyPosting(groupPostings(AED['several versions']?.('JFK') ?? []))?.versions).toHaveLength(2);
    expect(onlyPosting(groupPostings(AED['several postings']?.('JFK') ?? []))).toBeNull();
  });
});
