import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const src = join(import.meta.dirname, '../../src');
/** Where refusals are made: not in the console, which is told them, nor in what is typed on a command line. */
const folders = ['api', 'engine', 'features', 'kit', 'pathway'];

/**
 * What is said of what is wrong, wherever the sources make it: each text of a `detail`, of a `refuse(code, …)` and of a
 * `refused(code, …)`, followed through constants, choices, tables and the functions it is handed to. Values in a text are
 * numbered: `It is {0}.`
 */
export function toldDetails(): { texts: string[]; unfollowed: string[] } {
  const names = folders.flatMap((folder) =>
    readdirSync(join(src, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(src, folder, name)),
  );
  const files = names.map((file) =>
    ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true),
  );
  const texts = new Set<string>();
  const unfollowed = new Set<string>();
  const functions = new Map<string, { of: ts.SourceFile; node: ts.SignatureDeclaration }[]>();
  const values = new Map<string, ts.Expression[]>();
  const calls = new Map<string, ts.CallExpression[]>();
  const add = <One>(map: Map<string, One[]>, name: string, one: One) =>
    void (map.get(name)?.push(one) ?? map.set(name, [one]));

  const sinks: ts.Expression[] = [];
  for (const of of files) {
    const visit = (node: ts.Node): void => {
      if (ts.isFunctionDeclaration(node) && node.name) add(functions, node.name.text, { of, node });
      if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer) {
        add(values, node.name.text, node.initializer);
        if (ts.isArrowFunction(node.initializer))
          add(functions, node.name.text, { of, node: node.initializer });
      }
      if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
        add(calls, node.expression.text, node);
        const [, second] = node.arguments;
        // A file's own `refuse` has its text where it is made a `detail`.
        const shared = /^import .*\brefuse[,d ]/m.test(of.text) && /^refused?$/.test(node.expression.text);
        if (shared && second && !ts.isObjectLiteralExpression(second)) sinks.push(second);
      }
      if (ts.isPropertyAssignment(node) && isTold(node)) sinks.push(node.initializer);
      if (ts.isShorthandPropertyAssignment(node) && node.name.text === 'detail') sinks.push(node.name);
      ts.forEachChild(node, visit);
    };
    visit(of);
  }

  const followed = new Set<ts.Node>();
  function follow(node: ts.Expression): void {
    if (followed.has(node)) return;
    followed.add(node);
    // A code, a name of a field: no text that anybody is told.
    if (ts.isStringLiteralLike(node)) return void (node.text.includes(' ') && texts.add(node.text));
    if (ts.isTemplateExpression(node)) {
      const form = numbered(node);
      if (/[a-z]/i.test(form)) return void texts.add(form);
      // Texts one after the other, each with an end of its own.
      return node.templateSpans.forEach(({ expression }) => follow(expression));
    }
    if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node))
      return follow(node.expression);
    if (ts.isConditionalExpression(node)) return [node.whenTrue, node.whenFalse].forEach(follow);
    if (ts.isBinaryExpression(node)) return [node.left, node.right].forEach(follow);
    if (ts.isObjectLiteralExpression(node))
      return node.properties.forEach((one) => ts.isPropertyAssignment(one) && follow(one.initializer));
    if (ts.isElementAccessExpression(node)) return follow(node.expression);
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
      const own = near(node, functions.get(node.expression.text) ?? []);
      if (own) return returned(own).forEach(follow);
    }
    if (ts.isIdentifier(node)) return followName(node);
    miss(node);
  }
  const miss = (node: ts.Node) => {
    if (mayBeText(node))
      unfollowed.add(`${node.getSourceFile().fileName.replace(/^.*\/src\//, '')}: ${node.getText()}`);
  };

  function followName(node: ts.Identifier): void {
    for (let at: ts.Node | undefined = node.parent; at; at = at.parent) {
      if (ts.isFunctionLike(at)) {
        const place = at.parameters.findIndex(
          (one) => ts.isIdentifier(one.name) && one.name.text === node.text,
        );
        // Taken out of an object that is a refusal itself: its text is made elsewhere.
        if (
          place < 0 &&
          at.parameters.some((one) => !ts.isIdentifier(one.name) && bindsName(one.name, node.text))
        )
          return;
        if (place >= 0) return handed(at, place).forEach(follow);
      }
      const own = (values.get(node.text) ?? []).find((one) => scopeOf(one) === at);
      if (own) return follow(own);
      if (
        ts.isBlock(at) &&
        at.statements.some((one) => ts.isVariableStatement(one) && bindsIn(one, node.text))
      )
        return;
    }
    const [elsewhere, ...more] = (values.get(node.text) ?? []).filter((one) => ts.isSourceFile(scopeOf(one)));
    if (elsewhere && more.length === 0) follow(elsewhere);
    else miss(node);
  }

  /** What a function is given at that place, wherever it is called; a name that is not its own may be another's. */
  function handed(node: ts.SignatureDeclaration, place: number): ts.Expression[] {
    const name = ts.isArrowFunction(node)
      ? ts.isVariableDeclaration(node.parent) && node.parent.name.getText()
      : node.name?.getText();
    if (typeof name !== 'string') return [];
    return (calls.get(name) ?? [])
      .filter((call) => near(call, functions.get(name) ?? []) === node)
      .flatMap((call) => call.arguments[place] ?? []);
  }
  function near(node: ts.Node, found: { of: ts.SourceFile; node: ts.SignatureDeclaration }[]) {
    const of = node.getSourceFile();
    return (found.find((one) => one.of === of) ?? (found.length === 1 ? found[0] : undefined))?.node;
  }

  sinks.forEach(follow);
  return { texts: [...texts].toSorted(), unfollowed: [...unfollowed].toSorted() };
}

/** A schema, a list, a function or a number is none; what is read out of an object was made where that was. */
function mayBeText(node: ts.Node): boolean {
  if (ts.isCallExpression(node)) return !/^z\.|\.(?:optional|map)\($/.test(calledOf(node));
  return !(
    ts.isPropertyAccessExpression(node) ||
    ts.isArrowFunction(node) ||
    ts.isArrayLiteralExpression(node) ||
    ts.isNumericLiteral(node) ||
    [ts.SyntaxKind.NullKeyword, ts.SyntaxKind.TrueKeyword].includes(node.kind)
  );
}
const calledOf = ({ expression }: ts.CallExpression): string => `${expression.getText()}(`;

const doors = /\/(?:api|kit\/http)\/[^/]+\.ts$|\.document\.ts$/;
/** A detail, what is said of a step that meets nothing, or what the door says of a field. */
function isTold(node: ts.PropertyAssignment): boolean {
  const name = node.name.getText();
  if (name === 'detail' || name === 'pointless') return true;
  return (name === 'error' || name === 'message') && doors.test(node.getSourceFile().fileName);
}

function numbered(node: ts.TemplateExpression): string {
  return node.head.text + node.templateSpans.map(({ literal }, at) => `{${at}}${literal.text}`).join('');
}

/** The block, function or file in which a constant is declared. */
function scopeOf(initializer: ts.Expression): ts.Node {
  let at: ts.Node = initializer.parent;
  while (!ts.isBlock(at) && !ts.isSourceFile(at) && !ts.isCaseClause(at)) at = at.parent;
  return at;
}

const bindsName = (name: ts.BindingName, text: string): boolean =>
  ts.isIdentifier(name)
    ? name.text === text
    : name.elements.some((one) => ts.isBindingElement(one) && bindsName(one.name, text));
const bindsIn = ({ declarationList }: ts.VariableStatement, text: string): boolean =>
  declarationList.declarations.some(({ name }) => !ts.isIdentifier(name) && bindsName(name, text));

function returned(node: ts.SignatureDeclaration): ts.Expression[] {
  if (ts.isArrowFunction(node) && !ts.isBlock(node.body)) return [node.body];
  const found: ts.Expression[] = [];
  const visit = (one: ts.Node): void => {
    if (ts.isReturnStatement(one) && one.expression) found.push(one.expression);
    if (!ts.isFunctionLike(one)) ts.forEachChild(one, visit);
  };
  if ('body' in node && node.body) visit(node.body);
  return found;
}
