/** One posting's AED: related fields in one row, invalid ones marked by icon and word, the text as received beside what it was read as. */
import type { AedField } from '../../../domain/aed/record.ts';
import type { AedFieldView, AedView } from '../../../preload/contract/views.ts';
import { say } from '../../text/say.ts';
import { WarningIcon } from '../../ui/icons.tsx';

interface AedRow {
  readonly name: string;
  /** The first needs no name of its own; the row is called after it. */
  readonly fields: readonly AedField[];
}

const rows = (): readonly AedRow[] => [
  { name: say.aed.field.senderName, fields: ['senderName'] },
  { name: say.aed.field.senderAddress, fields: ['senderAddress', 'senderCity', 'senderCountry'] },
  { name: say.aed.field.recipientName, fields: ['recipientName'] },
  { name: say.aed.field.recipientAddress, fields: ['recipientAddress', 'recipientCity', 'recipientState', 'recipientZip'] },
  { name: say.aed.field.contents, fields: ['contents'] },
  { name: say.aed.goods, fields: ['weightGrams', 'value', 'currency', 'pieces', 'hsCode', 'goodsOrigin', 'category'] },
  { name: say.aed.item, fields: ['mailClass', 'originOffice', 'destinationOffice', 'receptacleId', 'portCode'] },
];

/** Fields that are clear from their place or their unit. */
const WITHOUT_NAME: ReadonlySet<AedField> = new Set([
  'senderName', 'senderAddress', 'senderCity', 'senderCountry', 'recipientName', 'recipientAddress', 'recipientCity', 'recipientState',
  'recipientZip', 'contents', 'mailClass',
]);

export function AedFacts({ aed, index, count }: { readonly aed: AedView; readonly index: number; readonly count: number }) {
  return (
    <>
      <header className="aed-head">
        <h2>{say.aed.heading}</h2>
        <p data-testid="aed-version">{say.aed.version(aed.version, aed.versions, aed.receivedAt)} · {say.aed.quality(aed.invalidCount)}</p>
        {count > 1 && <p className="aed-posting" data-testid="aed-posting"><kbd>V</kbd> {say.aed.posting(index, count)}</p>}
        {aed.seenVersion !== null && aed.versions > 1 && <p data-testid="aed-seen">{say.bench.changedSince(aed.seenVersion, aed.version)}</p>}
      </header>
      <dl className="aed-rows">
        {rows().map((row) => <Fields key={row.name} row={row} shown={shownOf(row, aed)} />)}
        <Remarks remarks={aed.remarks} />
      </dl>
    </>
  );
}

function Fields({ row, shown }: { readonly row: AedRow; readonly shown: readonly AedFieldView[] }) {
  if (shown.length === 0) return null;
  return (
    <div className="aed-row">
      <dt>{row.name}</dt>
      <dd>{shown.map((field) => <Field key={field.field} view={field} />)}</dd>
    </div>
  );
}

/** Advice of this program: never marked like an invalid field, and in no count. */
function Remarks({ remarks }: Pick<AedView, 'remarks'>) {
  if (remarks.length === 0) return null;
  return (
    <div className="aed-row" data-testid="aed-remarks">
      <dt>{say.bench.remarks}</dt>
      <dd>{remarks.map(({ field, code }) => <span key={`${field} ${code}`}>{say.bench.remark(field, code)}</span>)}</dd>
    </div>
  );
}

function Field({ view }: { readonly view: AedFieldView }) {
  const { field, received, shown, invalid, was } = view;
  const text = shown ?? received;
  const isBlank = text === null || text.trim() === '';
  return (
    <span className="aed-field" data-testid={`aed-field-${field}`} data-invalid={invalid !== null}>
      {invalid !== null && <WarningIcon />}
      {!WITHOUT_NAME.has(field) && <span className="aed-field-name">{say.aed.field[field]}</span>}
      <span>{isBlank ? say.aed.blank : invalid === null ? text : `"${text}"`}</span>
      {shown !== null && received !== null && <span className="aed-received">{say.aed.received(received)}</span>}
      {invalid !== null && <strong>{say.aed.invalid(invalid)}</strong>}
      {was !== null && <mark data-testid={`aed-was-${field}`}>{say.bench.was(was.received, was.version)}</mark>}
    </span>
  );
}

/** Fields that were not sent are left out, except where that is what is wrong with them. The currency stands with the value. */
function shownOf({ fields }: AedRow, aed: AedView): readonly AedFieldView[] {
  const isValueShown = aed.fields.some(({ field, shown }) => field === 'value' && shown !== null);
  return fields.flatMap((name) => {
    const view = aed.fields.find(({ field }) => field === name);
    if (view === undefined || (view.received === null && view.invalid === null && view.was === null)) return [];
    return name === 'currency' && isValueShown ? [] : [view];
  });
}
