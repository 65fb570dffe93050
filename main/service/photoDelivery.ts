/** Runs the delivery of photos for the enrolled desk, beside that of its entries. */
import type { Verdict } from '../../domain/sync/messages.ts';
import type { PhotoDeliveryView } from '../../preload/contract/photoViews.ts';
import type { Ledger } from '../store/ledger/ledger.ts';
import type { PhotoStore } from '../store/ledger/photos.ts';
import type { PhotoFiles } from '../store/photos/photoFiles.ts';
import { makePhotoLane, type PhotoLane } from '../sync/photoLane.ts';
import type { DeskPorts } from './ports.ts';

export interface PhotoDeliveryPorts {
  readonly ledger: Ledger;
  readonly store: PhotoStore;
  readonly files: PhotoFiles;
  readonly ports: DeskPorts;
  readonly isOwnLaneFree: () => boolean;
  readonly onChange: () => void;
}

export type PhotoDelivery = ReturnType<typeof makePhotoDelivery>;

export function makePhotoDelivery({ ledger, store, files, ports, isOwnLaneFree, onChange }: PhotoDeliveryPorts) {
  let lane: PhotoLane | null = null;
  let isStopped = false;

  /** The desk may have been enrolled only now. */
  function running(): PhotoLane | null {
    const identity = lane === null && !isStopped ? ledger.identity() : null;
    const { clock, random, transport } = ports;
    if (identity !== null && transport.photos !== undefined) {
      lane = makePhotoLane(identity, {
        line: transport.photos(identity),
        photos: {
          waiting: () => store.waiting(ledger.delivered().throughSeq).map((photo) => ({ ...photo, deviceId: photo.deviceId ?? identity.deviceId })),
          bytes: async (photoId) => {
            const read = await files.read(photoId);
            return typeof read === 'string' ? null : read;
          },
          receive: store.receive,
        },
        // Of a copy nothing goes up any more; its photos go under the next ledger's device.
        isOwnLaneFree: () => isOwnLaneFree() && ledger.copied() === null,
        monotonicMs: clock.monotonicMs, random: random.fraction, onChange,
      });
    }
    return lane;
  }

  return {
    ownLaneMoved: (what: 'status' | 'delivered' | 'reference') => (what === 'status' ? running()?.poke() : running()?.hqMayAnswer()),
    wake: (by: 'resume' | 'network' | 'officer') => (by === 'officer' ? running()?.askedByPerson() : running()?.hqMayAnswer()),

    /**
     * To be told before HQ's answer to an upload is stored. What HQ takes as new that it had receipted before it had lost (it was restored
     * from an older copy), and perhaps the photos with it. A second wish to judge entries is no loss.
     */
    entriesTaken(verdicts: readonly Verdict[], again: boolean): void {
      const { throughSeq } = ledger.delivered();
      const lost = again ? [] : verdicts.filter(({ seq, verdict }) => verdict === 'accepted' && seq <= throughSeq).map(({ seq }) => seq);
      if (lost.length > 0) store.doubt(lost);
    },

    view(): PhotoDeliveryView {
      return { waiting: store.toSend(), ...(lane?.facts() ?? { refused: 0, unreadable: 0, isKnownToHq: true, failure: null }) };
    },

    stop(): void {
      isStopped = true;
      lane?.stop();
    },
  };
}
