/** Plays the sounds by which an officer knows the band without looking up; made from plain tones, no files. */
import { EARCONS, type Note, type Sound } from './earcons.ts';

/** Makes the player; the audio device is opened with the first sound. volume: percent, asked at every sound. */
export function makePlayer(volume: () => number): (sound: Sound) => void {
  let audio: AudioContext | null = null;
  return (sound) => {
    if (volume() === 0) return;
    try {
      audio ??= new AudioContext();
      for (const one of EARCONS[sound]) play(audio, one, volume() / 100);
    } catch {
      // A machine without audio: word, icon, colour and the drawn notes say the same.
    }
  };
}

function play(audio: AudioContext, { from, to, at, lasts, loud }: Note, share: number): void {
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
