/** The band an officer reads from two metres: word, icon and colour say the same thing; then the sentence, and "saved" once it is true. */
import { useEffect, useState } from 'react';
import type { ItemView } from '../../../preload/contract/views.ts';
import { SoundPicture } from '../../app/SoundPicture.tsx';
import { useApp } from '../../app/storeContext.tsx';
import type { Sound } from '../../app/earcons.ts';
import type { Reading } from '../../text/facts.ts';
import { say } from '../../text/say.ts';
import { BandIcon, TickIcon, WarningIcon } from '../../ui/icons.tsx';
import { feedStateOf } from '../delivery/index.ts';
import { DrillStripe } from '../drill/index.ts';
import type { Work } from './work.ts';
import './statusBand.css';

/** Lets the browser say when the word was on the screen (Element Timing); a new element a scan, because it is said once for each. */
const PAINT_MARK = { elementtiming: 'band' };

export function StatusBand() {
  const top = useApp((state) => state.top);
  const isScanCut = useApp((state) => state.notice === 'scanCut');
  const facilityId = useApp((state) => state.deskState?.device?.facilityId ?? '');
  const feed = useApp((state) => feedStateOf(state.delivery));
  const reading = { facilityId, feed };
  const isDrill = useApp((state) => state.drillView !== null);
  return (
    <section className="band" data-testid="band" data-band={top?.item.band ?? 'NONE'} aria-label={say.band.region}>
      <DrillStripe />
      {top === null ? <EmptyBand isScanCut={isScanCut} /> : <FilledBand work={top} reading={reading} />}
      <ReadOut work={top} reading={reading} isScanCut={isScanCut} isDrill={isDrill} />
      <ScansWaiting />
    </section>
  );
}

/** A look-up takes milliseconds; only one that takes longer is worth a word, and a change on the screen before the answer would put that off by a frame. */
function ScansWaiting() {
  const scansWaiting = useApp((state) => state.scansWaiting);
  const isServiceAlive = useApp((state) => state.serviceState === 'alive');
  const isLong = useHeldFor(scansWaiting > 0, NOTICED_AFTER_MS);
  if (!isLong) return null;
  return <p className="band-waiting">{isServiceAlive ? say.band.scansWaiting(scansWaiting) : say.band.scansKept(scansWaiting)}</p>;
}

const NOTICED_AFTER_MS = 250;

/** True once it has been so for some time, ms. */
function useHeldFor(isSo: boolean, time: number): boolean {
  const [isHeld, setIsHeld] = useState(false);
  useEffect(() => {
    if (!isSo) return setIsHeld(false);
    const timer = setTimeout(() => setIsHeld(true), time);
    return () => clearTimeout(timer);
  }, [isSo, time]);
  return isSo && isHeld;
}

function EmptyBand({ isScanCut }: { readonly isScanCut: boolean }) {
  if (isScanCut) {
    return (
      <div className="band-main" data-testid="scan-cut">
        <WarningIcon />
        <SoundTwin sound="scanCut" />
        <h1 className="band-word" data-testid="band-word">{say.band.scanCut}</h1>
        <p className="band-hint">{say.band.scanCutHint}</p>
      </div>
    );
  }
  return (
    <div className="band-main">
      <h1 className="band-word" data-testid="band-word">{say.band.noItem}</h1>
      <p className="band-hint">{say.band.noItemHint}</p>
    </div>
  );
}

function FilledBand({ work, reading }: { readonly work: Work; readonly reading: Reading }) {
  const { item } = work;
  return (
    <>
      <div className="band-main">
        <BandIcon band={item.band} />
        <SoundTwin key={item.scanId} sound={item.band} />
        <div className="band-says">
          <h1 key={item.scanId} className="band-word" data-testid="band-word" {...PAINT_MARK}>{say.band.word[item.band]}</h1>
          <RecordState work={work} />
          {isChanged(work) && <p className="band-record" data-testid="band-changed">{changedWords(work)}</p>}
        </div>
        <div className="band-item">
          <p className="band-id" data-testid="item-display">{item.display === '' ? item.identifier.raw : item.display}</p>
          <p>{itemWords(item)}</p>
        </div>
      </div>
      <div className="band-facts">
        <p className="band-advice" data-testid="band-advice">{say.band.advice(item.advice, reading)}</p>
        {item.chips.length > 0 && (
          <ul className="band-chips" aria-label={say.band.also}>
            {item.chips.map((chip) => <li key={chip} data-testid="band-chip" data-band={chip}>{say.band.word[chip]}</li>)}
          </ul>
        )}
      </div>
    </>
  );
}

/** Someone who hears nothing, or works beside a machine, sees the same notes. */
function SoundTwin({ sound }: { readonly sound: Sound }) {
  const isSilent = useApp((state) => state.settings.volume === 0);
  return (
    <div className="band-sound">
      <SoundPicture sound={sound} />
      {isSilent && <small data-testid="sound-off">{say.benchSettings.silent}</small>}
    </div>
  );
}

function RecordState({ work }: { readonly work: Work }) {
  const isDrill = useApp((state) => state.drillView !== null);
  if (work.phase === 'recording') return <p className="band-record">{say.exam.recording}</p>;
  if (work.phase === 'inDoubt') return <p className="band-record" data-testid="in-doubt">{say.exam.inDoubt}</p>;
  if (work.saved === null) return null;
  return (
    <p className="band-record band-saved" data-testid="saved-line">
      <TickIcon />
      <span>{say.exam.outcomeWords(work.saved.outcome)} · {savedWords(work.saved, isDrill)} · {say.exam.scanNext}</span>
    </p>
  );
}

function itemWords({ serviceWords, origin }: ItemView): string {
  return [serviceWords === null ? '' : say.lists.service(serviceWords), origin === null ? '' : say.country(origin.code, origin.name)].filter((words) => words !== '').join(' · ');
}

function isChanged({ changed, phase }: Work): boolean {
  return changed !== null && phase === 'open';
}

function changedWords({ changed, item }: Work): string {
  return changed === null || changed.from === item.band ? say.band.changed : say.band.changedFrom(say.band.word[changed.from]);
}

/** Nothing of a drill is on a disk, so nothing of it is called saved (bench rule 6). */
function savedWords({ recordedAt }: NonNullable<Work['saved']>, isDrill: boolean): string {
  return isDrill ? say.drill.recordedHere(recordedAt) : say.exam.saved(recordedAt);
}

interface ReadOutProps {
  readonly work: Work | null;
  readonly reading: Reading;
  readonly isScanCut: boolean;
  readonly isDrill: boolean;
}

/** Read aloud once a scan, also when the same item is scanned again; what was saved is a sentence of its own, so that the band is not said twice. */
function ReadOut({ work, reading, isScanCut, isDrill }: ReadOutProps) {
  const saved = work?.saved ?? null;
  return (
    <>
      <p role="status" className="only-read-out">
        {work !== null && <span key={work.item.scanId}>{bandReadOut(work, reading)}</span>}
        {work === null && isScanCut && `${say.band.scanCut}. ${say.band.scanCutHint}`}
      </p>
      <p role="status" className="only-read-out">{saved !== null && `${say.exam.outcomeWords(saved.outcome)} ${savedWords(saved, isDrill)}`}</p>
    </>
  );
}

function bandReadOut(work: Work, reading: Reading): string {
  const { item } = work;
  const chips = item.chips.map((chip) => say.band.word[chip]);
  return [...(isChanged(work) ? [changedWords(work)] : []), say.band.word[item.band], ...chips, item.display, say.band.advice(item.advice, reading)].join('. ');
}
