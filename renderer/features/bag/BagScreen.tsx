/** The bag on the bench: its tag read out, what has come out of it, and the key that closes it; then the bags before it. */
import type { BagView } from '../../../preload/contract/bagViews.ts';
import { useApp } from '../../app/storeContext.tsx';
import { say } from '../../text/say.ts';
import { Button } from '../../ui/Button.tsx';
import { FaultNote } from '../../ui/FaultNote.tsx';
import { Page, Panel } from '../../ui/Panel.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { BagContents } from './BagContents.tsx';
import { BagTag } from './BagTag.tsx';
import { EarlierBags } from './EarlierBags.tsx';
import { ItemList } from './ItemList.tsx';
import './bag.css';

export function BagScreen() {
  const bags = useApp((state) => state.bags);
  const fault = useApp((state) => state.bagFault);
  const open = bags?.open ?? null;
  return (
    <Page name="bag" heading={say.bag.heading(open)}>
      {fault !== null && <FaultNote kind={fault.kind} sentence={say.fault(fault)} />}
      {bags === null ? <p>{say.bag.loading}</p> : (
        <>
          {open === null ? <NoBag last={bags.earlier[0]} /> : <OpenBag bag={open} />}
          {open !== null && <ItemList items={bags.items} />}
          {(open === null || bags.earlier.length > 0) && <EarlierBags bags={bags.earlier} />}
        </>
      )}
    </Page>
  );
}

function OpenBag({ bag }: { readonly bag: BagView }) {
  return (
    <>
      <div className="bag-sides">
        <BagTag bag={bag} />
        <BagContents bag={bag} />
      </div>
      <Closing />
    </>
  );
}

function Closing() {
  const note = useApp((state) => state.bagNote);
  const isBusy = useApp((state) => state.isBagBusy);
  const setBagNote = useApp((state) => state.setBagNote);
  const closeBag = useApp((state) => state.closeBag);
  return (
    <div className="bag-closing text-field-beside">
      <Button kind="primary" keyName="F8" testId="bag-close" isDisabled={isBusy} onPress={() => void closeBag()}>{say.bag.close}</Button>
      <TextField
        label={say.bag.note} keyName="T" field="bagNote" testId="bag-note" hint={say.label.leaveField} maxLength={2_000} value={note}
        onChange={setBagNote}
      />
    </div>
  );
}

/** last: the bag that was closed last, with what was in it. */
function NoBag({ last }: { readonly last: BagView | undefined }) {
  return (
    <Panel heading={say.bag.noBag}>
      <p>{say.bag.noBagHint}</p>
      {last !== undefined && <p role="status" className="bag-closed" data-testid="bag-closed">{say.bag.route(last)} · {say.bag.closed(last)}</p>}
    </Panel>
  );
}
