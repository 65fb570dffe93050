/** The bottom line: what the function keys do, for those who would rather press with a mouse than not at all. */
import { en } from '../text/en.ts';
import { Button } from '../ui/Button.tsx';
import { useApp } from './storeContext.tsx';

export function FunctionBar() {
  const screen = useApp((state) => state.screen);
  const go = useApp((state) => state.go);
  const lock = useApp((state) => state.lock);
  const openWithoutBarcode = useApp((state) => state.openWithoutBarcode);
  return (
    <nav className="function-bar" aria-label={en.keys.bar}>
      {screen !== 'bench' && screen !== 'amend' && <Button kind="bar" keyName="Esc" onPress={() => go('bench')}>{en.keys.back}</Button>}
      <Button kind="bar" keyName="F1" onPress={() => go('help')}>{en.keys.help}</Button>
      <Button kind="bar" keyName="F2" onPress={() => go('holds')}>{en.keys.holds}</Button>
      <Button kind="bar" keyName="F3" onPress={() => go('shift')}>{en.keys.shift}</Button>
      <Button kind="bar" keyName="F4" onPress={() => { go('bench'); openWithoutBarcode(); }}>{en.keys.noBarcode}</Button>
      <Button kind="bar" keyName="F5" onPress={() => go('aedImport')}>{en.keys.aedImport}</Button>
      <Button kind="bar" keyName="F6" onPress={() => go('bag')}>{en.keys.bag}</Button>
      <Button kind="bar" keyName="F9" onPress={() => void lock()}>{en.keys.lock}</Button>
      <Button kind="bar" keyName="F10" onPress={() => go('delivery')}>{en.keys.delivery}</Button>
      <Button kind="bar" keyName="F11" onPress={() => go('benchSettings')}>{en.keys.benchSettings}</Button>
    </nav>
  );
}
