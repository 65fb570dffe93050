/** The postings of a number that was used more than once, newest first; the officer says which one is in hand, nobody guesses. */
import type { AedField } from '../../../domain/aed/record.ts';
import type { AedView } from '../../../preload/contract/views.ts';
import { say } from '../../text/say.ts';

/** What tells postings apart with the label in hand. */
const COMPARED: readonly AedField[] = ['senderName', 'senderCity', 'recipientName', 'recipientCity', 'contents', 'weightGrams'];

export function PostingChoice({ postings }: { readonly postings: readonly AedView[] }) {
  return (
    <section className="posting-choice" data-testid="posting-choice" aria-label={say.band.word.SEVERAL_POSTINGS}>
      <p><kbd>V</kbd> {say.bench.choosePosting(postings.length)}</p>
      <ul>
        {postings.map((aed) => (
          <li key={aed.postedOn} data-testid="posting-option">
            <strong>{say.bench.posting(aed.postedOn)}</strong> {comparedWords(aed)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function comparedWords({ fields }: AedView): string {
  return COMPARED.flatMap((name) => {
    const view = fields.find(({ field }) => field === name);
    return (view?.shown ?? view?.received ?? '').trim() || [];
  }).join(' · ');
}
