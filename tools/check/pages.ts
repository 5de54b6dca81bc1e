import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path/posix';
import { type Findings, type Gate, projectFiles } from './gate.ts';

const front = 'README.md';
/** The front page says what it is and how to try it; all else has a page of its own. */
const frontBytes = 10_000;

/** Targets of links and pictures, in Markdown and in the HTML that it may hold; code is not looked at. */
function targetsIn(page: string): string[] {
  const text = page.replaceAll(/^```[\s\S]*?^```/gm, '').replaceAll(/`[^`\n]*`/g, '``');
  const links = text.matchAll(
    /\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)|^\[[^\]]+\]:\s*(\S+)|(?:src|href)="([^"]+)"/gm,
  );
  return [...links].map(([, inline, reference, html]) => inline ?? reference ?? html ?? '');
}

/** The file or folder of the project that a link leads to; undefined where it leaves the project or the page's file is meant. */
function placeOf(page: string, target: string): string | undefined {
  const [path = ''] = target.split(/[#?]/);
  if (path === '' || /^[a-z][a-z+.-]*:|^\/\//i.test(target)) return undefined;
  return normalize(join(path.startsWith('/') ? '' : dirname(page), decodeURI(path))).replace(/\/$/, '');
}

function commandsIn(page: string): string[] {
  return [...page.matchAll(/\bnpm run (?:--silent )?([a-z][\w:-]*)/g)].map(([, name = '']) => name);
}

function examine(root: string): Promise<Findings> {
  const files = projectFiles(root);
  const read = (file: string): string => readFileSync(join(root, file), 'utf8');
  const folders = files.flatMap((file) =>
    file.split('/').map((_, depth, parts) => parts.slice(0, depth).join('/')),
  );
  const places = new Set([...files, ...folders, '.']);
  const manifest = files.includes('package.json') ? read('package.json') : '{}';
  const { scripts = {} } = JSON.parse(manifest) as { scripts?: Record<string, string> };

  const pages = files.filter((file) => file.endsWith('.md'));
  const problems = pages.flatMap((page) => {
    const text = read(page);
    const dead = targetsIn(text).filter((target) => {
      const place = placeOf(page, target);
      return place !== undefined && !places.has(place);
    });
    const unknown = commandsIn(text).filter((name) => !(name in scripts));
    return [
      ...dead.map((target) => `${page}: leads to ${target}, which is not there`),
      ...[...new Set(unknown)].map((name) => `${page}: npm run ${name} is no command of package.json`),
    ];
  });
  const bytes = pages.includes(front) ? Buffer.byteLength(read(front)) : 0;
  if (pages.length > 0 && bytes === 0) problems.push(`${front} is missing`);
  if (bytes > frontBytes) problems.push(`${front}: ${bytes} bytes (at most ${frontBytes})`);
  return Promise.resolve({ examined: pages.length, problems });
}

export const pages: Gate = { name: 'pages', examine };
