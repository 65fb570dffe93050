/** One refused entry whole: why it was refused, how it was sealed, and everything it says. */
import { useEffect, useRef } from 'react';
import type { RefusedEntryView } from '../../../preload/contract/refusalViews.ts';
import { say } from '../../text/say.ts';
import { entryLines, type EntryLine } from './entryLines.ts';

export function RefusedEntry({ read: { refusal, entry } }: { readonly read: RefusedEntryView }) {
  const { payload, ...sealed } = entry;
  const article = useRef<HTMLElement>(null);
  // It was asked for: it stands at the top, not below what the screen shows otherwise.
  useEffect(() => article.current?.scrollIntoView({ block: 'start' }), [sealed.seq]);
  const facts: readonly (readonly [name: string, words: string])[] = [
    [say.refusals.state, say.refusals.stateWords(refusal)],
    [say.refusals.detail, refusal.detail === '' ? say.refusals.noDetail : refusal.detail],
    [say.refusals.item, refusal.item === '' ? say.refusals.blank : refusal.item],
    [say.refusals.officer, refusal.officerName === '' ? say.refusals.nobody : refusal.officerName],
    [say.refusals.recorded, say.refusals.exactAt(sealed.recordedAt)],
  ];
  const inLedger: readonly (readonly [name: string, words: string])[] = [
    [say.refusals.facility, sealed.facilityId],
    [say.refusals.officerId, sealed.officerId ?? say.refusals.nobody],
    [say.refusals.session, sealed.sessionId ?? say.refusals.blank],
    [say.refusals.hqHeard, sealed.hqHeardAt === null ? say.refusals.never : say.refusals.exactAt(sealed.hqHeardAt)],
    [say.refusals.version, String(sealed.version)],
    [say.refusals.id, sealed.id],
    [say.refusals.hash, sealed.hash],
    [say.refusals.before, sealed.prevHash],
  ];
  return (
    <article ref={article} data-testid="refused-entry" data-seq={sealed.seq} className="refused-entry" aria-label={say.refusals.entry(sealed.seq, sealed.kind)}>
      <h3>{say.refusals.entry(sealed.seq, sealed.kind)}</h3>
      <p>{say.refusals.sentence(refusal.reason)}</p>
      <Facts facts={facts} />
      <h3>{say.refusals.contents}</h3>
      <Facts testId="refused-entry-contents" facts={entryLines(payload).map((line) => [line.name, valueWords(line)] as const)} />
      <h3>{say.refusals.sealed}</h3>
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
  if (isEmpty) return say.refusals.emptyList;
  if (typeof value === 'boolean') return value ? say.refusals.yes : say.refusals.no;
  return value === null || value === '' ? say.refusals.blank : value;
}
