/** What makes a drill unmistakable: stripes and the word, in the title bar and in the band. Neither stands for the other, and no colour does. */
import { useEffect } from 'react';
import { useApp } from '../../app/storeContext.tsx';
import { say } from '../../text/say.ts';
import './drill.css';

/** In the title bar, which is the desk's own. The system's title and task list say it too. */
export function DrillTitle() {
  const isInFront = useApp((state) => state.drill !== null);
  useEffect(() => {
    document.title = isInFront ? `${say.drill.word} · ${say.appName}` : say.appName;
  }, [isInFront]);
  if (!isInFront) return null;
  return (
    <span className="drill-title" data-testid="drill-title">
      <span className="drill-stripes" />
      <strong className="drill-word">{say.drill.word}</strong>
      <span className="drill-stripes" />
      <span className="drill-title-words">{say.drill.titleWords}</span>
    </span>
  );
}

/** On top of the band of the drill's bench; nothing on the real one. */
export function DrillStripe() {
  const isDrill = useApp((state) => state.drillView !== null);
  if (!isDrill) return null;
  return (
    <p className="drill-stripe" data-testid="drill-stripe">
      <span className="drill-stripes" />
      <strong className="drill-word">{say.drill.bandWords}</strong>
      <span className="drill-stripes" />
    </p>
  );
}
