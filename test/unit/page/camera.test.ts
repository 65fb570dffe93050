/** The camera: on where it is looked at and nowhere else, and what it saw or took is never of another item. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { DeskBridge } from '../../../preload/contract/window.ts';
import type { AppState, AppStore } from '../../../renderer/app/state.ts';
import { createAppStore } from '../../../renderer/app/store.ts';
import type { Camera, CameraPorts } from '../../../renderer/features/camera/ports.ts';

const SIGNED_IN = { phase: 'signedIn', officer: { officerId: 'o-1', name: 'Muster, M.', role: 'officer' } } as unknown as NonNullable<AppState['deskState']>;
const desk = {
  service: new Proxy({}, { get: () => () => new Promise(() => undefined) }), shell: new Proxy({}, { get: () => () => new Promise(() => undefined) }), on: () => undefined,
} as unknown as DeskBridge;

describe('the camera', () => {
  let app: AppStore;
  let open: number;
  let opening: ((camera: Camera | 'none') => void)[];
  let lost: (() => void)[];
  const camera = (): Camera => {
    open += 1;
    return { stream: {} as MediaStream, frame: () => null, close: () => { open -= 1; } };
  };
  const opened = async (what: Camera | 'none' = camera()) => {
    opening.shift()?.(what);
    await new Promise((resolve) => setTimeout(resolve, 0));
  };

  beforeEach(async () => {
    [open, opening, lost] = [0, [], []];
    const ports = {
      open: (_turn: number, onLost: () => void) => new Promise((resolve) => { opening.push(resolve); lost.push(onLost); }),
      openDecoding: () => ({ decode: () => Promise.resolve({ ok: true, reads: [] }), rest: () => undefined, close: () => undefined }),
    } as unknown as CameraPorts;
    app = createAppStore({ desk, play: () => undefined, camera: ports });
    app.subscribe(() => app.getState().followCamera());
    app.setState({ deskState: SIGNED_IN });
    app.getState().go('camera');
    await opened();
  });

  it.each<readonly [string, () => void]>([
    ['another screen', () => app.getState().go('bench')],
    ['the lock, before the service knows of it', () => void app.getState().lock()],
    ['the end of the session', () => app.getState().applyDesk({ ...SIGNED_IN, phase: 'signedOut', officer: null })],
    ['a drill', () => app.setState({ drill: app })],
    ['a window that is put away', () => app.getState().setWindowShown(false)],
    ['the loss of the camera', () => lost[0]?.()],
  ])('is closed by %s', (_what, leave) => {
    expect([open, app.getState().cameraState]).toEqual([1, 'on']);
    leave();
    expect([open, app.getState().cameraStream]).toEqual([0, null]);
  });

  it('that opens after its screen was left is closed at once', async () => {
    app.getState().go('bench');
    app.getState().go('camera');
    app.getState().go('bench');
    await opened();
    expect([open, app.getState().cameraState]).toEqual([0, 'off']);
  });

  it('is looked for again by the key, and the one before is closed', async () => {
    app.getState().nextCamera();
    expect(open).toBe(0);
    await opened('none');
    expect(app.getState().cameraState).toBe('none');
    app.getState().nextCamera();
    await opened();
    expect([open, app.getState().cameraState]).toEqual([1, 'on']);
  });
});
