import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Findings, type Gate, projectFiles } from './gate.ts';

interface Rule {
  what: string;
  pattern: RegExp;
  /** Which files the rule reads; all of them when absent. */
  only?: RegExp;
  except?: RegExp;
}

// Written as patterns, these words do not match themselves.
const rules: Rule[] = [
  { what: 'a path of one machine', pattern: /(?<![\w.$})-])\/(?:work|root)\/|\/tmp\/\w/ },
  // The CI script may play scenarios that lie beside the checkout.
  { what: 'a folder outside the repository', pattern: /\.\.\/shared\b/, except: /^\.ci\/run$/ },
  {
    what: 'a package registry (the clients know theirs)',
    pattern:
      /registry\.(?:npmjs|yarnpkg)\.\w|registry\.npmmirror|pypi\.(?:org|python)|pythonhosted\.|repo1?\.maven\.|repo\.maven\.apache\.|maven\.google\.|proxy\.golang\.|sum\.golang\.|deb\.debian\.|index\.crates\.|crates\.io\//i,
  },
  { what: 'unfinished work', pattern: /\bTO[D]O\b|\bFIX[M]E\b/ },
  { what: 'a test that is focused or left out', pattern: /\.(?:only|skip|todo)\(/, only: /^test\// },
  {
    what: "the date in UTC, which is not the agency's in its evening (test/support/agency-days.ts)",
    pattern: /new Date\((?:Date\.now\(\)[^()]*)?\)\.toISOString\(\)\.slice\(0, 10\)/,
    only: /^(?:bench|chaos|docs|test)\//,
  },
  {
    what: 'a test that is focused or left out',
    pattern: /\b(?:describe|it|test|suite)(?:\.\w+)*\.(?:only|skip|todo)\b/,
    only: /\.tsx?$/,
  },
];

function problemsIn(file: string, text: string): string[] {
  const applicable = rules.filter(
    ({ only, except }) => (only?.test(file) ?? true) && !(except?.test(file) ?? false),
  );
  return text.split('\n').flatMap((line, index) => {
    const broken = applicable.find(({ pattern }) => pattern.test(line));
    return broken ? [`${file}:${index + 1}: ${broken.what}: ${line.trim().slice(0, 100)}`] : [];
  });
}

function examine(root: string): Promise<Findings> {
  const findings: Findings = { examined: 0, problems: [] };
  for (const file of projectFiles(root)) {
    const text = readFileSync(join(root, file), 'utf8');
    if (text.includes('\0')) continue;
    findings.examined += 1;
    findings.problems.push(...problemsIn(file, text));
  }
  return Promise.resolve(findings);
}

export const places: Gate = { name: 'places', examine };
