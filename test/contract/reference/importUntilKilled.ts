/** A process of its own that takes in a file, says how far it is, and waits to be killed. Arguments: database, key in hex, AED file. */
import { openForWriting } from '../../../main/store/reference/open.ts';
import { importFile } from '../../../main/loader/importFile.ts';

const [file = '', key = '', path = ''] = process.argv.slice(2);
const db = openForWriting({ file, key: Buffer.from(key, 'hex'), binding: null });
const request = { importId: 'killed', path, format: 'csv', today: '2026-03-04', receivedAt: '2026-03-04T12:00:00Z' } as const;

await importFile(db, request, () => false, (progress) => process.stdout.write(`${progress.rows}\n`));
process.stdout.write('done\n');
