/** Looks at the camera's picture: again and again for what is shown to it, or twice as hard as can be when the officer asks. */
import { confirm, NOTHING_SHOWN, type ConfirmState } from '../../../domain/decoding/confirm.ts';
import type { Frame } from '../../../domain/decoding/frame.ts';
import type { DecodingClient } from '../../decoding/index.ts';
import type { LookNews } from './news.ts';
import type { Camera } from './ports.ts';

/** Between two frames that are looked at: a label that is held still is read twice in a fifth of a second. */
const BETWEEN_MS = 80;
/** So many frames without an answer, one after the other, are no bad luck. */
const GONE_IN_A_ROW = 3;
/** Two captures this far apart are two looks, and still the same label in hand. */
const SECOND_LOOK_MS = 120;

export interface Watching {
  readonly stop: () => void;
}

export function watch(camera: Camera, decoding: DecodingClient, onNews: (news: LookNews) => void): Watching {
  let state: ConfirmState = NOTHING_SHOWN;
  let gone = 0;
  let isStopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function look(): Promise<void> {
    const frame = camera.frame();
    const at = performance.now();
    if (frame !== null) await read(frame, at);
    if (!isStopped) timer = setTimeout(() => void look(), BETWEEN_MS);
  }

  async function read(frame: Frame, at: number): Promise<void> {
    const decoded = await decoding.decode(frame, 'live');
    if (isStopped) return;
    if (!decoded.ok) {
      gone = decoded.fault === 'gone' ? gone + 1 : gone;
      if (gone >= GONE_IN_A_ROW) onNews({ kind: 'readerGone' });
      return;
    }
    gone = 0;
    const [next, news] = confirm(state, decoded.reads, at);
    state = next;
    onNews(news);
  }

  void look();
  return {
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}

/** The same number in two looks, as in the live picture. Both are taken before the first is read: that may take seconds, and hands move. */
export async function lookHard(camera: Camera, decoding: DecodingClient): Promise<LookNews> {
  const looks = [{ frame: camera.frame(), at: performance.now() }];
  await new Promise((resolve) => setTimeout(resolve, SECOND_LOOK_MS));
  looks.push({ frame: camera.frame(), at: performance.now() });
  let state = NOTHING_SHOWN;
  for (const { frame, at } of looks) {
    if (frame === null) return { kind: 'noPicture' };
    const decoded = await decoding.decode(frame, 'capture');
    if (!decoded.ok) return decoded.fault === 'gone' ? { kind: 'readerGone' } : { kind: 'nothing' };
    const [next, news] = confirm(state, decoded.reads, at);
    state = next;
    if (news.kind !== 'nothing') return news;
  }
  return { kind: 'nothing' };
}
