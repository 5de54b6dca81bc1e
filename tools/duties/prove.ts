import { type ChildProcess, fork } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duty } from './ledger.ts';
import type { Ask, Counts } from './runner.ts';
import type { Shown } from './titles.ts';

export type Proof = { duty: string; noticed: boolean; said: string };

const copied = ['src', 'prisma', 'test', 'tools', 'bench', 'chaos', 'deploy', 'dist'];
const files = [
  ...['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json', 'vitest.config.ts'],
  ...['prisma.config.ts', 'docker-compose.yml'],
];
const linked = ['node_modules', '.tools'];

/** With their times: the copy builds only what was edited in it. */
const options = { recursive: true, force: true, preserveTimestamps: true };

/** A copy of the project in which rules may be switched off, one at a time. */
export class Copy {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'throughline-duties-')));
  readonly #project: string;
  #runner: { process: ChildProcess; ended: Promise<string> } | undefined;
  /** What was switched on again since the tests last ran. */
  readonly #restored = new Set<string>();

  constructor(project: string) {
    this.#project = project;
    for (const name of [...copied, ...files]) cpSync(join(project, name), join(this.root, name), options);
    for (const name of linked) symlinkSync(join(project, name), join(this.root, name), 'junction');
  }

  /** Switches the duty's rule off, runs its tests, switches it on again. */
  async prove(duty: Duty, shown: readonly Shown[]): Promise<Proof> {
    const tests = quickest(shown.filter((one) => one.duty === duty.id).map(({ file }) => file));
    const problems = duty.off.flatMap(({ file, find, replace }) => this.#edit(file, find, replace));
    const edited = duty.off.map(({ file }) => file);
    try {
      if (problems.length > 0) return { duty: duty.id, noticed: false, said: problems.join('; ') };
      const titles = String.raw`\[(?:[A-Z]{2}-\d+, )*${duty.id}(?:, [A-Z]{2}-\d+)*\]`;
      const ask = { tests, titles, edited: [...new Set([...this.#restored, ...edited])] };
      this.#restored.clear();
      const { failed, total, trouble } = await this.#run(ask);
      if (total === 0) return { duty: duty.id, noticed: false, said: `no test ran: ${trouble.slice(-300)}` };
      const said = `${failed} of ${total} tests failed without it`;
      return { duty: duty.id, noticed: failed > 0, said };
    } finally {
      for (const file of edited) {
        cpSync(join(this.#project, file), join(this.root, file), options);
        this.#restored.add(file);
      }
    }
  }

  #edit(file: string, find: string, replace: string): string[] {
    const path = join(this.root, file);
    const text = readFileSync(path, 'utf8');
    if (text.split(find).length !== 2) return [`${file} does not hold exactly once: ${find}`];
    // A replacement text, not a pattern: `$` stands for itself.
    writeFileSync(
      path,
      text.replace(find, () => replace),
    );
    return [];
  }

  async #run(ask: Ask): Promise<Counts> {
    const { process: runner, ended } = (this.#runner ??= this.#startRunner());
    const gaveUp = ended.then((how) => ({ failed: 0, total: 0, trouble: `the process of the tests ${how}` }));
    const answered = new Promise<Counts>((resolve) => {
      runner.once('message', (counts) => resolve(counts as Counts));
    });
    runner.send(ask);
    return await Promise.race([answered, gaveUp]);
  }

  #startRunner(): { process: ChildProcess; ended: Promise<string> } {
    const runner = fork(join(this.root, 'tools', 'duties', 'runner.ts'), {
      cwd: this.root,
      execArgv: ['--import', 'tsx'],
      // Its standard output is not ours: what is told here is one line a duty.
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: { ...process.env, NO_COLOR: '1' },
    });
    const ended = new Promise<string>((resolve) => {
      runner.once('exit', (code, signal) => resolve(`ended (${code ?? signal})`));
      runner.once('error', (error) => resolve(error.message));
    });
    return { process: runner, ended };
  }

  async remove(): Promise<void> {
    if (this.#runner?.process.connected) this.#runner.process.disconnect();
    await this.#runner?.ended;
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** The tests that need no servers, where there are any. */
function quickest(tests: readonly string[]): string[] {
  const unit = tests.filter((file) => file.startsWith('test/unit/'));
  return [...new Set(unit.length > 0 ? unit : tests)];
}
