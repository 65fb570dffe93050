/** Shows AED by posting: what was sent, how it is read, what is wrong with it, and what changed since an officer saw it. */
import { adviseAed } from '../../domain/aed/advisory.ts';
import { changesByVersion, changesSinceSeen, type FieldChange } from '../../domain/aed/changes.ts';
import { decimalsOf } from '../../domain/aed/currency.ts';
import { parseAed, type ParsedAed } from '../../domain/aed/parsed.ts';
import { portStateOf } from '../../domain/aed/portState.ts';
import type { Posting } from '../../domain/aed/postings.ts';
import { AED_FIELDS, type AedField, type AedFields } from '../../domain/aed/record.ts';
import { checkAed, CHECKED_FIELDS, type AedQuality } from '../../domain/aed/validity.ts';
import type { ExamHistory } from '../../domain/exam/history.ts';
import { facilityOf } from '../../domain/identifier/facilities.ts';
import type { Identifier } from '../../domain/identifier/identifier.ts';
import type { AedFieldView, AedView, PortView } from '../../preload/contract/views.ts';

export interface ShownAed {
  readonly postings: readonly Posting[];
  readonly identifier: Identifier;
  /** This desk's exams of the item. */
  readonly own: readonly ExamHistory[];
  readonly facilityId: string;
  readonly today: string;
}

/** One view a posting, newest first: its newest version. */
export function aedViews({ postings, identifier, own, facilityId, today }: ShownAed): readonly AedView[] {
  return postings.map((posting) => {
    const { postedOn, newest, versions } = posting;
    const quality = checkAed(newest.fields);
    const seenVersion = seenVersionOf(posting, own);
    return {
      postedOn,
      version: newest.version,
      versions: versions.length,
      receivedAt: newest.receivedAt,
      invalidCount: quality.invalidCount,
      fields: fieldViews(newest.fields, quality, earlierTexts(posting, seenVersion)),
      remarks: adviseAed({ identifier, postedOn, fields: newest.fields, today }),
      seenVersion,
      port: portOf(newest.fields.portCode, facilityId),
    };
  });
}

/** The fields of one version as they are, without what stood there before or after. */
export function aedFieldViews(fields: AedFields): readonly AedFieldView[] {
  return fieldViews(fields, checkAed(fields), new Map());
}

function fieldViews(fields: AedFields, quality: AedQuality, before: EarlierTexts): readonly AedFieldView[] {
  const parsed = parseAed(fields);
  return AED_FIELDS.map((field) => ({
    field,
    received: fields[field],
    shown: shownOf(field, parsed),
    invalid: invalidOf(field, quality),
    was: before.get(field) ?? null,
  }));
}

/** The newest version of the posting that stood on this desk's screen at an exam. */
function seenVersionOf({ postedOn }: Posting, own: readonly ExamHistory[]): number | null {
  const seen = own.flatMap(({ original: { aedShown } }) => (aedShown?.postedOn === postedOn ? [aedShown.version] : []));
  return seen.length === 0 ? null : Math.max(...seen);
}

type EarlierTexts = ReadonlyMap<AedField, NonNullable<AedFieldView['was']>>;

/** Against the version that was seen; when none was, or it is no longer here, each field's last change. */
function earlierTexts({ versions }: Posting, seenVersion: number | null): EarlierTexts {
  const sinceSeen = seenVersion === null ? null : changesSinceSeen(versions, seenVersion);
  if (sinceSeen !== null) return textsBefore(sinceSeen, seenVersion ?? 0);
  const steps = changesByVersion(versions).toReversed();
  return new Map(steps.flatMap(({ since, changes }) => [...textsBefore(changes, since)]));
}

function textsBefore(changes: readonly FieldChange[], version: number): EarlierTexts {
  return new Map(changes.map(({ field, before }) => [field, { received: before, version }]));
}

function invalidOf(field: AedField, { verdicts }: AedQuality): string | null {
  const checked = CHECKED_FIELDS.find((one) => one === field);
  const verdict = checked === undefined ? 'valid' : verdicts[checked];
  return verdict === 'valid' ? null : verdict.invalid;
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

function portOf(portCode: string | null, facilityId: string): PortView {
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
