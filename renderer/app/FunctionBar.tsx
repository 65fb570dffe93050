/** The bottom line: what the function keys do, for those who would rather press with a mouse than not at all. */
import type { ReactNode } from 'react';
import { DRILL_KEYS } from '../features/drill/index.ts';
import { say } from '../text/say.ts';
import { Button } from '../ui/Button.tsx';
import { useApp } from './storeContext.tsx';

export function FunctionBar() {
  const screen = useApp((state) => state.screen);
  const go = useApp((state) => state.go);
  const lock = useApp((state) => state.lock);
  const openPalette = useApp((state) => state.openPalette);
  const openWithoutBarcode = useApp((state) => state.openWithoutBarcode);
  const isDrill = useApp((state) => state.drillView !== null);
  const leaveDrill = useApp((state) => state.leaveDrill);
  return (
    <nav className="function-bar" aria-label={say.keys.bar}>
      {screen !== 'bench' && screen !== 'amend' && <Key name="Esc" isAlways onPress={() => go('bench')}>{say.keys.toBench}</Key>}
      <Key name="F1" isAlways onPress={() => go('help')}>{say.keys.help}</Key>
      <Key name="F2" onPress={() => go('holds')}>{say.keys.holds}</Key>
      {!isDrill && <Key name="F3" onPress={() => go('shift')}>{say.keys.shift}</Key>}
      <Key name="F4" onPress={() => { go('bench'); openWithoutBarcode(); }}>{say.keys.noBarcode}</Key>
      {!isDrill && <Key name="F5" onPress={() => go('aedImport')}>{say.keys.aedImport}</Key>}
      <Key name="F6" onPress={() => go('bag')}>{say.keys.bag}</Key>
      {!isDrill && <Key name="F7" onPress={() => go('camera')}>{say.camera.key}</Key>}
      <Key name="F9" onPress={() => void lock()}>{say.keys.lock}</Key>
      {!isDrill && <Key name="F10" onPress={() => go('delivery')}>{say.keys.delivery}</Key>}
      {!isDrill && <Key name="F11" onPress={() => go('benchSettings')}>{say.keys.benchSettings}</Key>}
      {isDrill && <Key name={DRILL_KEYS.leave} isAlways onPress={() => void leaveDrill()}>{say.drill.help.leave}</Key>}
      <Key name="Ctrl K" isAlways onPress={openPalette}>{say.keys.palette}</Key>
    </nav>
  );
}

interface KeyProps {
  readonly name: string;
  readonly onPress: () => void;
  readonly children: ReactNode;
  /** Stays when the page is enlarged and the others give way to the item. */
  readonly isAlways?: boolean;
}

function Key({ name, onPress, children, isAlways = false }: KeyProps) {
  return (
    <span className={isAlways ? undefined : 'bar-when-room'}>
      <Button kind="bar" keyName={name} onPress={onPress}>{children}</Button>
    </span>
  );
}
