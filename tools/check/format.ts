import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check, getFileInfo, resolveConfig } from 'prettier';
import { type Findings, type Gate, projectFiles } from './gate.ts';

async function examine(root: string): Promise<Findings> {
  const ignore = join(root, '.prettierignore');
  const findings: Findings = { examined: 0, problems: [] };
  for (const file of projectFiles(root)) {
    const path = join(root, file);
    const info = await getFileInfo(path, existsSync(ignore) ? { ignorePath: ignore } : {});
    if (info.ignored || info.inferredParser === null) continue;
    findings.examined += 1;
    const config = await resolveConfig(path, { editorconfig: true });
    try {
      const formatted = await check(readFileSync(path, 'utf8'), { ...config, filepath: path });
      if (!formatted) findings.problems.push(`${file}: not formatted (npm run format)`);
    } catch (error) {
      findings.problems.push(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return findings;
}

export const format: Gate = { name: 'format', examine };
