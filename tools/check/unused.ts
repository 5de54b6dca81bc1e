import { fileURLToPath } from 'node:url';
import { type Findings, type Gate, parseOutput, runTool } from './gate.ts';

const reporter = fileURLToPath(new URL('./knip-reporter.ts', import.meta.url));

async function examine(root: string): Promise<Findings> {
  const output = await runTool(['knip', 'bin/knip.js'], ['--reporter', reporter, '--no-progress'], root);
  if (output.code > 1) throw new Error(`knip exited with ${output.code}: ${output.stderr || output.stdout}`);
  return parseOutput('knip', output) as Findings;
}

export const unused: Gate = { name: 'unused', examine };
