/** Every key, read from the same tables that the keys work by, and the versions. */
import { EXAM_METHOD_FACTS } from '../../../domain/exam/methods.ts';
import { ALL_OUTCOMES_KEY, OUTCOMES } from '../../../domain/outcome/outcomes.ts';
import { useApp } from '../../app/storeContext.tsx';
import { en } from '../../text/en.ts';
import { Page, Panel } from '../../ui/Panel.tsx';
import { REFUSAL_KEYS, RELAY_KEYS, REMOVAL_KEY } from '../delivery/index.ts';
import './help.css';

type KeyWords = readonly [key: string, words: string];

const EVERYWHERE: readonly KeyWords[] = [
  ['F1', en.keys.help], ['F2', en.keys.holds], ['F3', en.keys.shift], ['F4', en.keys.noBarcode], ['F5', en.keys.aedImport], ['F6', en.keys.bag], ['F9', en.keys.lock],
  ['F10', en.keys.delivery], ['F11', en.benchSettings.heading], ['Esc', `${en.keys.backOut}, ${en.keys.back}`],
];

const BENCH: readonly KeyWords[] = [
  ...OUTCOMES.flatMap(({ benchKey, words }): KeyWords[] => (benchKey === null ? [] : [[benchKey, en.help.outcomeKey(words)]])),
  [ALL_OUTCOMES_KEY, en.exam.allOutcomes],
  ...EXAM_METHOD_FACTS.map(({ key, words }): KeyWords => [key.toUpperCase(), en.help.methodKey(words)]),
  ['R', en.bench.reasons], ['F', en.exam.findingKey], ['D', en.bench.findings], ['E', en.bench.details], ['K', en.label.contentsHint], ['G', en.label.originHint], ['M', en.label.classHint], ['V', en.keys.posting],
  ['I', en.exam.recordAllTheSame], ['N', en.keys.news], ['B', en.keys.draft], ['U', en.keys.undo], ['A', en.bench.amend], ['Y', en.bench.nearMissYes], ['F8', en.keys.finish], ['S', en.label.savePdf], ['Delete', en.keys.drop], ['PgUp, PgDn', en.keys.scroll],
];

const DELIVERY: readonly KeyWords[] = [
  ['F8', en.delivery.now], ['↑, ↓', en.help.move], [REFUSAL_KEYS.read, en.refusals.read], [REFUSAL_KEYS.all, en.help.allRefused], [REFUSAL_KEYS.offerAgain, en.refusals.offerAgain(null)],
  [REFUSAL_KEYS.export, en.refusals.export(null)], [REMOVAL_KEY, en.delivery.removal.allow], [RELAY_KEYS.write, en.relay.export], [RELAY_KEYS.takeIn, en.relay.takeIn],
  [RELAY_KEYS.receipts, en.relay.receipts],
];

export function HelpScreen() {
  const facts = useApp((state) => state.facts);
  return (
    <Page name="help" heading={en.help.heading}>
      <div className="help">
        <Panel heading={en.help.everywhere}>
          <Keys keys={EVERYWHERE} />
        </Panel>
        <Panel heading={en.help.bench}>
          <Keys keys={BENCH} />
        </Panel>
        <Panel heading={en.help.delivery}>
          <Keys keys={DELIVERY} />
        </Panel>
        <Panel heading={en.help.scanning}>
          <p>{en.help.scanningWords}</p>
        </Panel>
        {facts !== null && (
          <Panel heading={en.help.versions}>
            <p data-testid="app-facts">{en.help.version(facts.appVersion, facts.electron, facts.chromium, facts.node)}</p>
          </Panel>
        )}
      </div>
    </Page>
  );
}

function Keys({ keys }: { readonly keys: readonly KeyWords[] }) {
  return (
    <dl className="facts">
      {keys.map(([key, words]) => (
        <div key={key} className="help-key">
          <dt><kbd>{key}</kbd></dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  );
}
