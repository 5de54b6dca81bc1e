import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const folder = join(import.meta.dirname, '../../src/hmis');

/** What an import says of files and rows: each text of several words in its sources, values in it numbered (`row {0}`). */
export function importSentences(): string[] {
  const found = new Set<string>();
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts') || name === 'codes.ts') continue;
    const text = readFileSync(join(folder, name), 'utf8');
    const visit = (node: ts.Node): void => {
      if (ts.isImportDeclaration(node) || isOfAnError(node)) return;
      if (ts.isTemplateExpression(node)) found.add(numbered(node));
      else if (ts.isStringLiteralLike(node)) found.add(node.text);
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true));
  }
  return [...found]
    .filter((one) => /[a-z]{2,} .*[a-z]{2,}/i.test(one.replaceAll(/\{\d\}/g, 'value')))
    .toSorted();
}

/** What is thrown for whoever mends the program. */
const isOfAnError = (node: ts.Node): boolean =>
  ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.SuperKeyword;

function numbered({ head, templateSpans }: ts.TemplateExpression): string {
  return head.text + templateSpans.map(({ literal }, at) => `{${at}}${literal.text}`).join('');
}
