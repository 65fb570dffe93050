/** The line of a drill's page: items go to the drill, the desk's own calls go nowhere, and no scan of real mail is lost with a drill. */
import { beforeEach, describe, expect, it } from 'vitest';
import { DRILL_CASES } from '../../../domain/drill/cases.ts';
import { DRILL_METHODS, type DrillAnswer, type DrillView } from '../../../preload/contract/drillViews.ts';
import { fault, ok, type Result } from '../../../preload/contract/result.ts';
import { serviceContract } from '../../../preload/contract/service.ts';
import type { DeskBridge } from '../../../preload/contract/window.ts';
import { drillBridge } from '../../../renderer/features/drill/bridge.ts';

const DRILL_ID = '01900000-0000-7000-8000-00000000000a';
const VIEW: DrillView = { drillId: DRILL_ID, progress: { cases: [], current: 'hold' }, savedAt: null };
const REAL = 'RB123456785GB';
const SAMPLE = DRILL_CASES[0]?.itemId ?? '';

const called: { readonly method: string; readonly args: unknown }[] = [];
const heard: string[] = [];
let answer: Result<DrillAnswer> = ok({ result: ok(null), drill: VIEW });

/** A desk of which only the drill's line may be used: any other call is written down too. */
const desk = {
  service: new Proxy({}, {
    get: (_target, method: string) => (args: unknown) => {
      called.push({ method, args });
      return Promise.resolve(answer);
    },
  }),
  shell: {},
  on: () => { throw new Error('a drill listens to nothing'); },
} as unknown as DeskBridge;

const line = () => drillBridge(desk, DRILL_ID, {
  onView: ({ progress }) => heard.push(`view ${progress.current ?? ''}`),
  onForeign: (raw) => heard.push(`foreign ${raw}`),
  onUnanswered: (raw) => heard.push(`unanswered ${raw}`),
});

const scan = (raw: string, bagId?: string | null) => line().service['item/scan']({ raw, source: 'wedge', ...(bagId === undefined ? {} : { bagId }) });

beforeEach(() => {
  called.length = 0;
  heard.length = 0;
  answer = ok({ result: ok(null), drill: VIEW });
});

describe('the line of a drill', () => {
  it.each(Object.keys(serviceContract))('%s goes to the drill by its name, or nowhere at all', async (method) => {
    const served = (DRILL_METHODS as readonly string[]).includes(method);
    const asked = (line().service as unknown as Record<string, (args: unknown) => Promise<Result<unknown>>>)[method]?.({ limit: 3 });
    expect(await asked).toEqual(served ? ok(null) : fault('not-in-a-drill'));
    expect(called).toEqual(served ? [{ method: 'drill/call', args: { drillId: DRILL_ID, method, args: { limit: 3 } } }] : []);
    expect(heard).toEqual(served ? ['view hold'] : []);
  });

  it('says which number is no sample, and hands the fault on to the bench', async () => {
    answer = ok({ result: fault('not-a-drill-item'), drill: VIEW });
    expect(await scan(REAL)).toEqual(fault('not-a-drill-item'));
    expect(heard).toEqual(['view hold', `foreign ${REAL}`]);
  });

  it.each(['drill-over', 'service-gone'] as const)('gives a scan of real mail to the real bench when it hears %s, and no sample', async (kind) => {
    answer = fault(kind);
    expect(await scan(REAL)).toEqual(fault(kind));
    await scan(` ${SAMPLE.toLowerCase()} `);
    // What is on the drill's bench already was only looked up anew.
    await scan(REAL, null);
    await line().service['exam/recent']({ limit: 1 });
    expect(heard).toEqual([`unanswered ${REAL}`]);
  });

  it('hears no news of the desk', () => {
    const stop = line().on('desk/changed', () => undefined);
    expect(stop()).toBeUndefined();
  });
});
