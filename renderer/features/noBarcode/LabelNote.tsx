/** Says that an item without barcode has an id of its own now, and how its label is printed. */
import { deskMadeId } from '../../../domain/identifier/deskMade.ts';
import type { ItemView } from '../../../preload/contract/views.ts';
import { useApp } from '../../app/storeContext.tsx';
import { say } from '../../text/say.ts';
import { Button } from '../../ui/Button.tsx';

export function LabelNote({ item }: { readonly item: ItemView }) {
  const notice = useApp((state) => state.labelNotice);
  const printLabel = useApp((state) => state.printLabel);
  const saveLabel = useApp((state) => state.saveLabel);
  if (deskMadeId(item.identifier.id) === null) return null;
  const told = notice?.itemKey === item.itemKey ? notice : null;
  return (
    <div role="status" className="note" data-testid="desk-label">
      <p>{told === null ? say.label.deskMade : told.kind === 'fault' ? say.fault(told.fault) : told.kind === 'saved' ? say.label.savedPdf(told.file) : say.label.printed}</p>
      <Button keyName="F8" testId="label-print" onPress={() => void printLabel()}>{say.label.print}</Button>
      <Button keyName="S" testId="label-save" onPress={() => void saveLabel()}>{say.label.savePdf}</Button>
    </div>
  );
}
