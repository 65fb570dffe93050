/** What HQ answers to a desk that asks for its facility's snapshot. */
import { signText } from '../keys.ts';
import type { Device } from '../store/devices.ts';
import { newestSnapshot } from '../store/snapshots.ts';
import type { HqStore } from '../store/store.ts';
import { chunksIn } from './chunkFolder.ts';

/** JSON text. null in it: the desk reads the feed from its beginning, also when this HQ has not the chunks and names nobody who has. */
export async function snapshotReply(store: HqStore, device: Device, folder: string | null): Promise<string> {
  const found = await newestSnapshot(store.reads, device.facilityId);
  if (found === null) return NONE;
  const here = folder === null ? new Set<string>() : await chunksIn(folder);
  if (found.body.chunksAt.length === 0 && found.body.chunks.some(({ sha256 }) => !here.has(sha256))) return NONE;
  return `{"snapshot":{"body":${found.text},"signature":${JSON.stringify(signText(store.signingKey, found.text))}}}`;
}

const NONE = '{"snapshot":null}';
