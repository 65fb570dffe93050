/** The visual twin of a sound: its notes as blocks, high or low, short or long, that light up in its rhythm. */
import { EARCONS, type Note, type Sound } from './earcons.ts';
import './soundPicture.css';

/** The widest sound is half a second; pitch on a logarithmic scale over three and a half octaves. */
const SECONDS = 0.5;
const WIDTH = 96;
const HEIGHT = 40;
const LOWEST_HZ = 120;
const OCTAVES = 3.6;
const THICK = 8;

/** The same key plays once: give another one for the next scan. */
export function SoundPicture({ sound }: { readonly sound: Sound }) {
  return (
    <svg className="sound-picture" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true" data-testid="sound-picture" data-sound={sound}>
      {EARCONS[sound].map((note, index) => (
        <polygon key={index} points={blockOf(note)} style={{ animationDelay: `${note.at}s` }} />
      ))}
    </svg>
  );
}

/** A block that slopes where the note falls or rises. */
function blockOf({ from, to, at, lasts }: Note): string {
  const left = (at / SECONDS) * WIDTH;
  const right = ((at + lasts) / SECONDS) * WIDTH;
  const start = heightOf(from);
  const end = heightOf(to);
  return `${left},${start} ${right},${end} ${right},${end + THICK} ${left},${start + THICK}`;
}

function heightOf(frequency: number): number {
  return (HEIGHT - THICK) * (1 - Math.log2(frequency / LOWEST_HZ) / OCTAVES);
}
