import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import { projectRoot } from '../../src/servers/paths.ts';

/** A page is Markdown; what stands in its fences, and where (lines, the fences included). */
type Fence = { info: string; body: string; from: number; to: number };

function fencesOf(lines: readonly string[]): Fence[] {
  const fences: Fence[] = [];
  let open: { info: string; from: number } | undefined;
  for (const [i, line] of lines.entries()) {
    const [, info] = /^```(.*)$/.exec(line) ?? [];
    if (info === undefined) continue;
    if (open) {
      fences.push({ ...open, body: lines.slice(open.from + 1, i).join('\n'), to: i });
      open = undefined;
    } else open = { info: info.trim(), from: i };
  }
  if (open) throw new Error(`line ${open.from + 1}: a fence that is never closed`);
  return fences;
}

/** What is typed into a shell, and what the page says it prints. */
type Command = { script: string; at: Fence; shown: Fence | undefined };

/** `sh` is typed, `sh by hand` is for a reader alone; a fence without a language is what the command before it prints. */
function commandsOf(lines: readonly string[]): Command[] {
  const commands: Command[] = [];
  let last: Command | undefined;
  for (const fence of fencesOf(lines)) {
    if (fence.info === 'sh') {
      last = { script: fence.body, at: fence, shown: undefined };
      commands.push(last);
    } else {
      if (fence.info === '') {
        const between = last && lines.slice(last.at.to + 1, fence.from).join('');
        if (!last || between !== '') throw new Error(`line ${fence.from + 1}: an output of nothing`);
        last.shown = fence;
      }
      last = undefined;
    }
  }
  return commands;
}

/** What differs from run to run: ids, hashes, instants, dates. */
const steady = (text: string): string =>
  text
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ID')
    .replaceAll(/\b[0-9a-f]{64}\b/g, 'HASH')
    .replaceAll(/(Local: )'[\d :-]+'/g, "$1'LOCAL'")
    .replaceAll(/\d{4}-\d\d-\d\d(T[\d:.]+Z)?/g, (_, time?: string) => (time ? 'INSTANT' : 'DATE'))
    .trimEnd();

/** Whether a page shows what was printed; where it shows `…`, anything may stand on that line. */
function shows(shown: string, printed: string): boolean {
  const parts = steady(shown)
    .split('…')
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join('.*')}$`).test(steady(printed));
}

/**
 * Types all commands of a page into one shell, as a reader would, and answers the page as it ought to be: with what they
 * print. What differs only in ids, times and where the page has `…` is left as it was. Rejects at the first command that fails.
 */
export async function playPage(
  page: string,
  env: NodeJS.ProcessEnv,
): Promise<{ page: string; commands: number }> {
  const lines = page.split('\n');
  const commands = commandsOf(lines);
  const printed = await typed(
    commands.map(({ script }) => script),
    env,
  );
  for (const [i, { at, shown }] of [...commands.entries()].toReversed()) {
    const now = printed[i] ?? '';
    if (shows(shown?.body ?? '', now)) continue;
    const fence = now === '' ? [] : ['', '```', ...now.split('\n'), '```'];
    lines.splice(at.to + 1, (shown?.to ?? at.to) - at.to, ...fence);
  }
  return { page: lines.join('\n'), commands: commands.length };
}

async function typed(scripts: readonly string[], env: NodeJS.ProcessEnv): Promise<string[]> {
  const mark = `-- ${randomUUID()}`;
  const shell = spawn('bash', ['-euo', 'pipefail', '-s'], {
    cwd: projectRoot,
    env: { ...env, NO_COLOR: '1' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const said = { out: '', err: '' };
  shell.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text));
  shell.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text));
  // Were it given bit by bit, a command that reads its standard input would swallow those after it.
  shell.stdin.end(`{ ${scripts.map((script) => `${script}\necho '${mark}'\n`).join('')} } < /dev/null\n`);
  const [code] = (await once(shell, 'close')) as [number | null];
  const printed = said.out.split(`${mark}\n`).map((text) => text.replace(/\n$/, ''));
  const failed = scripts[printed.length - 1];
  if (code !== 0 || failed !== undefined)
    throw new Error(`ended with ${code} at:\n\n${failed ?? ''}\n\n${printed.at(-1) ?? ''}\n${said.err}`);
  return printed;
}
