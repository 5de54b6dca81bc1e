import type { RecordView } from './record-view.ts';

export type Confirmations = {
  /** The workflow is known to have this version. */
  note(enrollmentId: string, version: number): void;
  /** Writes what is left and stops. */
  close(): Promise<void>;
};

/**
 * Notes in the record which versions the workflows are known to have: many in one statement, a moment later, so that a
 * step does not pay for it. One that is lost costs the sweep one question.
 */
export function createConfirmations(record: Pick<RecordView, 'confirm'>, everyMs = 1_000): Confirmations {
  const waiting = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;

  async function flush(): Promise<void> {
    timer = undefined;
    const versions = [...waiting].map(([enrollmentId, version]) => ({ enrollmentId, version }));
    waiting.clear();
    // Left to the sweep when the record is away.
    await record.confirm(versions).catch(() => undefined);
  }

  return {
    note(enrollmentId, version) {
      waiting.set(enrollmentId, Math.max(version, waiting.get(enrollmentId) ?? 0));
      timer ??= setTimeout(() => void flush(), everyMs).unref();
    },
    async close() {
      clearTimeout(timer);
      if (waiting.size > 0) await flush();
    },
  };
}
