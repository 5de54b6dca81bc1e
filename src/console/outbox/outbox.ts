import type { Problem } from '../server/request.ts';
import { request, RequestError } from '../server/request.ts';

/** Steps on their way to the record, and how it stands with them. */
export type Sending = {
  /** Names the request for ever: sent again, it is recorded once. */
  key: string;
  enrollmentId: string;
  client: string;
  /** The step that it answers: until it is refused or taken back, nobody answers it twice from here. */
  about?: string;
  commands: { type: string; occurredAt: string; [field: string]: unknown }[];
  state:
    | { name: 'waiting'; until: number }
    | { name: 'sending' }
    | { name: 'recorded'; met: string[] }
    | { name: 'taken-in' }
    | { name: 'not-sent' }
    | { name: 'refused'; problem: Problem };
};

type Receipt = { met?: { kind: string; title?: string }[]; status?: 'waiting' };

/** How long a press can be taken back: what happened is dated by the press, so no clock suffers. */
export const undoMs = 10_000;
const againMs = 5_000;

type Listener = (sendings: readonly Sending[]) => void;

/** Keeps what is written until it is on record. One an enrollment goes out at a time, in the order of the presses. */
export function createOutbox({ onRecorded }: { onRecorded: (enrollmentId: string) => void }) {
  let sendings: Sending[] = [];
  const listeners = new Set<Listener>();

  function set(key: string, state: Sending['state'] | null): void {
    sendings =
      state === null
        ? sendings.filter((one) => one.key !== key)
        : sendings.map((one) => (one.key === key ? { ...one, state } : one));
    for (const listener of listeners) listener(sendings);
  }

  async function send(sending: Sending): Promise<void> {
    const { key, enrollmentId, commands } = sending;
    set(key, { name: 'sending' });
    try {
      const receipt = await request<Receipt>(`/enrollments/${enrollmentId}/commands`, {
        method: 'POST',
        key,
        body: { commands },
      });
      const met = receipt.met?.map(({ kind, title }) => title ?? kind);
      set(key, met ? { name: 'recorded', met } : { name: 'taken-in' });
      onRecorded(enrollmentId);
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      const { status } = error.problem;
      const again = status === 0 || status === 429 || status >= 500;
      set(key, again ? { name: 'not-sent' } : { name: 'refused', problem: error.problem });
      if (again) setTimeout(() => void send(sending), againMs);
    }
  }

  return {
    subscribe: (listener: Listener): (() => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    current: () => sendings,
    add(asked: Omit<Sending, 'key' | 'state'>): void {
      const key = crypto.randomUUID();
      const sending: Sending = { ...asked, key, state: { name: 'waiting', until: Date.now() + undoMs } };
      sendings = [...sendings, sending];
      set(key, sending.state);
      setTimeout(() => {
        if (sendings.some((one) => one.key === key && one.state.name === 'waiting')) void send(sending);
      }, undoMs);
    },
    /** Only while it waits. */
    undo(key: string): void {
      if (sendings.some((one) => one.key === key && one.state.name === 'waiting')) set(key, null);
    },
    dismiss: (key: string): void => set(key, null),
  };
}

export type Outbox = ReturnType<typeof createOutbox>;
