/** One refused entry whole: why it was refused, how it was sealed, and everything it says. */
import { useEffect, useRef } from 'react';
import type { RefusedEntryView } from '../../../preload/contract/refusalViews.ts';
import { en } from '../../text/en.ts';
import { entryLines, type EntryLine } from './entryLines.ts';

export function RefusedEntry({ read: { refusal, entry } }: { readonly read: RefusedEntryView }) {
  const { payload, ...sealed } = entry;
  const article = useRef<HTMLElement>(null);
  // It was asked for: it stands at the top, not below what the screen shows otherwise.
  useEffect(() => article.current?.scrollIntoView({ block: 'start' }), [sealed.seq]);
  const facts: readonly (readonly [name: string, words: string])[] = [
    [en.refusals.state, en.refusals.stateWords(refusal)],
    [en.refusals.detail, refusal.detail === '' ? en.refusals.noDetail : refusal.detail],
    [en.refusals.item, refusal.item === '' ? en.refusals.blank : refusal.item],
    [en.refusals.officer, refusal.officerName === '' ? en.refusals.nobody : refusal.officerName],
    [en.refusals.recorded, en.refusals.exactAt(sealed.recordedAt)],
  ];
  const inLedger: readonly (readonly [name: string, words: string])[] = [
    [en.refusals.facility, sealed.facilityId],
    [en.refusals.officerId, sealed.officerId ?? en.refusals.nobody],
    [en.refusals.session, sealed.sessionId ?? en.refusals.blank],
    [en.refusals.hqHeard, sealed.hqHeardAt === null ? en.refusals.never : en.refusals.exactAt(sealed.hqHeardAt)],
    [en.refusals.version, String(sealed.version)],
    [en.refusals.id, sealed.id],
    [en.refusals.hash, sealed.hash],
    [en.refusals.before, sealed.prevHash],
  ];
  return (
    <article ref={article} data-testid="refused-entry" data-seq={sealed.seq} className="refused-entry" aria-label={en.refusals.entry(sealed.seq, sealed.kind)}>
      <h3>{en.refusals.entry(sealed.seq, sealed.kind)}</h3>
      <p>{en.refusals.sentence(refusal.reason)}</p>
      <Facts facts={facts} />
      <h3>{en.refusals.contents}</h3>
      <Facts testId="refused-entry-contents" facts={entryLines(payload).map((line) => [line.name, valueWords(line)] as const)} />
      <h3>{en.refusals.sealed}</h3>
      <Facts facts={inLedger} />
    </article>
  );
}

function Facts({ facts, testId }: { readonly facts: readonly (readonly [name: string, words: string])[]; readonly testId?: string }) {
  return (
    <dl className="facts" data-testid={testId}>
      {facts.map(([name, words], index) => (
        // Names from a payload need not differ; the lines of an entry never move.
        <div key={index} className="refused-fact">
          <dt>{name}</dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  );
}

function valueWords({ value, isEmpty }: EntryLine): string {
  if (isEmpty) return en.refusals.emptyList;
  if (typeof value === 'boolean') return value ? en.refusals.yes : en.refusals.no;
  return value === null || value === '' ? en.refusals.blank : value;
}
