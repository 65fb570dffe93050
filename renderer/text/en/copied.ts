/** The words for a desk whose files are an older copy: what happened; what is safe; what to do next. */
import type { CopySign } from '../../../domain/sync/copied.ts';
import { countOf, timeOf } from './times.ts';

const CAUSE = 'That happens when files are put back from a backup, or run on a second computer.';

export const copiedWords = {
  heading: 'Enrol this desk anew',
  happened: (by: CopySign, hqSeq: number | null, at: string) =>
    by === 'fork' || hqSeq === null
      ? `At ${timeOf(at)} HQ said that it holds another entry under a number of this desk: the files here are a copy. ${CAUSE}`
      : `At ${timeOf(at)} HQ said that it holds entries of this desk up to number ${countOf(hqSeq)}, which are not here: the files here are an older copy. ${CAUSE}`,
  safe: 'Every record is kept here, and nothing was overwritten at HQ. Nothing more is recorded under the old name of this desk.',
  next: (toCarry: number) => `Call HQ and say: copied desk. Ask for a new enrolment code and enter it below. ${alongWords(toCarry)} Until then work on another desk.`,
  left: 'This desk is enrolled anew. It starts again in a moment; then sign in as ever.',
} as const;

function alongWords(toCarry: number): string {
  if (toCarry === 0) return 'HQ has every record that is here.';
  return toCarry === 1 ? 'The one record that HQ does not have for certain goes along.' : `The ${countOf(toCarry)} records that HQ does not have for certain go along.`;
}
