import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { folderCircles } from './folder-circles.ts';
import { type Findings, type Gate, parseOutput, runTool, sourceDirs } from './gate.ts';

interface CruiseReport {
  modules: { source: string; coreModule?: boolean; dependencies: { resolved: string }[] }[];
  summary: {
    violations: { from: string; to: string; rule: { name: string }; cycle?: { name: string }[] }[];
  };
}

async function examine(root: string): Promise<Findings> {
  const dirs = sourceDirs(root);
  if (dirs.length === 0) return { examined: 0, problems: [] };
  if (!existsSync(join(root, '.dependency-cruiser.cjs')))
    throw new Error('.dependency-cruiser.cjs is missing');
  const args = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...dirs];
  const output = await runTool(['dependency-cruiser', 'bin/dependency-cruise.mjs'], args, root);
  const report = parseOutput('dependency-cruiser', output) as CruiseReport;
  const own = report.modules.filter((module) => dirs.includes(module.source.split('/')[0] ?? ''));
  const problems = report.summary.violations.map(({ from, to, rule, cycle }) => {
    const path = cycle ? [from, ...cycle.map((step) => step.name)].join(' -> ') : `${from} -> ${to}`;
    return `${rule.name}: ${from === to ? from : path}`;
  });
  for (const circle of folderCircles(own)) problems.push(`pure-folders-have-no-circle: ${circle}`);
  // With a TypeScript it does not know, dependency-cruiser lists files but sees no import in them.
  if (own.length > 1 && own.every((module) => module.dependencies.length === 0)) {
    problems.push('dependency-cruiser found files but not one import: it cannot read this TypeScript');
  }
  return { examined: own.length, problems: [...new Set(problems)] };
}

export const imports: Gate = { name: 'imports', examine };
