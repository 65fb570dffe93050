/** A fault on the screen: its sentence, large enough to be seen and read out at once. */
import { WarningIcon } from './icons.tsx';
import './notes.css';

export function FaultNote({ sentence, kind }: { readonly sentence: string; readonly kind: string }) {
  return (
    <div role="alert" className="note note-fault" data-testid="fault" data-fault={kind}>
      <WarningIcon />
      <p>{sentence}</p>
    </div>
  );
}
