/** What goes wrong beside the line: machines, disks, clocks and people. Everything that is broken here is mended when the faults stop. */
import { DEVICES, type Headquarters } from './headquarters.ts';
import type { SimDesk } from './desk.ts';
import type { Watch } from './invariants.ts';
import type { Network } from './network.ts';
import { RARE, type Plan, type Trouble } from './plan.ts';
import type { Chance } from './random.ts';
import type { VirtualTime } from './virtualTime.ts';

export interface TroublePorts {
  readonly time: VirtualTime;
  readonly chance: Chance;
  readonly plan: Plan;
  readonly hq: Headquarters;
  readonly desks: readonly SimDesk[];
  readonly network: Network;
  readonly say: (words: string) => void;
  readonly watch: Watch;
  readonly addDesk: (index: number, from: SimDesk | null) => SimDesk;
  readonly onHqRestored: () => void;
}

const YEARS_20 = 20 * 365 * 86_400_000;

export function makeTroubles({ time, chance, plan, hq, desks, network, say, watch, addDesk, onHqRestored }: TroublePorts) {
  let isOver = false;
  let copy: Buffer | null = null;
  const bootPlanned = new Set<SimDesk>();
  /** Ends of troubles that last, by what they end. */
  const lasting = new Map<string, () => void | Promise<void>>();

  planNext();
  for (const trouble of plan.troubles.filter((one) => RARE.includes(one))) time.in(chance.int(plan.troubleMs >> 2, plan.troubleMs), trouble, () => (isOver ? undefined : strike(trouble)));
  for (let at = 0; at < plan.troubleMs; at += chance.int(20_000, 120_000)) time.in(at, 'copies', takeCopies);

  function planNext(): void {
    if (plan.troubles.length === 0) return;
    time.in(-Math.log(1 - chance.fraction()) * plan.troubleEveryMs, 'trouble', async () => {
      if (isOver) return;
      await strike(chance.pick(plan.troubles));
      planNext();
    });
  }

  function takeCopies(): void {
    if (isOver) return;
    if (copy === null || chance.happens(0.5)) copy = hq.copy();
    for (const desk of desks) if (desk.backup === null || chance.happens(0.3)) desk.backUp();
  }

  /** In the log of the world under its own name, and over after a while. */
  function last(name: string, ms: number, end: () => void | Promise<void>): void {
    lasting.set(name, end);
    time.in(ms, name, async () => {
      if (!lasting.delete(name)) return;
      say(`${name}: over`);
      await end();
    });
  }

  async function strike(trouble: Trouble): Promise<void> {
    const desk = chance.pick(desks);
    const isBusy = (name: string) => lasting.has(name);
    switch (trouble) {
      case 'HQ is down': {
        if (!hq.isUp()) return;
        const ms = chance.happens(0.1) ? 7_200_000 : chance.int(1_000, 300_000);
        say(`${trouble} for ${ms} ms`);
        network.cutAll('HQ went down');
        await hq.stop();
        return last(trouble, ms, hq.start);
      }
      case 'HQ restarts':
        if (!hq.isUp()) return;
        say(trouble);
        network.cutAll('HQ restarts');
        await hq.stop();
        return hq.start();
      case 'HQ is restored':
        if (copy === null) return;
        say('HQ is restored from an older copy');
        network.forgetThePast('HQ is restored');
        lasting.delete('HQ is down');
        onHqRestored();
        return hq.restore(copy);
      case 'HQ is locked':
        if (!hq.isUp() || isBusy(trouble)) return;
        say(trouble);
        hq.lock();
        return last(trouble, chance.int(500, 30_000), hq.unlock);
      case "HQ's disk fails":
        say(trouble);
        return hq.failNextWrite();
      case "HQ's clock is set":
        say(trouble);
        return hq.moveClock(chance.pick([-3_600_000, -60_000, 60_000, 3_600_000]));
      case 'a desk is killed':
        return desk.kill('out of the blue');
      case 'a desk dies at a step':
        return desk.doom(chance.int(0, 15));
      case 'a disk is full': {
        const which = chance.pick(['ledger', 'reference'] as const);
        const name = `${desk.name}: full disk (${which})`;
        if (isBusy(name)) return;
        say(name);
        desk.setDiskFull(which, true);
        return last(name, chance.int(5_000, 120_000), () => desk.setDiskFull(which, false));
      }
      case 'an old ledger is put back':
        if (desk.backup === null) return;
        say(`${desk.name}: ${trouble} (${desk.backup.sealed.length} of ${desk.sealed.length})`);
        lasting.delete(`${desk.name}: full disk (ledger)`);
        return desk.restoreBackup();
      case 'a desk is cloned': {
        if (desks.length > 4 || desks.some((other) => other.name === `${desk.name}'`)) return;
        say(`${desk.name} ${trouble}`);
        const clone = addDesk(DEVICES.findIndex(({ deviceId }) => deviceId === desk.deviceId), desk);
        for (const one of desks) if (one.deviceId === desk.deviceId) one.mayFork = true;
        return boot(clone);
      }
      case 'a clock jumps':
        desk.wallOffset = chance.pick([0, YEARS_20, -YEARS_20, chance.int(-86_400_000, 86_400_000)]);
        return say(`${desk.name}: its clock says ${desk.wallClock().slice(0, 10)}`);
      case 'a desk sleeps': {
        const name = `${desk.name} sleeps`;
        if (desk.isAsleep || !desk.isRunning) return;
        const [ms, isCounted] = [chance.int(2_000, 600_000), chance.happens(0.5)];
        const began = time.now;
        say(name);
        desk.sleep();
        return last(name, ms, () => desk.resume(time.now - began, isCounted));
      }
      case 'an officer presses now':
        if (desk.isAsleep) return;
        say(`${desk.name}: ${trouble}`);
        return desk.wake('officer');
      case 'the network wakes a desk':
        return desk.isAsleep ? undefined : desk.wake('network');
      case 'a device is revoked':
        if (!hq.isUp() || isBusy('HQ is locked')) return;
        say(`${desk.name}: ${trouble}`);
        await hq.revoke(desk.deviceId).catch(() => undefined);
        return;
      case 'a reference is lost':
        say(`${desk.name}: ${trouble}`);
        lasting.delete(`${desk.name}: full disk (reference)`);
        return desk.loseReference();
      case 'a roster is mended':
        if (!hq.isUp() || isBusy('HQ is locked') || desk.isAsleep) return;
        say(`${trouble} at ${desk.facilityId}, ${desk.name} offers again`);
        await hq.publishRoster(desk.facilityId, ['o-1', 'o-2', 'o-9']).catch(() => undefined);
        return desk.offerAgain();
      case 'a line is down': {
        const name = `${desk.name}: line down`;
        if (isBusy(name)) return;
        say(name);
        network.cutOff(desk, true);
        return last(name, chance.int(2_000, 240_000), () => network.cutOff(desk, false));
      }
    }
  }

  function boot(desk: SimDesk): void {
    // Death follows death: what a start has to pick up is met in every state.
    if (!isOver && plan.troubles.includes('a desk dies at a step') && chance.happens(0.5)) desk.doom(chance.int(0, 30));
    desk.start();
  }

  return {
    boot,

    /** Whoever died is looked at as it lies there, and started again after a while. */
    async afterEvent(): Promise<void> {
      for (const desk of desks) {
        if (desk.isRunning || bootPlanned.has(desk)) continue;
        network.forget(desk);
        await watch.rowsUnderCursor(desk);
        bootPlanned.add(desk);
        time.in(isOver ? 100 : chance.int(100, 30_000), 'boot', () => {
          bootPlanned.delete(desk);
          if (lasting.has(`${desk.name} sleeps`)) {
            lasting.delete(`${desk.name} sleeps`);
            desk.isAsleep = false;
          }
          say(`${desk.name} starts`);
          boot(desk);
        });
      }
    },

    async stop(): Promise<void> {
      isOver = true;
      network.setWeather({});
      for (const [name, end] of [...lasting]) {
        lasting.delete(name);
        say(`${name}: over`);
        await end();
      }
      if (!hq.isUp()) await hq.start();
      for (const desk of desks) {
        desk.doom(Number.MAX_SAFE_INTEGER);
        desk.isAsleep = false;
        const facts = desk.runner?.facts();
        // Only a person starts a halted lane again (sync rule 7): one looks at it now.
        if (facts?.upload.phase === 'halted' || facts?.download.phase === 'halted') desk.wake('officer');
      }
    },
  };
}
