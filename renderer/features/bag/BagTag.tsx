/** What the tag of the bag says; where it says nothing, that. */
import type { ReactNode } from 'react';
import type { BagView, TagView } from '../../../preload/contract/bagViews.ts';
import { en } from '../../text/en.ts';
import { WarningIcon } from '../../ui/icons.tsx';
import { Panel } from '../../ui/Panel.tsx';
import '../../ui/notes.css';

export function BagTag({ bag: { tag, openedAt } }: { readonly bag: BagView }) {
  return (
    <Panel heading={en.bag.tag}>
      {tag?.destination.isThisImf === false && (
        <div className="note note-warning" data-testid="bag-elsewhere">
          <WarningIcon />
          <p>{en.bag.elsewhere(tag.destination)}</p>
        </div>
      )}
      {tag === null && <p>{en.bag.unknownShape}</p>}
      <dl className="facts" data-testid="bag-tag">
        {tag !== null && <TagFacts tag={tag} />}
        <Fact name={en.bag.opened}>{en.bag.at(openedAt)}</Fact>
      </dl>
    </Panel>
  );
}

function TagFacts({ tag }: { readonly tag: TagView }) {
  const { mailClass } = tag.dispatch;
  return (
    <>
      <Fact name={en.bag.origin}>{en.bag.office(tag.origin)}</Fact>
      <Fact name={en.bag.destination}>{en.bag.office(tag.destination)}</Fact>
      <Fact name={en.bag.dispatch}>{en.bag.dispatchWords(tag.dispatch, mailClass === null ? null : en.label.classes[mailClass])}</Fact>
      <Fact name={en.bag.serial}>{tag.serial}</Fact>
      <Fact name={en.bag.weight}>{en.bag.kilograms(tag.weightGrams)}</Fact>
      <Fact name={en.bag.last}>{en.bag.yesOrNo(tag.isLast)}</Fact>
      <Fact name={en.bag.registered}>{en.bag.yesOrNo(tag.hasRegistered)}</Fact>
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
