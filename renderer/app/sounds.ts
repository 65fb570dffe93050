/** Four short sounds by which an officer knows the band without looking up; made from plain tones, no files. */
import type { Band } from '../../domain/band/bands.ts';

/** from, to: frequency in Hz at start and end of the note. at, lasts: seconds. */
interface Note {
  readonly from: number;
  readonly to: number;
  readonly at: number;
  readonly lasts: number;
  readonly loud: number;
}

const FALLING: readonly Note[] = [note(880, 0), note(440, 0.18)];
const MID_TWICE: readonly Note[] = [note(523, 0), note(523, 0.18)];
const RISING: readonly Note[] = [note(523, 0, 0.09), note(659, 0.11, 0.09), note(784, 0.22, 0.09)];
const HIGH_SOFT: readonly Note[] = [{ ...note(1_047, 0), loud: 0.08 }];
const HIGH_LOWER: readonly Note[] = [{ ...note(784, 0), loud: 0.1 }];
const ERROR: readonly Note[] = [{ from: 220, to: 160, at: 0, lasts: 0.35, loud: 0.3 }];

const NOTES: Readonly<Record<Sound, readonly Note[]>> = {
  HOLD: FALLING,
  ALTERNATE_SCREENING: MID_TWICE,
  NO_AED_HERE: RISING,
  CLEAR: HIGH_SOFT,
  SEVERAL_POSTINGS: HIGH_SOFT,
  EXAMINED: HIGH_LOWER,
  CHECK_THE_LABEL: ERROR,
  NOT_AN_ITEM: ERROR,
  scanCut: ERROR,
};

function note(frequency: number, at: number, lasts = 0.14): Note {
  return { from: frequency, to: frequency, at, lasts, loud: 0.25 };
}

/** A band, or that a scan was of no use. */
export type Sound = Band | 'scanCut';

/** Makes the player; the audio device is opened with the first sound. */
export function makePlayer(): (sound: Sound) => void {
  let audio: AudioContext | null = null;
  return (sound) => {
    try {
      audio ??= new AudioContext();
      for (const one of NOTES[sound]) play(audio, one);
    } catch {
      // A machine without audio: word, icon and colour say the same.
    }
  };
}

function play(audio: AudioContext, { from, to, at, lasts, loud }: Note): void {
  const start = audio.currentTime + at;
  const tone = new OscillatorNode(audio, { frequency: from });
  const volume = new GainNode(audio, { gain: 0 });
  tone.frequency.setValueAtTime(from, start);
  tone.frequency.linearRampToValueAtTime(to, start + lasts);
  // Ramps, because a tone that starts or stops at full volume clicks.
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime(loud, start + 0.01);
  volume.gain.linearRampToValueAtTime(0, start + lasts);
  tone.connect(volume).connect(audio.destination);
  tone.start(start);
  tone.stop(start + lasts);
}
