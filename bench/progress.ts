import { setTimeout as pause } from 'node:timers/promises';

/** Says how far the run is, and keeps its time. */
export type Progress = {
  say(line: string): void;
  /** Seconds since the run began. */
  used(): number;
  /** Seconds left of the whole. */
  left(): number;
};

export function startProgress(limitSeconds: number): Progress {
  const startedAt = performance.now();
  const used = (): number => (performance.now() - startedAt) / 1_000;
  return {
    used,
    left: () => limitSeconds - used(),
    say: (line) => process.stderr.write(`bench ${clock(used())}  ${line}\n`),
  };
}

const clock = (seconds: number): string =>
  `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;

/** Polls until it is so, or until `limitMs` have passed; answers whether it is. */
export async function until(probe: () => Promise<boolean>, limitMs: number, everyMs = 100): Promise<boolean> {
  const giveUpAt = performance.now() + limitMs;
  while (!(await probe())) {
    if (performance.now() > giveUpAt) return false;
    await pause(everyMs);
  }
  return true;
}
