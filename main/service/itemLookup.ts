/** Looks a scan up in the local store: AED, holds, history, band; reads only, and never waits for the network. */
import { checkAed, CHECKED_FIELDS } from '../../domain/aed/validity.ts';
import { decimalsOf } from '../../domain/aed/currency.ts';
import { parseAed, type ParsedAed } from '../../domain/aed/parsed.ts';
import { portStateOf } from '../../domain/aed/portState.ts';
import { AED_FIELDS, type AedField, type AedVersion } from '../../domain/aed/record.ts';
import { decideBand } from '../../domain/band/decide.ts';
import type { HoldEvent } from '../../domain/hold/events.ts';
import { foldHolds, type Hold } from '../../domain/hold/fold.ts';
import { deskMadeId } from '../../domain/identifier/deskMade.ts';
import { facilityOf } from '../../domain/identifier/facilities.ts';
import { formatItemId, itemFacts } from '../../domain/identifier/facts.ts';
import type { Identifier } from '../../domain/identifier/identifier.ts';
import type { CountryList } from '../../domain/sync/messages.ts';
import type { AedFieldView, AedView, ExamSummary, HoldView, ItemView } from '../../preload/contract/views.ts';

/** What the local store can say about an item. */
export interface ItemSources {
  /** Newest posting first, newest version of each first. */
  readonly aedOf: (itemId: string) => readonly AedVersion[];
  readonly holdEventsOf: (itemId: string) => readonly HoldEvent[];
  readonly countryList: (listId: 'waiver' | 'interest') => CountryList | null;
  /** HQ's time of the last feed page taken in. */
  readonly feedAsOf: () => string | null;
  /** This desk's exams of the item, newest first. */
  readonly examsOf: (itemId: string) => readonly ExamSummary[];
  /** Hold events that this desk's own entries amount to, so that the band knows of them before HQ says so. */
  readonly ownHoldEvents: (itemKey: string) => readonly HoldEvent[];
}

export function lookUp(identifier: Identifier, scanId: string, facilityId: string, sources: ItemSources): ItemView {
  const versions = sources.aedOf(identifier.id);
  const deskMade = deskMadeId(identifier.id);
  const itemKey = deskMade ?? identifier.id;
  const holds = foldHolds([...sources.holdEventsOf(identifier.id), ...sources.ownHoldEvents(itemKey)]);
  const history = sources.examsOf(itemKey);
  const waivers = sources.countryList('waiver');
  const facts = itemFacts(identifier);
  const postings = postingsOf(versions);
  const dataAsOf = sources.feedAsOf();
  const { band, chips, advice } = decideBand({
    identifier,
    postings: postings.length,
    aedAsOf: dataAsOf,
    holds,
    waivers,
    origin: facts.originCode,
    // "Not found" says that nobody had the item in hand, a withdrawn exam that there was none: neither may hide what came before it.
    previousOutcome: history.find(({ outcome, isWithdrawn }) => outcome !== 'NOT_FOUND' && !isWithdrawn)?.outcome ?? null,
    facilityId,
  });
  return {
    scanId,
    identifier,
    display: deskMade ?? formatItemId(identifier.id),
    origin: facts.originCode === null ? null : { code: facts.originCode, name: facts.originName ?? facts.originCode },
    mailClass: facts.mailClass,
    serviceWords: facts.service,
    band,
    chips,
    advice,
    postings,
    port: portOf(versions.at(0)?.fields.portCode ?? null, facilityId),
    holds: holds.map(holdView),
    dataAsOf,
    aedRequired: waivers === null || facts.originCode === null ? null : !waivers.countries.includes(facts.originCode),
    history,
  };
}

/** One view a posting date, newest first: the newest version of each, with how many there are. */
function postingsOf(versions: readonly AedVersion[]): readonly AedView[] {
  const byPosting = new Map<string, AedVersion[]>();
  for (const version of versions) byPosting.set(version.postedOn, [...(byPosting.get(version.postedOn) ?? []), version]);
  return [...byPosting.entries()]
    .sort(([a], [b]) => (a < b ? 1 : -1))
    .flatMap(([, ofPosting]) => {
      const newest = ofPosting.reduce((best, one) => (one.version > best.version ? one : best));
      return [aedView(newest, ofPosting.length)];
    });
}

function aedView(aed: AedVersion, versions: number): AedView {
  const quality = checkAed(aed.fields);
  const parsed = parseAed(aed.fields);
  return {
    postedOn: aed.postedOn,
    version: aed.version,
    versions,
    receivedAt: aed.receivedAt,
    invalidCount: quality.invalidCount,
    fields: AED_FIELDS.map((field) => fieldView(field, aed, parsed, quality.verdicts)),
  };
}

function fieldView(field: AedField, aed: AedVersion, parsed: ParsedAed, verdicts: ReturnType<typeof checkAed>['verdicts']): AedFieldView {
  const checked = CHECKED_FIELDS.find((one) => one === field);
  const verdict = checked === undefined ? 'valid' : verdicts[checked];
  return {
    field,
    received: aed.fields[field],
    shown: shownOf(field, parsed),
    invalid: verdict === 'valid' ? null : verdict.invalid,
  };
}

/** Weight, value and pieces for people; null where the text as received says it all. */
function shownOf(field: AedField, parsed: ParsedAed): string | null {
  if (field === 'weightGrams' && parsed.weightGrams !== null) return `${parsed.weightGrams} g`;
  if (field === 'value' && parsed.value !== null) {
    const digits = decimalsOf(parsed.value.currency) ?? 2;
    return `${(parsed.value.minorUnits / 10 ** digits).toFixed(digits)} ${parsed.value.currency}`;
  }
  return null;
}

function portOf(portCode: string | null, facilityId: string): ItemView['port'] {
  const port = portStateOf(portCode, facilityId);
  switch (port.state) {
    case 'none':
      return { state: 'none', code: portCode, name: null };
    case 'unknown':
      return { state: 'unknown', code: port.code, name: null };
    case 'known':
      return { state: port.isHere ? 'here' : 'elsewhere', code: port.facility, name: facilityOf(port.facility)?.name ?? null };
  }
}

function holdView(hold: Hold): HoldView {
  const { holdId, facilityId, by, reason, status, isOpen, isOutstanding, placedAt } = hold;
  return { holdId, facilityId, by, reason, status, isOpen, isOutstanding, placedAt };
}
