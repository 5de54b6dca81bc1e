import { builtBundle } from './built.ts';
import { runStallingWorker, setting } from './stall.ts';

/** A process that says "ready", and "committed" when the append of STALL_AT_COMMAND is done and will never be answered. */
await runStallingWorker({
  bundle: builtBundle(),
  stallsAt: ({ events }) => events[0]?.commandId === setting('STALL_AT_COMMAND'),
  tell: (word) => process.stdout.write(`${word}\n`),
});
