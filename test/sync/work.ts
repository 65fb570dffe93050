/** What officers and HQ do all day in the simulation: entries are sealed, AED, holds, lists and rosters are published. */
import type { SimDesk } from './desk.ts';
import { textOf, type Headquarters } from './headquarters.ts';
import type { Plan } from './plan.ts';
import type { Chance } from './random.ts';
import type { VirtualTime } from './virtualTime.ts';
import { examPayload, uuidOf } from '../support/entries.ts';

export interface WorkPorts {
  readonly time: VirtualTime;
  readonly chance: Chance;
  readonly plan: Plan;
  readonly hq: Headquarters;
  readonly desks: readonly SimDesk[];
  readonly everSealed: Set<string>;
  readonly say: (words: string) => void;
}

const ITEMS = ['RB123456785GB', 'RR473124829CN', 'LM000000010DE', 'CP111111117FR'] as const;

export function makeWork({ time, chance, plan, hq, desks, everSealed, say }: WorkPorts) {
  let isOver = false;
  let counted = 0;
  const ids: string[] = [];
  const exams: string[] = [];
  const next = () => uuidOf(1_000 + (counted += 1));

  const again = (everyMs: number, words: string, work: () => void | Promise<void>) => {
    time.in(-Math.log(1 - chance.fraction()) * everyMs, words, async () => {
      if (isOver) return;
      await work();
      again(everyMs, words, work);
    });
  };

  again(plan.sealEveryMs, 'seal', () => {
    const desk = chance.pick(desks);
    if (!desk.isRunning || desk.isAsleep) return;
    for (let left = chance.pick([1, 1, 2, 5, chance.int(1, 12)]); left > 0; left -= 1) seal(desk);
  });

  again(plan.publishEveryMs, 'publish', async () => {
    if (!hq.isUp()) return;
    try {
      await publish();
    } catch (error) {
      // An admin command that meets a locked or failing disk is done again by whoever gave it.
      say(`HQ publishes nothing: ${error instanceof Error ? error.message : ''}`);
    }
  });

  function seal(desk: SimDesk): void {
    if (!desk.isRunning) return;
    const draft = draftOf(desk);
    const entry = desk.seal({ sessionId: 's-1', ...draft });
    say(entry === null ? `${desk.name} cannot save` : `${desk.name} seals ${entry.seq} ${draft.kind}`);
    if (entry === null) return;
    everSealed.add(textOf(entry));
    ids.push(entry.id);
    if (draft.kind === 'exam.recorded') exams.push((entry.payload as { examId: string }).examId);
  }

  function draftOf(desk: SimDesk): { id: string; kind: string; officerId: string | null; payload: Record<string, unknown> } {
    const officerId = chance.happens(0.06) ? 'o-9' : chance.pick(['o-1', 'o-2']);
    const id = chance.happens(0.03) && ids.length > 0 ? freshFor(desk, chance.pick(ids)) : next();
    const examId = exams.length > 0 && chance.happens(0.15) ? chance.pick(exams) : null;
    if (examId !== null) {
      return { id, officerId, kind: 'exam.amended', payload: { amendmentId: next(), examId, kind: 'withdrawn', why: 'wrong item' } };
    }
    if (chance.happens(0.06)) return { id, officerId, kind: 'dog.reported', payload: { dog: 'Rex', more: [1, 'é', null] } };
    if (chance.happens(0.06)) return { id, officerId, kind: 'session.locked', payload: { reason: chance.pick(['idle', '']) } };
    const item = chance.pick(ITEMS);
    const holdIds = chance.happens(0.3) ? ['h-1'] : [];
    return { id, officerId, kind: 'exam.recorded', payload: { ...examPayload(0, { examId: next(), item: { kind: 's10', id: item, deskItemId: null, raw: item }, holdIds, finding: chance.happens(0.1) ? 'x'.repeat(1_500) : null }) } };
  }

  /** A ledger itself refuses an id it has; another desk's it cannot know. */
  function freshFor(desk: SimDesk, id: string): string {
    return desk.sealed.some((text) => text.includes(id)) ? next() : id;
  }

  async function publish(): Promise<void> {
    const n = String((counted += 1));
    const item = chance.pick(ITEMS);
    const what = chance.pick(['aed', 'aed', 'aed', 'hold', 'usps', 'list', 'removed', 'unknown', 'roster'] as const);
    const [posted, facility] = [chance.pick(['2026-02-20', '2026-02-21']), chance.pick(['JFK', 'ORD'])];
    switch (what) {
      case 'aed': await hq.publishAed(item, posted, `shirts ${n}`); break;
      case 'hold': await hq.publishHold(n, item, facility); break;
      case 'usps': await hq.publishUsps(n, item); break;
      case 'list': await hq.publishList(['NR', 'TV', chance.pick(['FR', 'DE'])]); break;
      case 'removed': await hq.publishAedRemoved(item, posted); break;
      case 'unknown': await hq.publishUnknown(n); break;
      case 'roster': await hq.publishRoster(facility, ['o-1', 'o-2', `o-${n}0`]); break;
    }
    say(`HQ publishes ${what}`);
  }

  return { stop: () => { isOver = true; } };
}
