/** Which posting an exam was of, chosen by one key; the desk guesses nothing. */
import type { LinkProposalView } from '../../../preload/contract/examViews.ts';
import { useApp } from '../../app/storeContext.tsx';
import { say } from '../../text/say.ts';
import { Panel } from '../../ui/Panel.tsx';
import { KeyChoices } from '../examValues/index.ts';
import { postingKey } from './rows.ts';

export function LinkChoice({ proposal: { display, examinedAt, postings } }: { readonly proposal: LinkProposalView }) {
  const chooseLink = useApp((state) => state.chooseLink);
  const backOutShift = useApp((state) => state.backOutShift);
  const choices = postings.map(({ postedOn, isPlausible }, index) =>
    ({ code: postedOn, key: postingKey(index), words: say.shift.linkChoice(say.shift.posting(postedOn), isPlausible) }));
  return (
    <Panel heading={say.shift.proposals}>
      <KeyChoices
        heading={say.shift.linkHeading(display, examinedAt)} testId="link" choices={choices}
        onKey={(key) => void (key === 'Escape' ? backOutShift() : chooseLink(key))}
      />
    </Panel>
  );
}
