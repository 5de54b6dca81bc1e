import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { compiled } from './built.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

type Entry = `src/${string}.ts` | `test/${string}.ts`;

export type Child = {
  /** Resolves at the first line that holds the text; rejects when the process ends before. */
  says(text: string): Promise<string>;
  /** All that it has said so far, wherever it said it. */
  output(): string;
  /** SIGKILL, and gone. */
  kill(): Promise<void>;
};

function isOfTheProduct(file: Entry): file is `src/${string}.ts` {
  return file.startsWith('src/');
}

const argumentsOf = (file: Entry): string[] =>
  isOfTheProduct(file) ? [compiled(file)] : ['--import', 'tsx', file];

/** Runs one of our entry points in a process of its own: of the product as it is built, of the tests as it is written. */
export function startChild(file: Entry, env: Record<string, string>): Child {
  const child: ChildProcess = spawn(process.execPath, argumentsOf(file), {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (bytes: Buffer) => said.push(bytes));
  child.stderr?.pipe(process.stderr, { end: false });
  const lines: string[] = [];
  const waiting: { text: string; found(line: string): void; lost(error: Error): void }[] = [];
  if (child.stdout) {
    createInterface(child.stdout).on('line', (line) => {
      lines.push(line);
      for (const one of waiting) if (line.includes(one.text)) one.found(line);
    });
  }
  child.once('exit', (code, signal) => {
    for (const one of waiting)
      one.lost(new Error(`${file} ended (${code ?? signal}) without saying "${one.text}"`));
  });
  return {
    says: (text) =>
      new Promise((found, lost) => {
        const line = lines.find((known) => known.includes(text));
        if (line !== undefined) found(line);
        else waiting.push({ text, found, lost });
      }),
    output: () => Buffer.concat(said).toString(),
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}
