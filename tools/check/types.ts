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

async function examine(root: string): Promise<Findings> {
  const real = realpathSync(root);
  const failures = await generateClient(real);
  // What it learns is kept for the next run, in a file that git ignores.
  const incremental = ['--incremental', '--tsBuildInfoFile', '.check.tsbuildinfo'];
  const args = [...incremental, '--noEmit', '--pretty', 'false', '--listFiles', '-p', 'tsconfig.json'];
  const output = await runTool(['typescript', 'bin/tsc'], args, real);
  const lines = output.stdout.split('\n').filter((line) => line !== '');
  const [files, messages] = [
    lines.filter((line) => existsSync(line)),
    lines.filter((line) => !existsSync(line)),
  ];
  const examined = files.filter(
    (file) => file.startsWith(`${real}/`) && !file.includes('/node_modules/'),
  ).length;
  if (output.code !== 0 && messages.length === 0)
    messages.push(`tsc exited with ${output.code}: ${output.stderr}`);
  return { examined, problems: [...failures, ...(output.code === 0 ? [] : messages)] };
}

export const types: Gate = { name: 'types', examine };
