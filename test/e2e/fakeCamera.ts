/** A picture for Chromium's own pretended camera: a label with a symbol on a grey table, as a film that begins anew for ever. */
import { writeFileSync } from 'node:fs';
import { toBuffer } from 'bwip-js/node';
import sharp, { type Sharp } from 'sharp';

const WIDTH = 1280;
const HEIGHT = 720;
const TABLE = 150;

/** What the camera sees; null: an empty table. */
export async function labelPicture(text: string | null): Promise<Sharp> {
  const table = sharp({ create: { width: WIDTH, height: HEIGHT, channels: 3, background: { r: TABLE, g: TABLE, b: TABLE } } });
  if (text === null) return table.png();
  const symbol = await toBuffer({ bcid: 'code128', text, scale: 3, height: 22, includetext: true, paddingwidth: 12, paddingheight: 8, backgroundcolor: 'ffffff' });
  return sharp(await table.composite([{ input: symbol, gravity: 'centre' }]).png().toBuffer());
}

/** For `--use-file-for-fake-video-capture`: read anew each time the camera is opened. */
export async function film(file: string, text: string | null): Promise<void> {
  const grey = await (await labelPicture(text)).greyscale().raw().toBuffer({ resolveWithObject: true });
  const { channels } = grey.info;
  const luma = Buffer.from(Uint8Array.from({ length: WIDTH * HEIGHT }, (_, n) => grey.data[n * channels] ?? 0));
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, Buffer.alloc(WIDTH * HEIGHT / 2, 128)]);
  writeFileSync(file, Buffer.concat([Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip C420jpeg\n`), frame, frame]));
}

export function cameraArguments(file: string): readonly string[] {
  return ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${file}`];
}
