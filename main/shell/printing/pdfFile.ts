/** Writes a PDF where the officer wanted it, and leaves no half of one there. */
import { open } from 'node:fs/promises';

/** False when the system does not let it be written. What stood in the file before is gone only if the file could be opened for writing. */
export async function writePdf(path: string, pdf: Uint8Array): Promise<boolean> {
  try {
    const file = await open(path, 'w');
    try {
      await file.writeFile(pdf);
      return true;
    } catch {
      await file.truncate(0);
      return false;
    } finally {
      await file.close();
    }
  } catch {
    return false;
  }
}
