/** A process of its own that loads a snapshot, says which chunk is in, and waits to be killed. Arguments: database, key in hex, snapshot as JSON. */
import { readFileSync } from 'node:fs';
import { openForWriting } from '../../../main/store/reference/open.ts';
import { snapshotLoad } from '../../../main/store/reference/snapshotLoad.ts';
import { referenceWriter } from '../../../main/store/reference/writer.ts';
import { unpackChunk } from '../../../main/loader/unpackChunk.ts';

const [file = '', key = '', path = ''] = process.argv.slice(2);
const { manifest, chunks } = JSON.parse(readFileSync(path, 'utf8')) as { manifest: string; chunks: string[] };
const db = openForWriting({ file, key: Buffer.from(key, 'hex'), binding: null });
const load = snapshotLoad(db, referenceWriter(db));

process.stdout.write('ready\n');
let state = load.begin(manifest);
while (state.next !== null) {
  const index = state.next;
  load.putChunk(index, await unpackChunk(Buffer.from(chunks[index] ?? '', 'base64'), () => load.sealOf(index)));
  state = load.state() ?? state;
  process.stdout.write(`${state.rows}\n`);
}
process.stdout.write(`${load.end()}\n`);
