/** `relay export`, `relay import` and `relay receipts`: the same files as in the window, for a desk whose window cannot be opened. */
import { existsSync } from 'node:fs';
import type { Writable } from 'node:stream';
import { v7 as uuidv7 } from 'uuid';
import { relayFaultSentence, RELAY_FAULTS } from '../../domain/relay/faults.ts';
import type { Fault, Result } from '../../preload/contract/result.ts';
import { systemClock } from '../service/clock.ts';
import { makeRelay } from '../service/relay.ts';
import { openLedger, type Ledger } from '../store/ledger/ledger.ts';
import { cannotRead, openWithItsKey } from './ledger.ts';

export type RelayCommand = 'export' | 'import' | 'receipts';

/** One JSON line about what was done, or a sentence on the error output. Nobody is signed in: the entry that is sealed names no officer. */
export async function runRelay(command: RelayCommand, ledgerFile: string, place: string, output: Writable, errors: Writable): Promise<number> {
  if (!existsSync(ledgerFile)) return cannotRead(errors, `There is no file ${ledgerFile}. Nothing was changed.`);
  try {
    const ledger = openLedger(openWithItsKey(ledgerFile, false));
    try {
      const done = await run(command, ledger, place);
      if (done.ok) output.write(`${JSON.stringify(done.value)}\n`);
      else errors.write(`${sentenceOf(done.fault)}\n`);
      return done.ok ? 0 : 1;
    } finally {
      ledger.close();
    }
  } catch (error) {
    return cannotRead(errors, error instanceof Error ? error.message : 'The file cannot be opened.');
  }
}

async function run(command: RelayCommand, ledger: Ledger, place: string): Promise<Result<object>> {
  const relay = makeRelay({
    ledger,
    append: (draft) => ledger.append({ ...draft, id: uuidv7(), stamp: { recordedAt: systemClock.stamp(), monotonicMs: systemClock.monotonicMs(), hqHeardAt: null } }),
    newId: () => uuidv7(),
    now: systemClock.utc,
    takeFile: () => null,
    failure: () => null,
    onTakenIn: () => undefined,
  });
  if (command === 'export') return relay.exportTo(null, place);
  return command === 'import' ? relay.takeInFrom(null, place) : relay.receiptsTo(place);
}

function sentenceOf({ kind, detail }: Fault): string {
  if (kind === 'file-not-saved') return 'The file could not be written there. Nothing else changed. Choose another place.';
  const why = RELAY_FAULTS.find((known) => known === detail['why']);
  return why === undefined ? `The file was not dealt with (${kind}). Nothing was changed.` : relayFaultSentence(why);
}
