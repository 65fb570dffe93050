/** The fields for what the label says: origin, mail class, contents. */
import { MAIL_CLASSES, type MailClass } from '../../../domain/identifier/service.ts';
import { say } from '../../text/say.ts';
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
    <section className="label-fields text-field-beside" aria-label={say.label.heading}>
      <h3>{say.label.heading}</h3>
      <TextField
        label={say.label.contents} keyName="K" field="contents" testId="label-contents" hint={say.label.leaveField}
        value={form.contents} maxLength={LONGEST_TYPED} onChange={(contents) => onChange({ contents })}
      />
      <TextField
        label={say.label.origin} keyName="G" field="origin" testId="label-origin" isCode
        value={form.origin} maxLength={2} onChange={(origin) => onChange({ origin })}
        {...(isOriginValid(form) ? {} : { problem: say.label.originUnknown })}
      />
      <MailClassChips chosen={form.mailClass} onChange={(mailClass) => onChange({ mailClass })} />
    </section>
  );
}

function MailClassChips({ chosen, onChange }: { readonly chosen: MailClass | null; readonly onChange: (mailClass: MailClass | null) => void }) {
  return (
    <div role="group" aria-label={say.label.mailClass} className="label-classes">
      <span className="label-classes-name">{say.label.mailClass} <kbd>M</kbd></span>
      {MAIL_CLASSES.map((mailClass) => (
        <Button
          key={mailClass} testId={`label-class-${mailClass}`} isPressed={mailClass === chosen}
          onPress={() => onChange(mailClass === chosen ? null : mailClass)}
        >
          {say.label.classes[mailClass]}
        </Button>
      ))}
    </div>
  );
}
