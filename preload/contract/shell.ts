/** Plane 1: what the main process does for a window (system dialogs and facts), declared once. */
import { z } from 'zod';
import { benchSettingsSchema, type BenchSettings } from './benchSettings.ts';
import { displaySchema, type Display } from './display.ts';
import type { Result } from './result.ts';
import { sheetSchema, symbolTextsSchema } from './sheets.ts';

interface ShellMethod<A, R> {
  readonly args: z.ZodType<A>;
  readonly answer?: R;
}

function method<R>() {
  return <A>(args: z.ZodType<A>): ShellMethod<A, R> => ({ args });
}

/** token stands for a path that the officer chose in a system dialog; the page never sees the path itself. */
export interface ChosenFile {
  readonly token: string;
  readonly name: string;
}

export interface AppFacts {
  readonly appVersion: string;
  readonly electron: string;
  readonly chromium: string;
  readonly node: string;
  readonly platform: string;
}

export const shellContract = {
  'app/facts': method<AppFacts>()(z.undefined()),
  /** null when the officer closed the dialog. */
  'aedFile/choose': method<ChosenFile | null>()(z.undefined()),
  'refusedRows/chooseFile': method<ChosenFile | null>()(z.undefined()),
  /** A relay or receipt file to take in. */
  'relayFile/choose': method<ChosenFile | null>()(z.undefined()),
  /** Where a relay file or a file of receipts is to be written. */
  'relayFile/chooseNew': method<ChosenFile | null>()(z.object({ what: z.enum(['entries', 'receipts']) })),
  /** A picture of a label or of contents, as it lies in its file; null when the officer closed the dialog. */
  'photoFile/open': method<{ readonly bytes: Uint8Array<ArrayBuffer> } | null>()(z.undefined()),
  'refusedEntries/chooseFile': method<ChosenFile | null>()(z.undefined()),
  /** On the system's default printer, without a dialog. */
  'sheet/print': method<null>()(sheetSchema),
  'benchSettings/read': method<BenchSettings>()(z.undefined()),
  'benchSettings/write': method<null>()(benchSettingsSchema),
  'display/read': method<Display>()(z.undefined()),
  /** Shown so from now on, and when the desk is started again. */
  'display/change': method<Display>()(displaySchema),
  /** The file's name; null when the officer closed the dialog. */
  'sheet/savePdf': method<{ readonly name: string } | null>()(sheetSchema),
  /** Code 128 symbols for the screen, as SVG, one a text. */
  'symbols/draw': method<readonly string[]>()(symbolTextsSchema),
  /** After three stops in a row the service is not started again by itself: the officer asks. */
  'service/restart': method<null>()(z.undefined()),
} as const;

export type ShellContract = typeof shellContract;
export type ShellMethodName = keyof ShellContract;
export type ShellArgsOf<M extends ShellMethodName> = ShellContract[M] extends ShellMethod<infer A, unknown> ? A : never;
export type ShellAnswerOf<M extends ShellMethodName> = ShellContract[M] extends ShellMethod<infer _A, infer R> ? R : never;

export type ShellClient = {
  readonly [M in ShellMethodName]: undefined extends ShellArgsOf<M>
    ? () => Promise<Result<ShellAnswerOf<M>>>
    : (args: ShellArgsOf<M>) => Promise<Result<ShellAnswerOf<M>>>;
};

export type ShellHandlers = {
  readonly [M in ShellMethodName]: (args: ShellArgsOf<M>) => Promise<Result<ShellAnswerOf<M>>>;
};

/** Channel of every shell call; the method travels inside and is looked up by own property only. */
export const SHELL_CHANNEL = 'desk:shell';
/** Channel on which main hands a window its port to the service. */
export const PORT_CHANNEL = 'desk:port';
/** Channel on which main tells whether its window is on the screen. */
export const SHOWN_CHANNEL = 'desk:shown';
/** Channel on which main tells that the service stopped for good. */
export const SERVICE_DOWN_CHANNEL = 'desk:service-down';
