import type { Vault } from '../device/vault.ts';
import type { Sending } from './sending.ts';

/** As it is kept: with the tab that sends it. */
type Owned = Sending & { tab?: string };

const lockOf = (tab: string) => `throughline.outbox/${tab}`;

/**
 * What is kept of one tab's presses. Each is sent by the tab it was pressed in, for as long as that is open, so that what is taken
 * back there is not sent from here; the lock of a tab says that it is. What a closed one has left goes to whoever has its lock first.
 */
export function openShelf(vault: Vault, onLeft: (left: readonly Sending[]) => void) {
  const tab = crypto.randomUUID();
  const closing = new AbortController();
  const { signal } = closing;
  // A browser without them has one tab for all that is known here.
  const locks = (navigator as { locks?: LockManager }).locks;
  let others: string[] = [];
  const whenClosed = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
  void locks?.request(lockOf(tab), () => whenClosed);

  const keep = (sending: Sending) => vault.put('sending', sending.key, { ...sending, tab });
  const allOf = async (): Promise<Owned[]> => (await vault.all('sending')) as Owned[];
  /** Makes its own what that tab has left. */
  async function adopt(owner: string): Promise<Owned[]> {
    const left = (await allOf()).filter((one) => one.tab === owner);
    for (const one of left) await keep(one);
    return left;
  }

  return {
    keep: (sending: Sending): void => void keep(sending),
    /** All that no other open tab sends. */
    async free(): Promise<Sending[]> {
      const all = await allOf();
      const owners = new Set(all.flatMap((one) => (one.tab === undefined ? [] : [one.tab])));
      const free = all.filter((one) => one.tab === undefined || !locks);
      if (!locks) return free;
      for (const owner of owners) {
        const left = await locks.request(lockOf(owner), { ifAvailable: true }, async (lock) =>
          lock ? await adopt(owner) : null,
        );
        if (left) free.push(...left);
        else others.push(owner);
      }
      return free;
    },
    /** Waits for the other tabs to be closed, and takes over what they leave. */
    watch(): void {
      for (const owner of others)
        void locks
          ?.request(lockOf(owner), { signal }, async () => onLeft(await adopt(owner)))
          .catch(() => undefined);
      others = [];
    },
    isClosed: () => signal.aborted,
    close: (): void => closing.abort(),
  };
}

export type Shelf = ReturnType<typeof openShelf>;
