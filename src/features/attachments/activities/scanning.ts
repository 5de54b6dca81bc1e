import { type Poller, startPoller } from '../../../kit/poller.ts';
import { errorName } from '../../../kit/error-name.ts';
import type { ScanStore } from '../postgres/ports.ts';
import type { Verdict } from './scanner.ts';

export type ScanningDeps = {
  store: ScanStore;
  scan: (bytes: AsyncIterable<Buffer>) => Promise<Verdict>;
  log: { info(fields: object, text: string): void; warn(fields: object, text: string): void };
  now?: () => number;
  everyMs?: number;
};

const atOnce = 20;

/** Has the scanner look at each file that waits for it, the longest waiting first; where it cannot say, it is asked again. */
export function startScanning({ store, scan, log, now = Date.now, everyMs = 2_000 }: ScanningDeps): Poller {
  return startPoller({
    async poll(stopped) {
      for (const { id: attachmentId, bytes } of await store.unscanned(atOnce)) {
        if (stopped()) return undefined;
        const verdict = await scan(bytes).catch((error: unknown) => {
          log.warn({ attachmentId, error: errorName(error) }, 'a file could not be scanned');
          return null;
        });
        if (verdict === null) return 'away';
        await store.answered(attachmentId, verdict, now());
        if (verdict === 'found') log.warn({ attachmentId }, 'the scanner found something in a file');
      }
      return undefined;
    },
    pauseMs: ({ failed }) => (failed ? 15 * everyMs : everyMs),
    log,
    putOff: 'scanning files put off',
  });
}
