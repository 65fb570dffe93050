/** One world under one seed: desks, HQ and the line between them, a time of troubles, then quiet; the same seed plays out the same. */
import { createHash } from 'node:crypto';
import { setImmediate as othersFirst } from 'node:timers/promises';
import { SimDesk, type DeskChanges } from './desk.ts';
import { openHeadquarters, type HqChanges } from './headquarters.ts';
import { Broken, makeWatch, type Invariant } from './invariants.ts';
import { makeNetwork } from './network.ts';
import { chanceOf } from './random.ts';
import { planOf } from './plan.ts';
import { makeTroubles } from './troubles.ts';
import { VirtualTime } from './virtualTime.ts';
import { makeWork } from './work.ts';

/** A simulation with a piece of the program replaced by a wrong one: it has to be noticed. */
export interface Mutant {
  readonly name: string;
  /** One of these is what it breaks first. */
  readonly breaks?: readonly Invariant[];
  readonly hq?: HqChanges;
  readonly desk?: DeskChanges;
}

export interface WorldEnd {
  readonly seed: number;
  readonly traceHash: string;
  readonly broken: { readonly invariant: Invariant | 'the simulation itself'; readonly detail: string } | null;
  readonly lastLines: readonly string[];
  readonly events: number;
  readonly requests: number;
  readonly entries: number;
}

/** After the faults stop, everything has to be delivered and read within so long (virtual). */
const BOUND_MS = 20 * 60_000;
const MOST_ROUNDS = 200_000;
/** Requests of one direction of one desk within a minute that brought nothing. */
const MOST_VAIN_REQUESTS = 60;

/** onLine: hears every line of the trace. */
export async function playSeed(seed: number, mutant: Mutant | null = null, onLine: (line: string) => void = () => undefined): Promise<WorldEnd> {
  const chance = chanceOf(seed);
  const plan = planOf(chance.branch());
  const time = new VirtualTime();
  const lines: string[] = [];
  const hash = createHash('sha256');
  let events = 0;
  let requests = 0;
  const say = (words: string) => {
    const line = `${(time.now / 1_000).toFixed(3)} ${words}`;
    hash.update(`${line}\n`);
    lines.push(line);
    onLine(line);
    if (lines.length > 400) lines.splice(0, 200);
  };

  const everSealed = new Set<string>();
  let hqRestores = 0;
  const hq = await openHeadquarters(() => time.now, mutant?.hq);
  const desks: SimDesk[] = [];
  const toCheck = new Set<string>();
  const network = makeNetwork({
    time, chance: chance.branch(), hq, say,
    onHandled: ({ method, headers }, { status }) => { if (method === 'POST' && status === 200) toCheck.add(headers['desk-device'] ?? ''); },
  });
  const vain = new Map<string, { minute: number; count: number }>();
  const addDesk = (index: number, from: SimDesk | null) => {
    const desk: SimDesk = new SimDesk(index, {
      time, chance: chance.branch(), hqId: hq.hqId, say, changes: mutant?.desk ?? {},
      fetch: (from_, life, url, init) => {
        requests += 1;
        countVain(from_, url, init);
        return network.fetch(from_, life, url, init);
      },
    }, from);
    for (const text of desk.sealed) everSealed.add(text);
    desks.push(desk);
    return desk;
  };
  const watch = makeWatch({ hq, desks, everSealed, wasHqRestored: () => hqRestores > 0 });

  function countVain(desk: SimDesk, url: URL, { method }: RequestInit): void {
    const key = `${desk.name} ${method === 'POST' ? 'upload' : 'download'} ${method === 'POST' ? `${hq.deviceOf(desk.deviceId).lastSeq} ${desk.ledger.delivered().throughSeq}` : desk.reference.cursor() ?? url.search}`;
    const minute = Math.floor(time.now / 60_000);
    const was = vain.get(key);
    const count = was?.minute === minute ? was.count + 1 : 1;
    vain.set(key, { minute, count });
    if (count > MOST_VAIN_REQUESTS) loop = `${key}: ${count} requests in one minute`;
  }
  let loop: string | null = null;
  let hasMoved = true;

  /** Until every flight is in the hands of the network or has ended. */
  async function settle(): Promise<void> {
    for (let rounds = 0; desks.some(isUnderWay); rounds += 1) {
      if (rounds > MOST_ROUNDS) throw new Broken('the world settles', 'a flight neither travels nor ends');
      await othersFirst();
    }
    network.sendOff();
  }

  function isUnderWay(desk: SimDesk): boolean {
    const facts = desk.runner?.facts();
    if (facts === undefined) return false;
    return (['upload', 'download'] as const).some((lane) => {
      const flying = network.waiting(desk, desk.life, lane);
      if (flying > 1) throw new Broken('one flight of a direction', `${desk.name} has ${flying} ${lane}s under way`);
      return (facts[lane].phase === 'busy') !== (flying === 1);
    });
  }

  async function afterEvent(): Promise<void> {
    await settle();
    if (loop !== null) throw new Broken('no busy loop', loop);
    for (const deviceId of toCheck) watch.chainAtHq(deviceId);
    toCheck.clear();
    watch.afterEvent();
    await troubles.afterEvent();
  }

  async function runUntil(until: number, isOver: () => Promise<boolean>): Promise<boolean> {
    for (;;) {
      if (await isOver()) return true;
      const happening = time.next(until);
      if (happening === null) return false;
      events += 1;
      await happening.work();
      await afterEvent();
      hasMoved ||= happening.words !== '';
    }
  }

  async function whatUnrest(): Promise<string | null> {
    if (!hq.isUp()) return 'HQ is down';
    for (const desk of desks) {
      const words = await watch.unrest(desk);
      if (words !== null) return `${desk.name}: ${words}`;
    }
    return null;
  }

  const work = makeWork({ time, chance: chance.branch(), plan, hq, desks, everSealed, say });
  const troubles = makeTroubles({ time, chance: chance.branch(), plan, hq, desks, network, say, watch, addDesk, onHqRestored: () => { hqRestores += 1; } });

  const end = (broken: WorldEnd['broken']): WorldEnd => ({
    seed, broken, events, requests, entries: everSealed.size, traceHash: hash.digest('hex'), lastLines: lines.slice(-40),
  });
  try {
    for (let index = 0; index < plan.desks; index += 1) addDesk(index, null);
    network.setWeather(plan.weather);
    for (const desk of desks) troubles.boot(desk);
    await settle();
    await runUntil(plan.troubleMs, async () => false);
    say('the faults stop');
    work.stop();
    await troubles.stop();
    await afterEvent();
    const isQuiet = await runUntil(time.now + BOUND_MS, async () => {
      // Timers that only wait on do not bring the quiet nearer.
      if (!hasMoved) return false;
      hasMoved = false;
      return await whatUnrest() === null;
    });
    if (!isQuiet) throw new Broken('quiet within the bound', await whatUnrest() ?? '');
    await watch.inTheEnd();
    say(`quiet; ${desks.map((desk) => `${desk.name} ${desk.sealed.length}/${desk.ledger.delivered().throughSeq}/${desk.ledger.refusedCount()}`).join(', ')}`);
    return end(null);
  } catch (error) {
    if (error instanceof Broken) return end({ invariant: error.invariant, detail: error.message });
    return end({ invariant: 'the simulation itself', detail: error instanceof Error ? error.stack ?? error.message : String(error) });
  } finally {
    for (const desk of desks) {
      desk.close();
      network.forget(desk);
    }
    await hq.close();
  }
}
