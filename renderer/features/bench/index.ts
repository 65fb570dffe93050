/** What other parts of the page may use of the bench. */
export { BenchScreen } from './BenchScreen.tsx';
export { isRecordable } from './draftOf.ts';
export { benchKey } from './keys.ts';
export { PHOTOS_KEY } from './photos.ts';
export { makeBenchSlice } from './slice.ts';
