/** Links AED that arrives later to the exams that were made without it; the exam stays as sealed, the link is an entry of its own. */
import { groupPostings } from '../../domain/aed/postings.ts';
import type { AedVersion } from '../../domain/aed/record.ts';
import { foldExams } from '../../domain/exam/history.ts';
import { linksDue, type LinksDue } from '../../domain/item/link.ts';
import type { LinkProposalView } from '../../preload/contract/examViews.ts';
import { fault, ok, type Result } from '../../preload/contract/result.ts';
import type { ArgsOf } from '../../preload/contract/service.ts';
import type { Ledger } from '../store/ledger/ledger.ts';
import { examById, examsWithoutAed } from '../store/ledger/projections.ts';
import { linkProposalView } from './itemExamViews.ts';
import type { Append } from './ports.ts';
import type { OpenSession } from './session.ts';

/** Items looked up before scans and keys get their turn again. */
const AT_ONCE = 50;

export interface LinkPorts {
  readonly ledger: Ledger;
  readonly aedOf: (itemId: string) => readonly AedVersion[];
  readonly append: Append;
  /** AED was linked: what is on the screen may have changed. */
  readonly onLinked: () => void;
}

export type Links = ReturnType<typeof makeLinks>;

export function makeLinks({ ledger, aedOf, append, onLinked }: LinkPorts) {
  let isRunning = false;
  let isDueAgain = false;

  function dueFor(itemKey: string): LinksDue & { readonly views: readonly LinkProposalView[] } {
    const versions = aedOf(withoutHyphens(itemKey));
    if (versions.length === 0) return { links: [], proposals: [], views: [] };
    const own = foldExams(ledger.ofItem(itemKey));
    const due = linksDue(own.exams, versions, own.links);
    return { ...due, views: due.proposals.map((proposal) => linkProposalView(proposal, own.exams)) };
  }

  function waitingItems(): readonly string[] {
    return [...new Set(examsWithoutAed(ledger.db).flatMap(({ item_key }) => item_key ?? []))];
  }

  /** Seals the links of a few items; answers whether any was due. */
  function linkSome(itemKeys: readonly string[]): boolean {
    const links = itemKeys.flatMap((itemKey) => dueFor(itemKey).links);
    for (const link of links) append({ kind: 'aed.linked', payload: link, officerId: null, sessionId: null });
    return links.length > 0;
  }

  async function run(): Promise<void> {
    let isAnyLinked = false;
    const itemKeys = waitingItems();
    for (let from = 0; from < itemKeys.length; from += AT_ONCE) {
      isAnyLinked = linkSome(itemKeys.slice(from, from + AT_ONCE)) || isAnyLinked;
      await new Promise((resolve) => setImmediate(resolve));
    }
    if (isAnyLinked) onLinked();
  }

  return {
    /** AED came in: links what is unambiguous. Called again while it runs, it runs once more; what fails is due at the next arrival. */
    async arrived(): Promise<void> {
      isDueAgain = true;
      if (isRunning) return;
      isRunning = true;
      try {
        while (isDueAgain) {
          isDueAgain = false;
          await run();
        }
      } catch {
        // The store is damaged or closing: the exams are untouched, and the next start looks again.
      } finally {
        isRunning = false;
      }
    },

    /** What a person must decide about these items. */
    proposalsFor: (itemKeys: readonly string[]): readonly LinkProposalView[] => [...new Set(itemKeys)].flatMap((itemKey) => dueFor(itemKey).views),

    /** A person says which posting an exam was of. */
    byHand({ officer, sessionId }: OpenSession, { examId, postedOn, version }: ArgsOf<'aed/link'>): Result<null> {
      const exam = examById(ledger.db, examId);
      if (exam?.item_key == null) return fault('no-such-item');
      const posting = groupPostings(aedOf(withoutHyphens(exam.item_key))).find((one) => one.postedOn === postedOn);
      if (exam.lacks_aed === 0 || posting === undefined) return fault('invalid', { why: 'posting' });
      append({ kind: 'aed.linked', payload: { examId, itemKey: exam.item_key, postedOn, version }, officerId: officer.officerId, sessionId });
      onLinked();
      return ok(null);
    },
  };
}

/** AED lies under the id as it is scanned, a desk-made one too. */
function withoutHyphens(itemKey: string): string {
  return itemKey.replaceAll('-', '');
}
