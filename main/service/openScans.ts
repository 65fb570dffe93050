/** Scans that may still become exams, newest kept; an old one is simply scanned again. */
import type { ItemView } from '../../preload/contract/views.ts';

/** A scan that an exam may still be recorded for. raw: null when there is no readable barcode; deskItemId: the id a desk made for it. */
export interface OpenScan {
  readonly view: ItemView;
  readonly raw: string | null;
  readonly deskItemId: string | null;
}

const KEPT = 2_000;

export class OpenScans {
  readonly #scans = new Map<string, OpenScan>();

  open(scan: OpenScan): void {
    this.#scans.set(scan.view.scanId, scan);
    const [oldest] = this.#scans.keys();
    if (this.#scans.size > KEPT && oldest !== undefined) this.#scans.delete(oldest);
  }

  /** The same scan with what has become known since; answers the new view. */
  renew(scanId: string, view: ItemView): ItemView {
    const scan = this.#scans.get(scanId);
    if (scan !== undefined) this.#scans.set(scanId, { ...scan, view });
    return view;
  }

  get(scanId: string): OpenScan | null {
    return this.#scans.get(scanId) ?? null;
  }
}
