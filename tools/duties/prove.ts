import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duty } from './ledger.ts';
import type { Shown } from './titles.ts';

export type Proof = { duty: string; noticed: boolean; said: string };

const copied = ['src', 'prisma', 'test', 'tools', 'bench', 'chaos', 'deploy', 'dist'];
const files = ['package.json', 'tsconfig.json', 'vitest.config.ts', 'prisma.config.ts', 'docker-compose.yml'];
const linked = ['node_modules', '.tools'];

/** A copy of the project in which rules may be switched off. */
export class Copy {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'throughline-duties-')));
  readonly #project: string;

  constructor(project: string) {
    this.#project = project;
    for (const name of [...copied, ...files])
      cpSync(join(project, name), join(this.root, name), { recursive: true, force: true });
    for (const name of linked) symlinkSync(join(project, name), join(this.root, name), 'junction');
  }

  /** Switches the duty's rule off, runs its tests, switches it on again. */
  async prove(duty: Duty, shown: readonly Shown[]): Promise<Proof> {
    const tests = quickest(shown.filter((one) => one.duty === duty.id).map(({ file }) => file));
    const problems = duty.off.flatMap(({ file, find, replace }) => this.#edit(file, find, replace));
    try {
      if (problems.length > 0) return { duty: duty.id, noticed: false, said: problems.join('; ') };
      const { failed, total, text } = await this.#run(tests, duty.id);
      if (total === 0) return { duty: duty.id, noticed: false, said: `no test ran: ${text.slice(-300)}` };
      const said = `${failed} of ${total} tests failed without it`;
      return { duty: duty.id, noticed: failed > 0, said };
    } finally {
      for (const { file } of duty.off)
        cpSync(join(this.#project, file), join(this.root, file), { force: true });
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

  #run(tests: readonly string[], id: string): Promise<{ failed: number; total: number; text: string }> {
    const vitest = join(this.root, 'node_modules', 'vitest', 'vitest.mjs');
    const args = [
      'run',
      '--reporter=json',
      '-t',
      String.raw`\[(?:[A-Z]{2}-\d+, )*${id}(?:, [A-Z]{2}-\d+)*\]`,
      ...tests,
    ];
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [vitest, ...args], {
        cwd: this.root,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, NO_COLOR: '1' },
      });
      let out = '';
      let trouble = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
      child.stderr.setEncoding('utf8').on('data', (text: string) => (trouble += text));
      child.on('error', reject);
      child.on('close', () => resolve({ ...countsIn(out), text: `${out}${trouble}` }));
    });
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** The tests that need no servers, where there are any. */
function quickest(tests: readonly string[]): string[] {
  const unit = tests.filter((file) => file.startsWith('test/unit/'));
  return [...new Set(unit.length > 0 ? unit : tests)];
}

/** Failed and run tests of vitest's JSON report; tests that a file could not even begin are not counted. */
function countsIn(report: string): { failed: number; total: number } {
  const start = report.indexOf('{"numTotalTestSuites"');
  if (start < 0) return { failed: 0, total: 0 };
  const parsed = JSON.parse(report.slice(start, report.lastIndexOf('}') + 1)) as {
    numFailedTests: number;
    numPassedTests: number;
  };
  return { failed: parsed.numFailedTests, total: parsed.numFailedTests + parsed.numPassedTests };
}
