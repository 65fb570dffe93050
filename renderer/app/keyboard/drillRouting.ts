/** Gives keys and scans to the page in front: the drill's while one runs, else the desk's own. */
import { isLeavingKey } from '../../features/drill/index.ts';
import type { AppStore } from '../state.ts';
import { leaveField } from './focus.ts';
import { routeKeys, type InputMeanings } from './routing.ts';

export function routeKeysAndDrill(store: AppStore): InputMeanings {
  const meanings = new WeakMap<AppStore, InputMeanings>();

  function inFront(): InputMeanings {
    const front = store.getState().drill ?? store;
    const known = meanings.get(front) ?? routeKeys(front);
    meanings.set(front, known);
    return known;
  }

  function leavesDrill(key: string): boolean {
    const drill = store.getState().drill?.getState();
    if (drill === undefined || !isLeavingKey(drill, key)) return false;
    leaveField();
    void store.getState().leaveDrill();
    return true;
  }

  return {
    onScan(text) {
      store.getState().forgetDrillNotice();
      inFront().onScan(text);
    },
    onDeviceScan(text) {
      store.getState().forgetDrillNotice();
      inFront().onDeviceScan(text);
    },
    onCutScan: () => inFront().onCutScan(),
    onCharacter: (character) => inFront().onCharacter(character),
    takesText: () => inFront().takesText(),
    onNamedKey: (key) => leavesDrill(key) || inFront().onNamedKey(key),
  };
}
