/** Plays the sounds by which an officer knows the band without looking up; made from plain tones, no files. */
import { EARCONS, type Note, type Sound } from './earcons.ts';

export interface Player {
  readonly play: (sound: Sound) => void;
  /** Opens the audio device: it takes so long that the first scan of a shift would wait for it. */
  readonly makeReady: () => void;
}

/** volume: percent, asked at every sound. */
export function makePlayer(volume: () => number): Player {
  let audio: AudioContext | null = null;

  function makeReady(): AudioContext {
    audio ??= new AudioContext();
    return audio;
  }

  return {
    play(sound) {
      if (volume() === 0) return;
      tryAudio(() => EARCONS[sound].forEach((one) => playNote(makeReady(), one, volume() / 100)));
    },
    makeReady: () => tryAudio(makeReady),
  };
}

/** A machine without audio: word, icon, colour and the drawn notes say the same. */
function tryAudio(use: () => void): void {
  try {
    use();
  } catch {
    // Tried again with the next sound: a headset may be plugged in.
  }
}

function playNote(audio: AudioContext, { from, to, at, lasts, loud }: Note, share: number): void {
  const start = audio.currentTime + at;
  const tone = new OscillatorNode(audio, { frequency: from });
  const volume = new GainNode(audio, { gain: 0 });
  tone.frequency.setValueAtTime(from, start);
  tone.frequency.linearRampToValueAtTime(to, start + lasts);
  // Ramps, because a tone that starts or stops at full volume clicks.
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime(loud * share, start + 0.01);
  volume.gain.linearRampToValueAtTime(0, start + lasts);
  tone.connect(volume).connect(audio.destination);
  tone.start(start);
  tone.stop(start + lasts);
}
