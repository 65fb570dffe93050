/** Names the items that were scanned and not recorded yet, so that none is forgotten. */
import { useShallow } from 'zustand/react/shallow';
import { useApp } from '../../app/storeContext.tsx';
import { say } from '../../text/say.ts';
import { Button } from '../../ui/Button.tsx';
import type { Work } from './work.ts';

export function DraftRow() {
  const officerId = useApp((state) => state.deskState?.officer?.officerId);
  const drafts = useApp(useShallow((state) => state.drafts.filter((work) => work.officerId === officerId)));
  const resumeDraft = useApp((state) => state.resumeDraft);
  if (drafts.length === 0) return null;
  return (
    <section className="drafts" aria-label={say.drafts.heading}>
      <h2>{say.drafts.heading}</h2>
      <ul>
        {drafts.map((work) => <Draft key={work.item.scanId} work={work} />)}
      </ul>
      <Button keyName="B" kind="bar" onPress={resumeDraft}>{say.drafts.back}</Button>
    </section>
  );
}

function Draft({ work }: { readonly work: Work }) {
  const { item, phase, fault } = work;
  const state = fault !== null ? say.drafts.failed : phase === 'open' ? null : say.drafts.recording;
  return (
    <li data-testid="draft-row" data-band={item.band} title={fault === null ? undefined : say.fault(fault)}>
      {item.display} <small className="draft-band">{say.band.word[item.band]}</small>{state !== null && <small> · {state}</small>}
    </li>
  );
}
