/** The words of photos: what is said when one cannot be kept or shown. */

const MEGABYTE = 1024 * 1024;

/** why: of the fault `photo-refused`. most: bytes of the largest photo. */
export function photoRefusedSentence(why: string, most: string): string {
  return why === 'too-large'
    ? `This photo is too large: at most ${Math.floor(Number(most) / MEGABYTE)} MB are kept. Nothing was kept of it; what you entered is still here. Take it again with fewer pixels.`
    : 'What the camera gave is no photo that this desk knows. Nothing was kept of it; what you entered is still here. Take it again.';
}

export const photoMissingSentence =
  'This photo is not on this desk. The exam and everything it says are safe. HQ has the photo if the exam shows it as delivered; else take it again while the item is here.';

export const photoDamagedSentence =
  'The file of this photo is damaged. The exam and everything it says are safe. HQ has the photo if the exam shows it as delivered; else take it again while the item is here, and call support.';
