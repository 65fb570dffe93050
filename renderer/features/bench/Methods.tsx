/** How the item was examined: sticky for the bench, shown as pressed; what a waived country asks for stands first. */
import { EXAM_METHOD_FACTS, type ExamMethodFacts } from '../../../domain/exam/methods.ts';
import type { ItemView } from '../../../preload/contract/views.ts';
import { useApp } from '../../app/storeContext.tsx';
import { say } from '../../text/say.ts';
import { Button } from '../../ui/Button.tsx';
import type { Missing } from './draftOf.ts';

const missingWords = (missing: Missing): string =>
  ({ method: say.exam.noMethod, origin: say.label.originUnknown, posting: say.bench.postingMissing })[missing];

export function Methods({ item }: { readonly item: ItemView }) {
  const methods = useApp((state) => state.methods);
  const missing = useApp((state) => state.missing);
  const toggleMethod = useApp((state) => state.toggleMethod);
  return (
    <div role="group" aria-label={say.exam.methods} className="exam-methods">
      <h2>{say.exam.methods}</h2>
      <div className="exam-methods-keys">
        {inOrder(item).map(({ code, key }) => (
          <Button key={code} testId={`method-${code}`} keyName={key.toUpperCase()} isPressed={methods.includes(code)} onPress={() => toggleMethod(code)}>
            {say.lists.method(code)}{isWanted(code, item) && <strong> · {say.bench.wantedHere}</strong>}
          </Button>
        ))}
      </div>
      {missing !== null && <p role="alert" className="exam-missing" data-testid={`${missing}-missing`}>{missingWords(missing)}</p>}
    </div>
  );
}

function inOrder(item: ItemView): readonly ExamMethodFacts[] {
  return [...EXAM_METHOD_FACTS.filter(({ code }) => isWanted(code, item)), ...EXAM_METHOD_FACTS.filter(({ code }) => !isWanted(code, item))];
}

/** Mail of a waived country comes without AED and is screened another way (OIG-23-56, recommendation 1c). */
function isWanted(code: ExamMethodFacts['code'], { band, chips }: ItemView): boolean {
  return code === 'waiverAlternate' && [band, ...chips].includes('ALTERNATE_SCREENING');
}
