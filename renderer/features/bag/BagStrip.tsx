/** The bag on the bench in one line under the band. */
import type { BagView } from '../../../preload/contract/bagViews.ts';
import { say } from '../../text/say.ts';
import './bag.css';

export function BagStrip({ bag }: { readonly bag: BagView }) {
  return (
    <p className="bag-strip" data-testid="bag-strip">
      <span>{say.bag.strip(bag)}</span> <kbd>F6</kbd>
    </p>
  );
}
