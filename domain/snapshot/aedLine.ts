/** One version of AED as one line of text: how it lies in snapshot chunks and bucket pages, and what the bucket checksums are counted over. */
import { parsedJson } from '../json.ts';
import { AED_FIELDS, aedVersionSchema } from '../aed/record.ts';
import type { AedFields, AedVersion } from '../aed/record.ts';
import { normalise } from '../identifier/normalise.ts';

/**
 * `itemId TAB postedOn TAB version TAB receivedAt TAB fields LF`. fields: a JSON array, one place for each of AED_FIELDS in their order,
 * null for what was not sent. The names would be half of every row, so the places stand for them; AED_FIELDS therefore grows at its end
 * only. What a newer HQ sends behind the places this version knows is kept as it came.
 */
export interface AedLine {
  readonly itemId: string;
  readonly postedOn: string;
  readonly version: number;
  readonly receivedAt: string;
  /** The JSON array as text, byte for byte as it came. */
  readonly fields: string;
}

export function aedLineText({ itemId, postedOn, version, receivedAt, fields }: AedLine): string {
  return `${itemId}\t${postedOn}\t${version}\t${receivedAt}\t${fields}`;
}

export function aedLineOf(aed: AedVersion): AedLine {
  return { ...aed, fields: fieldsText(aed.fields) };
}

const KNOWN = new Set<string>(AED_FIELDS);

/** Equal fields are equal text. Members that this version has no name for stand in one object behind the places, in the order of their names. */
export function fieldsText(fields: AedFields): string {
  const places: unknown[] = AED_FIELDS.map((field) => fields[field]);
  const unknown = Object.entries(fields).filter(([name]) => !KNOWN.has(name)).sort(([a], [b]) => (a < b ? -1 : 1));
  if (unknown.length > 0) places.push(Object.fromEntries(unknown));
  return JSON.stringify(places);
}

/** The fields by name, as aedFieldsSchema takes them; what stands behind the known places is not among them. */
export function fieldsByName(text: string): Record<string, unknown> | null {
  const places = parsedJson(text);
  return Array.isArray(places) ? Object.fromEntries(AED_FIELDS.map((field, place) => [field, places[place] ?? null])) : null;
}

/** A JSON text without a lone surrogate (only an escape can make one), or null; no space between, as JSON.stringify writes it. */
const PLACE = String.raw`(?:"[^"\\\x00-\x1f]*(?:\\(?:["\\bfnrt]|u00[01][0-9a-f])[^"\\\x00-\x1f]*)*"|null)`;

/**
 * Every row is checked before it is used, and a schema is too slow for a million of them: this pattern knows the form nearly all rows have
 * and reads the cells in the same stroke. It says yes only to what aedVersionSchema takes; what it does not know is read by the schema
 * itself. A property test holds that both take and refuse the same rows.
 */
const USUAL_LINE = new RegExp(
  String.raw`([0-9A-Z]{1,64})\t((?:\d{4}-\d{2}-\d{2})?)\t([1-9]\d{0,14})\t([^\t\n]*)\t(\[${PLACE}(?:,${PLACE}){${AED_FIELDS.length - 1}}\])\n`,
  'y',
);

/** Longest text a field may have; fields that are shorter in all cannot have a longer one among them. */
const SURELY_SHORT = 20_000;

/** Walks the lines of a text in their order; the last one ends with a line feed too. refuse: a line that is no AED. */
export function readAedLines(text: string, take: (row: AedLine, line: string) => void, refuse: (line: string) => void): void {
  const pattern = new RegExp(USUAL_LINE);
  const isTime = timeCheck();
  for (let at = 0; at < text.length; ) {
    pattern.lastIndex = at;
    const [whole, itemId, postedOn, version, receivedAt, fields] = pattern.exec(text) ?? [];
    if (
      whole !== undefined && itemId !== undefined && postedOn !== undefined && version !== undefined && receivedAt !== undefined && fields !== undefined
      && fields.length <= SURELY_SHORT && isTime(receivedAt)
    ) {
      take({ itemId, postedOn, version: Number(version), receivedAt, fields }, whole.slice(0, -1));
      at += whole.length;
      continue;
    }
    const found = text.indexOf('\n', at);
    const end = found === -1 ? text.length : found;
    const line = text.slice(at, end);
    const row = readAedLine(line);
    if (row === null) refuse(line);
    else take(row, line);
    at = end + 1;
  }
}

/** Reads any line by the schema; null: no AED, or under an id that no scan would find. */
export function readAedLine(line: string): AedLine | null {
  const [itemId = '', postedOn = '', version = '', receivedAt = '', fields = '', ...more] = line.split('\t');
  if (more.length > 0 || !/^[1-9]\d{0,15}$/.test(version) || normalise(itemId).id !== itemId) return null;
  const row = aedVersionSchema.safeParse({ itemId, postedOn, version: Number(version), receivedAt, fields: fieldsByName(fields) });
  return row.success ? { itemId, postedOn, version: Number(version), receivedAt, fields } : null;
}

const TIMES_KEPT = 1_000;

/** Thousands of rows arrive at HQ in the same moment, so that few times have to be read by the schema. */
function timeCheck(): (text: string) => boolean {
  const good = new Set<string>();
  return (text) => {
    if (good.has(text)) return true;
    if (!aedVersionSchema.shape.receivedAt.safeParse(text).success) return false;
    if (good.size < TIMES_KEPT) good.add(text);
    return true;
  };
}
