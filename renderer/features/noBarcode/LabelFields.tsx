/** The fields for what the label says: origin, mail class, contents. */
import { MAIL_CLASSES, type MailClass } from '../../../domain/identifier/service.ts';
import { en } from '../../text/en.ts';
import { Button } from '../../ui/Button.tsx';
import { LONGEST_TYPED } from '../examValues/index.ts';
import { TextField } from '../../ui/TextField.tsx';
import { isOriginValid, type LabelForm } from './labelForm.ts';
import './labelFields.css';

interface LabelFieldsProps {
  readonly form: LabelForm;
  readonly onChange: (change: Partial<LabelForm>) => void;
}

export function LabelFields({ form, onChange }: LabelFieldsProps) {
  return (
    <section className="label-fields text-field-beside" aria-label={en.label.heading}>
      <h3>{en.label.heading}</h3>
      <TextField
        label={en.label.contents} keyName="K" field="contents" testId="label-contents" hint={en.label.leaveField}
        value={form.contents} maxLength={LONGEST_TYPED} onChange={(contents) => onChange({ contents })}
      />
      <TextField
        label={en.label.origin} keyName="G" field="origin" testId="label-origin" isCode
        value={form.origin} maxLength={2} onChange={(origin) => onChange({ origin })}
        {...(isOriginValid(form) ? {} : { problem: en.label.originUnknown })}
      />
      <MailClassChips chosen={form.mailClass} onChange={(mailClass) => onChange({ mailClass })} />
    </section>
  );
}

function MailClassChips({ chosen, onChange }: { readonly chosen: MailClass | null; readonly onChange: (mailClass: MailClass | null) => void }) {
  return (
    <div role="group" aria-label={en.label.mailClass} className="label-classes">
      <span className="label-classes-name">{en.label.mailClass} <kbd>M</kbd></span>
      {MAIL_CLASSES.map((mailClass) => (
        <Button
          key={mailClass} testId={`label-class-${mailClass}`} isPressed={mailClass === chosen}
          onPress={() => onChange(mailClass === chosen ? null : mailClass)}
        >
          {en.label.classes[mailClass]}
        </Button>
      ))}
    </div>
  );
}
