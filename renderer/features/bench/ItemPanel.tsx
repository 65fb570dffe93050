/** The left half: the AED of the item, or the label's fields when there is none; then holds and history. */
import type { HoldView, ItemView } from '../../../preload/contract/views.ts';
import { useApp } from '../../app/storeContext.tsx';
import { en } from '../../text/en.ts';
import { feedStateOf } from '../delivery/index.ts';
import { isLabelTyped, LabelFields, type LabelForm } from '../noBarcode/index.ts';
import { AedFacts } from './AedFacts.tsx';
import { isRecordable } from './draftOf.ts';
import type { Work } from './work.ts';

export function ItemPanel({ work }: { readonly work: Work }) {
  const { item, form } = work;
  const editForm = useApp((state) => state.editForm);
  const feed = useApp((state) => feedStateOf(state.delivery));
  const posting = item.postings[form.posting];
  if (!isRecordable(item, form.isConfirmed)) return <section className="item-panel" data-testid="aed-panel" />;
  return (
    <section className="item-panel" data-testid="aed-panel" data-scrolls="true" aria-label={en.aed.heading}>
      {posting === undefined
        ? <p className="aed-none">{en.aed.none(item.dataAsOf, feed)}</p>
        : <AedFacts aed={posting} index={form.posting + 1} count={item.postings.length} />}
      {posting === undefined && work.phase !== 'saved' && (
        <LabelFields form={form.label} onChange={(change) => editForm({ label: { ...form.label, ...change } })} />
      )}
      <dl className="aed-rows">
        {posting !== undefined && isLabelTyped(item, form.label) && (
          <Row name={en.label.short} testId="label-typed">{labelWords(form.label)}</Row>
        )}
        {posting !== undefined && (
          <Row name={`${en.aed.posted(posting.postedOn)} · ${portWords(item.port)}`} />
        )}
        <Row name={en.aed.holds} testId="aed-holds">
          {item.holds.length === 0 ? en.aed.noHolds(item.dataAsOf, feed) : item.holds.map((hold) => <Hold key={hold.holdId} hold={hold} />)}
        </Row>
        <Row name={en.aed.history} testId="aed-history">
          {item.history.length === 0
            ? en.aed.noHistory
            : item.history.map((exam) => <p key={exam.examId}>{en.aed.exam(exam.outcome, exam.recordedAt, exam.officerName)}</p>)}
        </Row>
      </dl>
    </section>
  );
}

function Row({ name, testId, children }: { readonly name: string; readonly testId?: string; readonly children?: React.ReactNode }) {
  return (
    <div className="aed-row" data-testid={testId} data-alone={children === undefined}>
      <dt>{name}</dt>
      {children !== undefined && <dd>{children}</dd>}
    </div>
  );
}

function Hold({ hold }: { readonly hold: HoldView }) {
  const { status, facilityId, by, placedAt, reason, isOpen } = hold;
  const words = Object.hasOwn(en.aed.holdStatus, status) ? en.aed.holdStatus[status as keyof typeof en.aed.holdStatus] : status;
  return (
    <p data-open={isOpen}>
      <strong>{en.aed.hold(words, facilityId, by, placedAt)}</strong>{reason !== null && ` · ${reason}`}
    </p>
  );
}

function labelWords({ contents, origin, mailClass }: LabelForm): string {
  return [contents.trim(), origin.trim().toUpperCase(), mailClass === null ? '' : en.label.classes[mailClass]].filter((words) => words !== '').join(' · ');
}

function portWords({ state, code, name }: ItemView['port']): string {
  if (state === 'none' || state === 'here') return en.aed.port[state];
  return state === 'elsewhere' ? en.aed.port.elsewhere(name ?? code ?? '') : en.aed.port.unknown(code ?? '');
}
