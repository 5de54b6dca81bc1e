import { writeFileSync } from 'node:fs';
import type { RecordRequest } from '../src/contracts/record.ts';
import { runStallingWorker, setting, soundStore } from '../test/support/stall.ts';
import { createBlindStore } from './blind-store.ts';

/**
 * A process that writes CHAOS_MARK once it runs ("ready") and once an append is done that it will never answer
 * ("committed").
 *
 * CHAOS_STALL_AT: the command's id, or "clock" for the first announcement. CHAOS_BLIND: with the version check taken out.
 */
await runStallingWorker({
  bundle: { codePath: setting('CHAOS_BUNDLE') },
  stallsAt: isTheOne,
  tell: (word) => writeFileSync(setting('CHAOS_MARK'), word),
  storeOf: process.env['CHAOS_BLIND'] === undefined ? soundStore : createBlindStore,
});

function isTheOne({ events }: RecordRequest): boolean {
  const at = process.env['CHAOS_STALL_AT'];
  return at === 'clock' ? events.every(({ by }) => by.role === 'system') : events[0]?.commandId === at;
}
