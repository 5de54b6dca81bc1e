import { readdirSync, readFileSync } from 'node:fs';

/** What the kernel says of a process (Linux). */

const field = (pid: number, name: string): number => {
  const found = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return found?.[1] === undefined ? Number.NaN : Number(found[1]) / 1_024;
};

/** Resident memory now, MB. */
export const rssMb = (pid: number): number => field(pid, 'VmRSS');

/** The most it ever was, MB. */
export const peakRssMb = (pid: number): number => field(pid, 'VmHWM');

type Pids = { worker: number; engine: number; postgres: number };

/** CPU seconds so far of those who announce deadlines. */
export const cpuOfClock = ({ worker, engine, postgres }: Pids) => ({
  worker: cpuSeconds(worker),
  engine: cpuSeconds(engine),
  postgres: cpuSecondsOfTree(postgres),
});

/** CPU seconds of all its threads since it began. */
export function cpuSeconds(pid: number): number {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // After the name, which may hold anything: fields 14 and 15 of the whole.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

/** The same of a process and those it started (PostgreSQL's connections), those that have ended included. */
export function cpuSecondsOfTree(pid: number): number {
  let ticks = 0;
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const text = readFileSync(`/proc/${name}/stat`, 'utf8');
      const fields = text
        .slice(text.lastIndexOf(')') + 2)
        .split(' ')
        .map(Number);
      if (Number(name) !== pid && fields[1] !== pid) continue;
      ticks += (fields[11] ?? 0) + (fields[12] ?? 0);
      if (Number(name) === pid) ticks += (fields[13] ?? 0) + (fields[14] ?? 0);
    } catch {
      // it has ended meanwhile
    }
  }
  return ticks / ticksPerSecond;
}

// sysconf(_SC_CLK_TCK), the same on every Linux that node runs on.
const ticksPerSecond = 100;
