/** What is selected, and the keys that select and begin a mark. */
import { useApp } from '../../app/storeContext.tsx';
import { say } from '../../text/say.ts';
import { Button } from '../../ui/Button.tsx';
import { HOLDS_KEYS } from './keys.ts';

export function SelectionBar() {
  const count = useApp((state) => state.selectedHolds.length);
  const toggle = useApp((state) => state.toggleHold);
  const toggleAll = useApp((state) => state.toggleAllHolds);
  const begin = useApp((state) => state.beginHoldMark);
  return (
    <div className="button-row holds-actions">
      <p role="status" data-testid="holds-selection" data-count={count}>{say.holds.selection(count)}</p>
      <Button keyName={HOLDS_KEYS.select} testId="holds-select" onPress={toggle}>{say.holds.selectRow}</Button>
      <Button keyName={HOLDS_KEYS.selectAll} testId="holds-select-all" onPress={toggleAll}>{say.holds.selectAll}</Button>
      <Button keyName={HOLDS_KEYS.mark} testId="holds-mark" onPress={begin}>{say.holds.mark}</Button>
    </div>
  );
}
