/** The list of actions is the truth: every key of it acts on its screen, and no key acts that is not in it. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DeskBridge } from '../../../preload/contract/window.ts';
import type { ItemView } from '../../../preload/contract/views.ts';
import { actions, keyToPlace, PLACES } from '../../../renderer/app/actions.ts';
import { keyNameOf } from '../../../renderer/app/keyNames.ts';
import { pressChord } from '../../../renderer/app/keyboard/chords.ts';
import { pressKey } from '../../../renderer/app/keyboard/routing.ts';
import { offersFor } from '../../../renderer/app/palette/matching.ts';
import { paletteDigit, paletteNamedKey } from '../../../renderer/app/palette/paletteKeys.ts';
import type { AppState } from '../../../renderer/app/state.ts';
import { createAppStore } from '../../../renderer/app/store.ts';
import type { CameraPorts } from '../../../renderer/features/camera/ports.ts';
import { cameraKey } from '../../../renderer/features/camera/index.ts';
import { actOnKey } from '../../../renderer/features/bench/keys.ts';
import { newWork } from '../../../renderer/features/bench/work.ts';
import { holdsKey } from '../../../renderer/features/holds/index.ts';
import { shiftKey } from '../../../renderer/features/shift/index.ts';
import { deliveryKey } from '../../../renderer/features/delivery/index.ts';
import { bagKey } from '../../../renderer/features/bag/index.ts';
import { benchSettingsKey } from '../../../renderer/features/benchSettings/index.ts';
import { aedImportKey } from '../../../renderer/features/aedImport/index.ts';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789'.split('');
const NAMED = ['ArrowUp', 'ArrowDown', 'Delete', 'F7', 'F8', 'F11'];
const CANDIDATES = [...LETTERS, ...NAMED];

/** A desk that never answers: what a key begins is enough to see that it acts. */
const desk = {
  service: new Proxy({}, { get: () => () => new Promise(() => undefined) }),
  shell: new Proxy({}, { get: () => () => new Promise(() => undefined) }),
  on: () => undefined,
} as unknown as DeskBridge;

const SIGNED_IN = { phase: 'signedIn', officer: { officerId: 'o-1', name: 'Muster, M.', role: 'supervisor' } } as unknown as NonNullable<AppState['deskState']>;

/** Just enough of an item for the keys of the bench. */
function item(change: Record<string, unknown>): ItemView {
  return {
    scanId: 's-1', itemKey: 'k-1', display: 'RR 1', band: 'NO_AED_HERE', chips: [], identifier: { kind: 's10', id: 'RR1', raw: 'RR1' }, postings: [], holds: [], history: [],
    nearMisses: [], linkProposals: [], offer: { reasons: [], label: null }, mailClass: null, origin: null, bag: null, advice: { id: 'clear.proceed', args: {} }, serviceWords: null, ...change,
  } as unknown as ItemView;
}

let called: string[] = [];

/** The state with every function counted instead of done. */
function counted(state: AppState): AppState {
  return new Proxy(state, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? (...args: unknown[]) => { called.push(String(name)); return name.toString().startsWith('open') && args.length === 0 ? true : undefined; } : value;
    },
  });
}

beforeEach(() => {
  called = [];
  vi.stubGlobal('document', { activeElement: null, querySelector: () => { called.push('focus'); return null; }, querySelectorAll: () => { called.push('scroll'); return []; } });
  for (const name of ['HTMLTextAreaElement', 'HTMLInputElement', 'HTMLButtonElement']) vi.stubGlobal(name, function Element() { return undefined; });
});
afterEach(() => vi.unstubAllGlobals());

function store(change: Partial<AppState> = {}) {
  const made = createAppStore({ desk, play: () => undefined, camera: {} as CameraPorts });
  made.setState({ deskState: SIGNED_IN, ...change });
  return made;
}

const keysOf = (place: string): string[] => actions().filter((action) => action.place === place).map(({ key }) => key).toSorted();

function actsIn(act: (state: AppState, key: string) => unknown, states: readonly AppState[]): string[] {
  return CANDIDATES.filter((key) => states.some((state) => {
    called = [];
    act(counted(state), key);
    return called.length > 0;
  })).toSorted();
}

describe('the list of actions', () => {
  it('names no key twice on one screen, and shadows none by a key that works everywhere', () => {
    for (const place of PLACES) {
      const keys = keysOf(place);
      expect(new Set(keys).size, place).toBe(keys.length);
      if (place !== 'everywhere') expect(keys.filter((key) => keysOf('everywhere').includes(key)), place).toEqual([]);
    }
  });

  it.each([
    ['holds', holdsKey, {}],
    ['shift', shiftKey, { shiftLinking: null }],
    ['bag', bagKey, {}],
    ['camera', cameraKey, {}],
    ['aedImport', aedImportKey, {}],
    ['benchSettings', benchSettingsKey, {}],
    ['delivery', deliveryKey, { relay: { receipts: 1, carried: [] } as unknown as AppState['relay'], delivery: { removalAsked: { rows: 1, of: 2 } } as unknown as AppState['delivery'] }],
  ] as const)('has every key of the %s screen, and each of them acts', (place, act, change) => {
    expect(actsIn(act, [store(change as Partial<AppState>).getState()])).toEqual(keysOf(place));
  });

  it('has every key of the bench, and each of them acts on some item', () => {
    const open = (change: Record<string, unknown>) => store({ top: newWork(item(change), 'o-1') }).getState();
    const states = [open({}), open({ postings: [{ postedOn: '2026-11-01' }, { postedOn: '2026-11-02' }] }), open({ band: 'NOT_AN_ITEM', identifier: { kind: 'unknown', id: null, raw: 'X1' }, offer: { reasons: [], label: null, isConfirmedFirst: true } })];
    const recent = [{ examId: 'e-1', officerId: 'o-1', itemKey: 'k-1', outcome: 'DETAINED', isWithdrawn: false }] as unknown as AppState['recent'];
    const withPhoto = newWork(item({}), 'o-1');
    states.push(store({ top: { ...withPhoto, form: { ...withPhoto.form, photos: [{ photoId: 'f'.repeat(64), shows: 'label' }] } } }).getState());
    const onItems = states.map((state) => ({ ...state, recent }));
    const acts = actsIn((state, key) => actOnKey(state, key, 0), [...onItems, { ...store().getState(), recent }]);
    expect(keysOf('bench').filter((key) => !acts.includes(key))).toEqual([]);
    expect(acts.filter((key) => !keysOf('bench').includes(key))).toEqual(['6', '7', '8', '9']);
  });

  it('has the chords that act and no other', () => {
    const acts = [...LETTERS, '+', '-'].filter((key) => pressChord(store().getState(), `Ctrl+${key}`)).map((key) => `Ctrl+${key}`).toSorted();
    expect(acts).toEqual(keysOf('everywhere').filter((key) => key.startsWith('Ctrl+')));
  });

  it('shows every key by the name that stands on it', () => {
    expect(['Escape', 'ArrowUp', 'PageDown', 'Ctrl+k', 'Ctrl++', 'F8', 'x'].map(keyNameOf)).toEqual(['Esc', '↑', 'PgDn', 'Ctrl K', 'Ctrl +', 'F8', 'X']);
  });
});

describe('the palette', () => {
  it('finds by the beginnings of words, in any order, and puts the screen in front first', () => {
    const state = store({ screen: 'holds' }).getState();
    expect(offersFor(state, 'list outst').map(({ words }) => words)).toEqual(['list: Outstanding']);
    expect(offersFor(state, 'outst list').map(({ words }) => words)).toEqual(['list: Outstanding']);
    expect(offersFor(state, 'utstanding')).toEqual([]);
    expect(offersFor(state, '')[0]?.id).toBe('holds 1');
  });

  it('offers each action once, and of another screen only the key that leads there', () => {
    const offers = offersFor(store({ screen: 'bench' }).getState(), '');
    expect(new Set(offers.map(({ id }) => id)).size).toBe(offers.length);
    expect(offers.find(({ id }) => id === 'shift F8')).toMatchObject({ presses: 'F3', keys: 'F3, then F8' });
    expect(offers.some(({ id }) => id.startsWith('amend '))).toBe(false);
    for (const { id, presses } of offers) {
      const [place = ''] = id.split(' ');
      if (place !== 'everywhere' && place !== 'bench') expect(presses).toBe(keyToPlace(place as 'holds'));
    }
  });

  it('offers no key of the screen while a choice is open, where the key would mean something else', () => {
    const work = newWork(item({}), 'o-1');
    const ids = (change: Partial<AppState>) => offersFor(store({ screen: 'bench', ...change }).getState(), '').map(({ id }) => id);
    expect(ids({ top: work })).toContain('bench 1');
    expect(ids({ top: { ...work, form: { ...work.form, outcomeKeys: ['1'] } } })).not.toContain('bench 1');
    expect(ids({ top: work, part: { part: 'reasons' } })).not.toContain('bench x');
  });

  it('is closed before the key is pressed, by digit and by F8; a digit without a row presses nothing', () => {
    const made = store({ screen: 'holds', palette: { typed: 'outst', front: null } });
    const pressed: string[] = [];
    const press = (key: string): void => { expect(made.getState().palette).toBeNull(); pressed.push(key); };
    expect(paletteDigit(made.getState(), '9', press)).toBe(true);
    expect(pressed).toEqual([]);
    expect(paletteDigit(made.getState(), '1', press)).toBe(true);
    made.setState({ palette: { typed: 'list', front: 'holds 2' } });
    expect(paletteNamedKey(made.getState(), 'F8', press)).toBe(true);
    expect(pressed).toEqual(['4', '2']);
    expect(paletteDigit(made.getState(), '1', press)).toBe(false);
    made.setState({ palette: { typed: '', front: null } });
    expect(paletteNamedKey(made.getState(), 'F8', press)).toBe(true);
    expect(pressed).toEqual(['4', '2']);
  });

  it('opens for nobody before somebody has signed in, and goes when the desk is locked', () => {
    const made = store({ deskState: { ...SIGNED_IN, phase: 'signedOut' } });
    made.getState().openPalette();
    expect(made.getState().palette).toBeNull();
    made.setState({ deskState: SIGNED_IN, palette: { typed: '', front: null } });
    made.getState().applyDesk({ ...SIGNED_IN, phase: 'signedOut', officer: null });
    expect(made.getState().palette).toBeNull();
  });

  it('does an action whose key is one of its own: F8 of the screen in front, and Escape', () => {
    const made = store({ screen: 'holds', palette: { typed: 'back out', front: null } });
    paletteNamedKey(made.getState(), 'F8', (key) => pressKey(made.getState(), key));
    expect(made.getState()).toMatchObject({ screen: 'bench', palette: null });
    const calls: string[] = [];
    made.setState({ screen: 'bag', closeBag: () => { calls.push('closeBag'); return Promise.resolve(); }, palette: { typed: 'close bag', front: null } });
    const before = made.getState();
    paletteNamedKey(before, 'F8', (key) => pressKey(before, key));
    expect(calls).toEqual(['closeBag']);
  });

  it('presses the key that stands beside the action', () => {
    const made = store({ screen: 'holds' });
    pressKey(made.getState(), '2');
    expect(made.getState().holdsTab).toBe('presented');
    pressKey(made.getState(), 'F10');
    expect(made.getState().screen).toBe('delivery');
  });
});
