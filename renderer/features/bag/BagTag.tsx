/** What the tag of the bag says; where it says nothing, that. */
import type { ReactNode } from 'react';
import type { BagView, TagView } from '../../../preload/contract/bagViews.ts';
import { say } from '../../text/say.ts';
import { WarningIcon } from '../../ui/icons.tsx';
import { Panel } from '../../ui/Panel.tsx';
import '../../ui/notes.css';

export function BagTag({ bag: { tag, openedAt } }: { readonly bag: BagView }) {
  return (
    <Panel heading={say.bag.tag}>
      {tag?.destination.isThisImf === false && (
        <div className="note note-warning" data-testid="bag-elsewhere">
          <WarningIcon />
          <p>{say.bag.elsewhere(tag.destination)}</p>
        </div>
      )}
      {tag === null && <p>{say.bag.unknownShape}</p>}
      <dl className="facts" data-testid="bag-tag">
        {tag !== null && <TagFacts tag={tag} />}
        <Fact name={say.bag.opened}>{say.bag.at(openedAt)}</Fact>
      </dl>
    </Panel>
  );
}

function TagFacts({ tag }: { readonly tag: TagView }) {
  const { mailClass } = tag.dispatch;
  return (
    <>
      <Fact name={say.bag.origin}>{say.bag.office(tag.origin)}</Fact>
      <Fact name={say.bag.destination}>{say.bag.office(tag.destination)}</Fact>
      <Fact name={say.bag.dispatch}>{say.bag.dispatchWords(tag.dispatch, mailClass === null ? null : say.label.classes[mailClass])}</Fact>
      <Fact name={say.bag.serial}>{tag.serial}</Fact>
      <Fact name={say.bag.weight}>{say.bag.kilograms(tag.weightGrams)}</Fact>
      <Fact name={say.bag.last}>{say.bag.yesOrNo(tag.isLast)}</Fact>
      <Fact name={say.bag.registered}>{say.bag.yesOrNo(tag.hasRegistered)}</Fact>
    </>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
