import { spawn, spawnSync } from 'node:child_process';
import { existsSync, lstatSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What one gate saw. `examined` counts files; `notes` are shown but fail nothing. */
export interface Findings {
  examined: number;
  problems: string[];
  notes?: string[];
}

/** A check of the tree below `root`. It throws only when its tool could not run at all. */
export interface Gate {
  name: string;
  examine(root: string): Promise<Findings>;
}

export interface Verdict extends Findings {
  name: string;
  passed: boolean;
  seconds: number;
}

/** Runs one gate. A gate that examined nothing has failed, whatever its tool says. */
export async function judge(gate: Gate, root: string): Promise<Verdict> {
  const started = performance.now();
  let findings: Findings;
  try {
    findings = await gate.examine(root);
  } catch (error) {
    findings = { examined: 0, problems: [error instanceof Error ? error.message : String(error)] };
  }
  const problems =
    findings.examined > 0 ? findings.problems : [...findings.problems, 'this gate examined no files'];
  return {
    ...findings,
    name: gate.name,
    problems,
    passed: problems.length === 0,
    seconds: (performance.now() - started) / 1000,
  };
}

const notSource = new Set(['node_modules', 'dist', '.git', '.data', '.tools', 'coverage', 'generated']);

// git lists links too, and files that are deleted but not yet committed.
const isFile = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

function walk(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    if (notSource.has(entry.name) || entry.isSymbolicLink()) return [];
    const path = join(dir, entry.name);
    return entry.isDirectory() ? walk(path) : [path];
  });
}

/**
 * Files of the project, relative to `root` with forward slashes: what git tracks or would track,
 * and where there is no git (an unpacked archive) everything that is not built or installed.
 */
export function projectFiles(root: string): string[] {
  const git = spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const files =
    git.status === 0 && existsSync(join(root, '.git'))
      ? git.stdout.split('\0').filter((file) => isFile(join(root, file)))
      : walk(root).map((file) => relative(root, file).split(sep).join('/'));
  return [...new Set(files)].toSorted();
}

/** The source folders that exist below `root`, for tools that want to be told where to look. */
export function sourceDirs(root: string): string[] {
  return ['src', 'prisma', 'test', 'bench', 'chaos', 'tools'].filter((dir) => existsSync(join(root, dir)));
}

export interface Output {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs a JavaScript tool from this project's node_modules, in `cwd`; the exit code is an answer, not an error. */
export function runTool(
  [pkg, bin]: readonly [string, string],
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = {},
): Promise<Output> {
  const home = fileURLToPath(new URL(`../../node_modules/${pkg}`, import.meta.url));
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(home, bin), ...args], {
      cwd,
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const out: Output = { code: 1, stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out.stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      out.stderr += text;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ ...out, code: code ?? 1 }));
  });
}

/** Parses a tool's JSON; if it printed something else, that is what the reader needs to see. */
export function parseOutput(tool: string, output: Output): unknown {
  try {
    return JSON.parse(output.stdout);
  } catch {
    throw new Error(`${tool} did not answer in JSON: ${(output.stderr || output.stdout).slice(0, 2000)}`);
  }
}
