/** Why the exam is amended, and the two keys that seal: a correction, or a withdrawal that is asked for twice. */
import type { ExamProblem } from '../../../domain/exam/problems.ts';
import { keyNameOf } from '../../app/keyNames.ts';
import { useApp } from '../../app/storeContext.tsx';
import { say } from '../../text/say.ts';
import { Button } from '../../ui/Button.tsx';
import { WarningIcon } from '../../ui/icons.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { LONGEST_TYPED, problemAt } from '../examValues/index.ts';
import type { Amending } from './amending.ts';
import { WITHDRAW_KEYS } from './withdrawKeys.ts';

export function Sealing({ amending, problems }: { readonly amending: Amending; readonly problems: readonly ExamProblem[] }) {
  const editAmend = useApp((state) => state.editAmend);
  const pressAmendKey = useApp((state) => state.pressAmendKey);
  const { form, isSealing, part } = amending;
  const isWithdrawal = part === 'withdrawal';
  return (
    <Panel heading={say.amend.sealing}>
      <TextField
        label={say.amend.why} keyName="Y" field="why" testId="amend-why" hint={say.label.leaveField} maxLength={LONGEST_TYPED} value={form.why}
        onChange={(why) => editAmend({ why })} {...problemAt(problems, 'why')}
      />
      {isWithdrawal && (
        <div role="alert" className="note note-warning" data-testid="amend-withdrawal"><WarningIcon /><p>{say.amend.askWithdrawal}</p></div>
      )}
      <div className="button-row">
        {!isWithdrawal && (
          <Button kind="primary" keyName="F8" testId="amend-seal" isDisabled={isSealing} onPress={() => void pressAmendKey('F8')}>
            {isSealing ? say.amend.busy : say.amend.seal}
          </Button>
        )}
        <Button
          kind={isWithdrawal ? 'primary' : 'plain'} keyName={isWithdrawal ? WITHDRAW_KEYS.confirm : keyNameOf(WITHDRAW_KEYS.ask)} testId="amend-withdraw" isDisabled={isSealing}
          onPress={() => void pressAmendKey(isWithdrawal ? WITHDRAW_KEYS.confirm : WITHDRAW_KEYS.ask)}
        >
          {isWithdrawal ? say.amend.withdrawNow : say.amend.withdraw}
        </Button>
        {isWithdrawal && <Button kind="bar" keyName="Esc" onPress={() => void pressAmendKey('Escape')}>{say.exam.back}</Button>}
      </div>
    </Panel>
  );
}
