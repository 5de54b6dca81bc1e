import { type Findings, type Gate, parseOutput, runTool, sourceDirs } from './gate.ts';

interface LintReport {
  diagnostics: {
    message: string;
    code?: string;
    filename: string;
    labels: { span: { line: number } }[];
  }[];
  number_of_files: number;
}

async function examine(root: string): Promise<Findings> {
  const dirs = sourceDirs(root);
  // Without a path oxlint would lint a symlinked node_modules as well.
  if (dirs.length === 0) return { examined: 0, problems: [] };
  const args = [
    '--type-aware',
    '--deny-warnings',
    '--report-unused-disable-directives',
    '-f',
    'json',
    ...dirs,
  ];
  const output = await runTool(['oxlint', 'bin/oxlint'], args, root);
  // An unmatched path prints a sentence before the JSON.
  const report = parseOutput('oxlint', {
    ...output,
    stdout: output.stdout.slice(Math.max(output.stdout.indexOf('{'), 0)),
  }) as LintReport;
  const problems = report.diagnostics.map(
    ({ filename, labels, code, message }) =>
      `${filename}:${labels[0]?.span.line ?? 0}: ${code ?? 'oxlint'} ${message}`,
  );
  if (output.code !== 0 && problems.length === 0 && report.number_of_files > 0) {
    problems.push(`oxlint exited with ${output.code}: ${output.stderr}`);
  }
  return { examined: report.number_of_files, problems: problems.toSorted() };
}

export const lint: Gate = { name: 'lint', examine };
