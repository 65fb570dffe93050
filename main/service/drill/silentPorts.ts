/** The outside of a drill's desk: clocks and chance as ever, and neither network nor loader. Whatever reaches for one is a defect and fails. */
import type { PhotoFiles } from '../../store/photos/photoFiles.ts';
import type { DeskPorts } from '../ports.ts';

export function silentPorts({ clock, random }: DeskPorts): DeskPorts {
  return { clock, random, transport: absent('transport'), loader: absent('loader') };
}

/** A drill's ledger is followed by none. */
export function leaveNoLedger(): never {
  throw new Error('a drill has no next ledger');
}

/** Nothing of a drill is left on the disk, so it takes no photos. */
export const noPhotos: PhotoFiles = absent('photo files');

function absent<Port extends object>(name: string): Port {
  return new Proxy({}, {
    get(): never {
      throw new Error(`a drill has no ${name}`);
    },
  }) as Port;
}
