import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { type Findings, type Gate, projectFiles } from './gate.ts';

/** A list of words as the source writes it. */
type Words = { file: string; line: number; isEnum: boolean; words: string[] };

/** Yes and no, as a query or the environment spells them: no words of ours. */
const yesAndNo = 'false true';

/** A schema takes its words from the code that knows them: written a second time, one of the two is forgotten. */
function examine(root: string): Promise<Findings> {
  const files = projectFiles(root).filter(
    (file) => /^src\/.*\.tsx?$/.test(file) && !file.includes('/generated/'),
  );
  const bySet = new Map<string, Words[]>();
  for (const found of files.flatMap((file) => wordsIn(file, readFileSync(join(root, file), 'utf8')))) {
    const set = [...new Set(found.words)].toSorted().join(' ');
    if (set !== yesAndNo) bySet.set(set, [...(bySet.get(set) ?? []), found]);
  }
  const problems = [...bySet.values()].flatMap((same) =>
    same
      .filter(({ isEnum }) => isEnum)
      .flatMap((one) => {
        const other = same.find((another) => another !== one);
        return other ? [`${at(one)}: these words stand at ${at(other)} as well`] : [];
      }),
  );
  return Promise.resolve({ examined: files.length, problems: problems.toSorted() });
}

const at = ({ file, line }: Words): string => `${file}:${line}`;

/** Every `z.enum` of words, every list of words that stays as it is, every type that is one of some words. */
function wordsIn(file: string, text: string): Words[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: Words[] = [];
  const take = (node: ts.Node, words: string[] | null, isEnum: boolean) => {
    const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
    if (words && words.length > 1) found.push({ file, line: line + 1, isEnum, words });
  };
  const visit = (node: ts.Node): void => {
    const [list] = isEnumCall(node) ? node.arguments : [];
    if (list) take(list, wordsOf(list), true);
    else if (ts.isVariableDeclaration(node) && node.initializer && ts.isAsExpression(node.initializer))
      take(node.initializer, wordsOf(node.initializer), false);
    else if (ts.isUnionTypeNode(node)) take(node, typesOf(node), false);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isEnumCall(node: ts.Node): node is ts.CallExpression {
  return (
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    node.expression.name.text === 'enum'
  );
}

/** Of a list of nothing but words, those that a spread brings among them; otherwise null. */
function wordsOf(node: ts.Expression): string[] | null {
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return wordsOf(node.expression);
  if (ts.isStringLiteral(node)) return [node.text];
  if (ts.isSpreadElement(node)) return wordsOf(node.expression);
  if (!ts.isArrayLiteralExpression(node)) return null;
  const words = node.elements.map(wordsOf);
  return words.some((some) => some === null) ? null : words.flatMap((some) => some ?? []);
}

function typesOf({ types }: ts.UnionTypeNode): string[] | null {
  const words = types.flatMap((type) =>
    ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal) ? [type.literal.text] : [],
  );
  return words.length === types.length ? words : null;
}

export const words: Gate = { name: 'words', examine };
