/** The bench camera in the real window: a label is a scan, a photo is evidence that reaches HQ, and nothing looks on once the screen is left. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { STORY_ITEMS } from '../../scripts/demo/storyItems.ts';
import { deliveryStatus, expect, picture, press, startShift, test, waitForFeed, type Bench } from './desk.ts';
import { cameraArguments, film, labelPicture } from './fakeCamera.ts';

/** The same desk again, with a camera that sees what the film shows. */
async function withCamera(bench: Bench, text: string | null): Promise<{ readonly page: Page; readonly filmFile: string }> {
  await waitForFeed(bench.page());
  await bench.window().close();
  const filmFile = join(bench.folder, 'camera.y4m');
  await film(filmFile, text);
  const page = await bench.reopen(cameraArguments(filmFile));
  await startShift(page);
  return { page, filmFile };
}

const cameraState = (page: Page) => page.getByTestId('camera-picture');

async function openCamera(page: Page): Promise<void> {
  await press(page, 'F7');
  await expect(cameraState(page)).toHaveAttribute('data-state', 'on');
}

/** Of the pretended camera; whatever the page still holds open. */
const liveTracks = (page: Page): Promise<number> => page.evaluate(() => (window as unknown as { tracks?: MediaStreamTrack[] }).tracks?.filter(({ readyState }) => readyState === 'live').length ?? 0);

async function openFile({ folder, page, window }: Bench, name: string, bytes: Buffer): Promise<void> {
  const file = join(folder, name);
  writeFileSync(file, bytes);
  await window().app.evaluate(({ dialog }, path) => { dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] }); }, file);
  await press(page(), 'o');
}

async function countTracks(page: Page): Promise<void> {
  await page.evaluate(() => {
    const tracks: MediaStreamTrack[] = [];
    (window as unknown as { tracks: MediaStreamTrack[] }).tracks = tracks;
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (wanted) => {
      const stream = await ask(wanted);
      tracks.push(...stream.getTracks());
      return stream;
    };
  });
}

test('a label before the camera is a scan; photos of the item are kept, shown, recorded and delivered', async ({ bench }) => {
  test.setTimeout(120_000);
  const { page } = await withCamera(bench, STORY_ITEMS.clear);
  const refused: string[] = [];
  page.on('console', (message) => { if (message.text().includes('Content Security Policy')) refused.push(message.text()); });
  await press(page, 'F7');
  await page.getByTestId('screen-camera').waitFor();
  await page.getByTestId('screen-bench').waitFor();
  await expect(page.getByTestId('band')).toHaveAttribute('data-band', 'CLEAR');

  await openCamera(page);
  await press(page, 'F8');
  await expect(page.getByTestId('camera-note')).toHaveAttribute('data-kind', 'kept');
  await expect(page.getByTestId('thumbnail')).toHaveCount(1);
  await expect.poll(() => page.getByTestId('thumbnail').evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(1280);
  // The film stands still, and the same bytes are the same photo: the second one comes from a file.
  await press(page, 'm');
  await openFile(bench, 'contents.png', await (await labelPicture('CONTENTS')).png().toBuffer());
  await expect(page.getByTestId('camera-note')).toContainText('2 photos');
  await picture(page, 'camera-kept');
  // The label of the item in hand was in the picture all the time.
  await expect(page.getByTestId('screen-camera')).toBeVisible();
  await press(page, 'Delete');
  await expect(page.getByTestId('camera-note')).toContainText('1 photo ');
  await expect(page.getByTestId('thumbnail')).toHaveCount(1);

  await press(page, 'Escape');
  await expect(page.getByTestId('photos-line')).toContainText('1: contents');
  await press(page, '0');
  await page.getByTestId('saved-line').waitFor();
  await expect.poll(async () => (await deliveryStatus(page)).photos.waiting, { timeout: 30_000 }).toBe(0);
  const status = await deliveryStatus(page);
  expect([status.waiting, status.photos.refused, status.photos.unreadable, status.photos.isKnownToHq]).toEqual([0, 0, 0, true]);
  expect(refused).toEqual([]);
});

test('the camera is off as soon as nobody looks at its screen', async ({ bench }) => {
  test.setTimeout(120_000);
  const { page } = await withCamera(bench, null);
  await countTracks(page);
  const app = bench.window().app;
  const hide = (isHidden: boolean): Promise<void> => app.evaluate(({ BrowserWindow }, hidden) => { const [one] = BrowserWindow.getAllWindows(); if (hidden) one?.hide(); else one?.show(); }, isHidden);

  await openCamera(page);
  expect(await liveTracks(page)).toBe(1);
  await picture(page, 'camera-empty');
  await press(page, 'F8');
  await expect(page.getByTestId('camera-note')).toHaveAttribute('data-kind', 'nothingRead');
  await press(page, 'Escape');
  await expect.poll(() => liveTracks(page)).toBe(0);

  await openCamera(page);
  await hide(true);
  await expect.poll(() => liveTracks(page)).toBe(0);
  await hide(false);
  await expect(cameraState(page)).toHaveAttribute('data-state', 'on');

  await press(page, 'n');
  await expect(cameraState(page)).toHaveAttribute('data-state', 'on');
  await expect.poll(() => liveTracks(page)).toBe(1);
  await press(page, 'F9');
  await page.getByTestId('screen-locked').waitFor();
  await expect.poll(() => liveTracks(page)).toBe(0);
});

test('without a camera it is said what to do, and the label on a photo file is read', async ({ bench }) => {
  const page = bench.page();
  await startShift(page);
  await press(page, 'F7');
  await expect(cameraState(page)).toHaveAttribute('data-state', 'none');
  await expect(cameraState(page)).toContainText('press O to open a photo');
  await picture(page, 'camera-none');

  await openFile(bench, 'empty.png', await (await labelPicture(null)).png().toBuffer());
  await expect(page.getByTestId('camera-note')).toHaveAttribute('data-kind', 'nothingRead');
  await openFile(bench, 'broken.jpg', Buffer.from('no picture'));
  await expect(page.getByTestId('camera-note')).toHaveAttribute('data-kind', 'notAPicture');
  await openFile(bench, 'label.jpg', await (await labelPicture(STORY_ITEMS.held)).jpeg({ quality: 85 }).toBuffer());
  await page.getByTestId('screen-bench').waitFor();
  await expect(page.getByTestId('band')).toHaveAttribute('data-band', 'HOLD');

  await press(page, 'F7');
  await openFile(bench, 'contents.png', await (await labelPicture('CONTENTS')).png().toBuffer());
  await expect(page.getByTestId('camera-note')).toHaveAttribute('data-kind', 'kept');
  await expect(page.getByTestId('thumbnail')).toHaveCount(1);
});
