/** Where a desk keeps its files, and what the command line says about it. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** What the demo launcher hands over: an HQ to enrol with and synthetic officers to show on the sign-in screen. */
const demoSchema = z.object({
  hqUrl: z.url(),
  enrolmentCode: z.string(),
  deskName: z.string(),
  officers: z.array(z.object({ badge: z.string(), name: z.string(), role: z.string(), pin: z.string() })),
});

export type DemoProfile = Readonly<z.infer<typeof demoSchema>>;

export interface ProfilePlaces {
  readonly root: string;
  /** Databases; never directly in the profile's root, where Chromium keeps its own files. */
  readonly store: string;
  readonly keyFile: string;
  readonly chromium: string;
  readonly log: string;
  readonly benchSettings: string;
  readonly scanners: string;
  /** How the window is shown. */
  readonly displayFile: string;
}

export interface LaunchOptions {
  /** Chosen folder, or null for the system's own place for this program. */
  readonly profile: string | null;
  readonly demo: DemoProfile | null;
  /** Native SQLite module for a runtime below Node-API 10, or null for the packaged one. */
  readonly sqliteBinding: string | null;
}

/**
 * Reads `--profile=DIR` and `--demo=FILE`; Electron lower-cases its own switches, so ours are read from the raw arguments. resources: the
 * packaged program's own folder, null when it runs from its sources. The packaged program knows no demo, and loads no native module that
 * somebody names to it: that module would run beside the key.
 */
export function readLaunchOptions(argv: readonly string[], env: NodeJS.ProcessEnv, resources: string | null): LaunchOptions {
  const demoFile = resources === null ? valueOf(argv, '--demo=') : null;
  return {
    profile: valueOf(argv, '--profile='),
    demo: demoFile === null ? null : demoSchema.parse(JSON.parse(readFileSync(demoFile, 'utf8'))),
    sqliteBinding: resources === null ? (env['DESK_SQLITE_BINDING'] ?? null) : ownBinding(resources),
  };
}

/** Put there by the packaging for a runtime below Node-API 10 (docs/runtime.md); absent in what ships. */
function ownBinding(resources: string): string | null {
  const file = join(resources, 'sqlite', 'better_sqlite3.node');
  return existsSync(file) ? file : null;
}

/** On Windows the local part of the user's data: with a roaming one the same desk would open on two computers. */
export function defaultProfile(appData: string, env: NodeJS.ProcessEnv): string {
  const local = process.platform === 'win32' ? env['LOCALAPPDATA'] : undefined;
  return join(local ?? appData, 'IMF Exam Desk');
}

function valueOf(argv: readonly string[], prefix: string): string | null {
  return argv.find((argument) => argument.startsWith(prefix))?.slice(prefix.length) ?? null;
}

export function placesIn(root: string): ProfilePlaces {
  return {
    root,
    store: join(root, 'store'),
    keyFile: join(root, 'store-key.json'),
    chromium: join(root, 'chromium'),
    log: join(root, 'logs'),
    benchSettings: join(root, 'bench-settings.json'),
    scanners: join(root, 'scanners.json'),
    displayFile: join(root, 'display.json'),
  };
}
