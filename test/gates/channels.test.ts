import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
/** Where every channel has to be named, and what asks for it. */
const places = ['src/kit/delivery/channels.ts', 'src/worker/delivery.ts'];
const vocabulary = 'src/engine/notifications/notification.ts';

/** Read once for both programs. */
const known = new Map<string, ts.SourceFile | undefined>();

/** What the compiler says of those places when the vocabulary is as `edit` makes it. */
function faults(edit: (text: string) => string): string[] {
  const read = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent(read.config, ts.sys, root);
  const host = ts.createCompilerHost(options);
  const getSourceFile = host.getSourceFile.bind(host);
  host.getSourceFile = (name, target) => {
    if (relative(root, name) === vocabulary)
      return ts.createSourceFile(name, edit(readFileSync(name, 'utf8')), target);
    if (!known.has(name)) known.set(name, getSourceFile(name, target));
    return known.get(name);
  };
  const program = ts.createProgram(
    places.map((file) => join(root, file)),
    options,
    host,
  );
  return places.flatMap((file) =>
    program
      .getSemanticDiagnostics(program.getSourceFile(join(root, file)))
      .map(({ messageText }) => `${file}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`),
  );
}

test('a channel that is forgotten where messages are sent does not compile', () => {
  expect(faults((text) => text)).toEqual([]);
  const more = faults((text) => {
    const edited = text.replace("'mail' | 'webhook'", "'mail' | 'webhook' | 'fax'");
    expect(edited).not.toBe(text);
    return edited;
  });
  const missing = /Property 'fax' is missing in type .* but required in type 'Record<Channel, /;
  for (const type of ['number', 'Send', 'Sender'])
    expect(more).toContainEqual(expect.stringMatching(`${missing.source}${type}>`));
}, 120_000);
