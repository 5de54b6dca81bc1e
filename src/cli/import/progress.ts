import { Presets, SingleBar } from 'cli-progress';

export type Progress = { done(count: number): void; stop(): void };

/** A bar on a terminal's stderr; elsewhere (a log, a pipe) a line for each tenth. */
export function createProgress(total: number, out: NodeJS.WriteStream = process.stderr): Progress {
  if (total === 0) return { done() {}, stop() {} };
  if (!out.isTTY) return inLines(total, (line) => out.write(`${line}\n`));
  const bar = new SingleBar(
    {
      format: 'importing {bar} {value}/{total} enrollments, {eta_formatted} left',
      hideCursor: true,
      stream: out,
    },
    Presets.shades_classic,
  );
  bar.start(total, 0);
  return { done: (count) => bar.update(count), stop: () => bar.stop() };
}

/** The same in lines, one whenever another tenth is done. */
export function inLines(total: number, say: (line: string) => void): Progress {
  let told = 0;
  return {
    done(count) {
      const tenths = Math.floor((count * 10) / total);
      if (tenths <= told) return;
      told = tenths;
      say(`importing: ${tenths * 10} % (${count} of ${total} enrollments)`);
    },
    stop() {},
  };
}
