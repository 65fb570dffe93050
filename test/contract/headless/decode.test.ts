/** The command that reads photos, on files as cameras, scanners and accidents make them. */
import { toBuffer } from 'bwip-js/node';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { decodePhotos } from '../../../main/headless/decode.ts';

// Seconds of work when the machine has others.
vi.setConfig({ testTimeout: 120_000 });

const ITEM = 'RB123456785GB';

let folder: string;
let label: Buffer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'decode-'));
  label = await toBuffer({ bcid: 'code128', text: ITEM, scale: 2, paddingwidth: 20, paddingheight: 20, backgroundcolor: 'ffffff' });
});

afterAll(() => rmSync(folder, { recursive: true }));

function collected(): { readonly stream: Writable; readonly text: () => string } {
  let text = '';
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString();
      done();
    },
  });
  return { stream, text: () => text };
}

async function decode(...files: readonly string[]): Promise<{ readonly exitCode: number; readonly lines: readonly unknown[]; readonly complaints: string }> {
  const [out, complaints] = [collected(), collected()];
  const exitCode = await decodePhotos(files, out.stream, complaints.stream);
  return { exitCode, lines: out.text().split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as unknown), complaints: complaints.text() };
}

function file(name: string, bytes: Uint8Array): string {
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
}

const reads = [{ text: ITEM, symbology: 'Code128', reader: 'zxing-wasm' }];

describe('decode', () => {
  it('prints a line for each file in their order, whatever their format', async () => {
    const files = [
      file('a.png', label), file('b.jpg', await sharp(label).jpeg().toBuffer()), file('c.webp', await sharp(label).webp().toBuffer()),
      file('empty.png', await sharp({ create: { width: 90, height: 60, channels: 3, background: '#fff' } }).png().toBuffer()),
    ];
    expect(await decode(...files)).toEqual({ exitCode: 0, complaints: '', lines: files.map((name) => ({ file: name, reads: name.includes('empty') ? [] : reads })) });
  });

  it('looks at a photo as it was taken: upright by its own word, on white where it is transparent, also in grey', async () => {
    const onItsSide = await sharp(label).rotate(90).withMetadata({ orientation: 8 }).jpeg().toBuffer();
    const bare = await sharp(await toBuffer({ bcid: 'code128', text: ITEM, scale: 2, paddingwidth: 20 })).png().toBuffer();
    const deep = await sharp(label).greyscale().toColourspace('grey16').png().toBuffer();
    for (const name of [file('side.jpg', onItsSide), file('bare.png', bare), file('deep.png', deep)]) expect((await decode(name)).lines).toEqual([{ file: name, reads }]);
  });

  it('goes on after a file that it cannot read, says what is wrong with it, and ends with 1', async () => {
    const good = file('good.png', label);
    const torn = file('torn.png', label.subarray(0, label.length / 2));
    const text = file('photo.jpg', readFileSync(import.meta.filename));
    const missing = join(folder, 'missing.png');
    const { exitCode, lines, complaints } = await decode(torn, missing, text, folder, good);
    expect(exitCode).toBe(1);
    expect(lines).toEqual([
      { file: torn, reads: [], fault: 'not-a-picture' }, { file: missing, reads: [], fault: 'not-readable' }, { file: text, reads: [], fault: 'not-a-picture' },
      { file: folder, reads: [], fault: 'not-readable' }, { file: good, reads },
    ]);
    expect(complaints.trim().split('\n')).toHaveLength(4);
    expect(complaints).toContain(`${missing} cannot be opened.`);
  });

  it('refuses a picture that claims more pixels than memory has room for', async () => {
    const claim = Buffer.from(label);
    claim.writeUInt32BE(20_000, 16);
    claim.writeUInt32BE(9_000, 20);
    claim.writeUInt32BE(crc32(claim.subarray(12, 29)), 29);
    const huge = file('huge.png', claim);
    expect((await decode(huge)).lines).toEqual([{ file: huge, reads: [], fault: 'too-large' }]);
  });
});
