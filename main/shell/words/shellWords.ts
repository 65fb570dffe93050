/** What the main process says itself, where no page can: why the desk does not start, and the system's own dialogs. By id, like the page's catalogue. */
import type { Language } from '../../../preload/contract/language.ts';
import type { StartupFault } from '../startupFaults.ts';
import { en } from './en.ts';
import { es } from './es.ts';

export interface ShellWords {
  readonly cannotStart: string;
  /** What happened; what is safe; what to do next. */
  readonly startup: Readonly<Record<StartupFault, readonly [happened: string, safe: string, next: string]>>;
  readonly scanner: { readonly title: string; readonly which: string; readonly none: string };
  readonly dialog: {
    readonly aedFile: string;
    readonly aedFiles: string;
    readonly refusedRows: string;
    readonly refusedEntries: string;
    readonly jsonLines: string;
    readonly relayFile: string;
    readonly relayFiles: string;
    readonly writeEntries: string;
    readonly writeReceipts: string;
    readonly receiptFiles: string;
    readonly photo: string;
    readonly photos: string;
    readonly saveLabel: string;
    readonly saveSheet: (title: string) => string;
  };
}

export const SHELL_WORDS: Readonly<Record<Language, ShellWords>> = { en, es };

export function startupSentence(words: ShellWords, fault: StartupFault): string {
  return words.startup[fault].join(' ');
}
