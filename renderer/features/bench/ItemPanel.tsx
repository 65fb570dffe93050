/** The left half: the AED of the item, or the label's fields when there is none; then holds and history. */
import type { ItemExamView } from '../../../preload/contract/examViews.ts';
import type { AedView, HoldView, PortView } from '../../../preload/contract/views.ts';
import { useApp } from '../../app/storeContext.tsx';
import { say } from '../../text/say.ts';
import { feedStateOf } from '../delivery/index.ts';
import { isLabelTyped, LabelFields, type LabelForm } from '../noBarcode/index.ts';
import { AedFacts } from './AedFacts.tsx';
import { isPostingAsked, isRecordable } from './draftOf.ts';
import { PostingChoice } from './PostingChoice.tsx';
import { postingInHand, type Work } from './work.ts';

export function ItemPanel({ work }: { readonly work: Work }) {
  const { item, form } = work;
  const editForm = useApp((state) => state.editForm);
  const feed = useApp((state) => feedStateOf(state.delivery));
  const posting = postingInHand(work);
  if (!isRecordable(item, form.isConfirmed)) return <section className="item-panel" data-testid="aed-panel" />;
  return (
    <section className="item-panel" data-testid="aed-panel" data-scrolls="true" aria-label={say.aed.heading} tabIndex={0}>
      {isPostingAsked(work) && <PostingChoice postings={item.postings} />}
      {posting === null && <h2>{say.aed.heading}</h2>}
      {item.postings.length === 0 && <p className="aed-none">{say.aed.none(item.dataAsOf, feed)}</p>}
      {posting !== null && <AedFacts aed={posting} index={item.postings.indexOf(posting) + 1} count={item.postings.length} />}
      {item.postings.length === 0 && work.phase !== 'saved' && (
        <LabelFields form={form.label} onChange={(change) => editForm({ label: { ...form.label, ...change } })} />
      )}
      <dl className="aed-rows">
        {item.postings.length > 0 && isLabelTyped(item, form.label) && (
          <Row name={say.label.short} testId="label-typed">{labelWords(form.label)}</Row>
        )}
        {posting !== null && <Row name={postedWords(posting)} />}
        <Row name={say.aed.holds} testId="aed-holds">
          {item.holds.length === 0 ? say.aed.noHolds(item.dataAsOf, feed) : item.holds.map((hold) => <Hold key={hold.holdId} hold={hold} />)}
        </Row>
        <Row name={say.aed.history} testId="aed-history">
          {item.history.length === 0
            ? say.aed.noHistory
            : item.history.map((exam) => <Exam key={exam.examId} exam={exam} />)}
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
  const { status, facilityId, by, placedAt, reason, isOpen, notPresentedReason, leftAt } = hold;
  const words = Object.hasOwn(say.aed.holdStatus, status) ? say.aed.holdStatus[status as keyof typeof say.aed.holdStatus] : status;
  return (
    <p data-open={isOpen}>
      <strong>{say.aed.hold(words, facilityId, by, placedAt)}</strong>
      {[reason, status === 'notPresented' ? notPresentedReason : null, leftAt === null ? null : say.bench.leftAt(leftAt)].map((words) => words !== null && ` · ${words}`)}
    </p>
  );
}

function Exam({ exam }: { readonly exam: ItemExamView }) {
  const { outcome, recordedAt, officerName, deviceId, facilityId, isAmended, isWithdrawn, isThisPosting, postedOn, linkedPosting } = exam;
  const by = officerName ?? say.bench.otherDesk(deviceId, facilityId);
  const notes = [
    isAmended ? say.bench.amended : null,
    isWithdrawn ? say.bench.withdrawn : null,
    isThisPosting ? null : say.bench.otherPosting(postedOn ?? ''),
    linkedPosting === null ? null : say.bench.linked(linkedPosting),
  ].filter((words) => words !== null);
  return <p data-testid="history-exam" data-own={exam.isOwn} data-withdrawn={isWithdrawn}>{[say.bench.exam(outcome, recordedAt, by), ...notes].join(' · ')}</p>;
}

function postedWords({ postedOn, port }: AedView): string {
  return `${say.aed.posted(postedOn)} · ${portWords(port)}`;
}

function labelWords({ contents, origin, mailClass }: LabelForm): string {
  return [contents.trim(), origin.trim().toUpperCase(), mailClass === null ? '' : say.label.classes[mailClass]].filter((words) => words !== '').join(' · ');
}

function portWords({ state, code, name }: PortView): string {
  if (state === 'none' || state === 'here') return say.aed.port[state];
  return state === 'elsewhere' ? say.aed.port.elsewhere(name ?? code ?? '') : say.aed.port.unknown(code ?? '');
}
