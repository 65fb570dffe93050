/** The self-test: every key or byte that arrived, one by one, and the profile that follows from it. */
import { judgeSelfTest, TEST_TEXT } from '../../../domain/scan/selfTest.ts';
import { useApp } from '../../app/storeContext.tsx';
import { say } from '../../text/say.ts';
import { Button } from '../../ui/Button.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { SheetKeys, SheetNote } from '../sheets/index.ts';
import { SETTINGS_KEYS } from './keys.ts';
import { arrivedBytes, arrivedPresses, type Arrived } from './arrived.ts';

export function SelfTestPanel() {
  const presses = useApp((state) => state.testPresses);
  const bytes = useApp((state) => state.testBytes);
  const taken = useApp((state) => state.testTaken);
  const words = say.benchSettings;
  return (
    <Panel heading={words.selfTest}>
      <p>{words.selfTestHint}</p>
      <div className="button-row"><SheetKeys subject="scanner" printKey={SETTINGS_KEYS.sheet} saveKey={SETTINGS_KEYS.sheetPdf} /></div>
      <SheetNote subject="scanner" />
      <p className="test-text" data-testid="test-text">{TEST_TEXT}</p>
      <p data-testid="test-taken">{taken === null ? words.nothingTaken : words.taken(taken)}</p>
      <Verdict />
      <ArrivedList arrived={bytes.length > 0 ? arrivedBytes(bytes) : arrivedPresses(presses)} />
    </Panel>
  );
}

function Verdict() {
  const presses = useApp((state) => state.testPresses);
  const acceptProposal = useApp((state) => state.acceptProposal);
  if (presses.length < TEST_TEXT.length / 2) return null;
  const test = judgeSelfTest(presses);
  const words = say.benchSettings;
  return (
    <div className="button-row" role="status">
      <p data-testid="test-verdict" data-kind={test.kind}>{words.verdict(test)}</p>
      {test.kind === 'found' && <Button kind="primary" keyName={SETTINGS_KEYS.accept} testId="accept-profile" onPress={acceptProposal}>{words.accept}</Button>}
    </div>
  );
}

function ArrivedList({ arrived }: { readonly arrived: readonly Arrived[] }) {
  if (arrived.length === 0) return null;
  return (
    <ol className="arrived" tabIndex={0} aria-label={say.benchSettings.arrived} data-testid="arrived">
      {arrived.map(({ shown, hex, from, gapMs }, index) => (
        <li key={index}>
          <strong>{shown}</strong>
          <span>{hex}</span>
          <small>{from}</small>
          <small>{gapMs === null ? '' : say.benchSettings.gap(gapMs)}</small>
        </li>
      ))}
    </ol>
  );
}
