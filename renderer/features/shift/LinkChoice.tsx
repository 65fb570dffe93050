/** Which posting an exam was of, chosen by one key; the desk guesses nothing. */
import type { LinkProposalView } from '../../../preload/contract/examViews.ts';
import { useApp } from '../../app/storeContext.tsx';
import { en } from '../../text/en.ts';
import { Panel } from '../../ui/Panel.tsx';
import { KeyChoices } from '../examValues/index.ts';
import { postingKey } from './rows.ts';

export function LinkChoice({ proposal: { display, examinedAt, postings } }: { readonly proposal: LinkProposalView }) {
  const chooseLink = useApp((state) => state.chooseLink);
  const backOutShift = useApp((state) => state.backOutShift);
  const choices = postings.map(({ postedOn, isPlausible }, index) =>
    ({ code: postedOn, key: postingKey(index), words: en.shift.linkChoice(en.shift.posting(postedOn), isPlausible) }));
  return (
    <Panel heading={en.shift.proposals}>
      <KeyChoices
        heading={en.shift.linkHeading(display, examinedAt)} testId="link" choices={choices}
        onKey={(key) => void (key === 'Escape' ? backOutShift() : chooseLink(key))}
      />
    </Panel>
  );
}
