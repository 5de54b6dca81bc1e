import { existsSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Findings, type Gate, runTool } from './gate.ts';

const modified = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** The type check needs the generated database client, which is not in the repository. */
export async function generateClient(root: string): Promise<string[]> {
  const schema = modified(join(root, 'prisma/schema.prisma'));
  if (schema <= modified(join(root, 'src/kit/postgres/generated/client.ts'))) return [];
  // Any executable satisfies the look-up of an engine that generating never runs; without it, it is downloaded.
  const env = { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath };
  const output = await runTool(['prisma', 'build/index.js'], ['generate'], root, env);
  return output.code === 0 ? [] : [`prisma generate: ${output.stderr || output.stdout}`];
}

/** What runs in node, and what runs in a browser: each knows other globals. */
const projects = [
  { config: 'tsconfig.json', learned: '.check.tsbuildinfo' },
  { config: 'src/console/tsconfig.json', learned: '.check-console.tsbuildinfo' },
];

async function examine(root: string): Promise<Findings> {
  const real = realpathSync(root);
  const problems = await generateClient(real);
  const examined = new Set<string>();
  for (const project of projects.filter(({ config }) => existsSync(join(real, config)))) {
    const found = await compile(real, project);
    problems.push(...found.messages);
    for (const file of found.files) examined.add(file);
  }
  return { examined: examined.size, problems: [...new Set(problems)] };
}

async function compile(real: string, { config, learned }: (typeof projects)[number]) {
  // What it learns is kept for the next run, in a file that git ignores.
  const incremental = ['--incremental', '--tsBuildInfoFile', learned];
  const args = [...incremental, '--noEmit', '--pretty', 'false', '--listFiles', '-p', config];
  const { code, stdout, stderr } = await runTool(['typescript', 'bin/tsc'], args, real);
  const lines = stdout.split('\n').filter((line) => line !== '');
  const files = lines.filter((line) => line.startsWith(`${real}/`) && !line.includes('/node_modules/'));
  const messages = lines.filter((line) => !existsSync(line));
  if (code !== 0 && messages.length === 0) messages.push(`tsc exited with ${code}: ${stderr}`);
  return { files: files.filter((line) => existsSync(line)), messages: code === 0 ? [] : messages };
}

export const types: Gate = { name: 'types', examine };
