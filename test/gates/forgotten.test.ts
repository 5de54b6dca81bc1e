import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { expect, it, test } from 'vitest';
import { stepKinds } from '../../src/engine/record/steps/index.ts';

const root = join(import.meta.dirname, '..', '..');
const { options } = ts.parseJsonConfigFileContent(
  ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path)).config,
  ts.sys,
  root,
);

type Edit = { file: string; from: string; to: string };

/** What the compiler says of the edited files, and of those `places`, when their texts are others. */
function compiler(places: readonly string[]) {
  const known = new Map<string, ts.SourceFile | undefined>();
  let program: ts.Program | undefined;
  return (...edits: Edit[]): string[] => {
    const host = ts.createCompilerHost(options);
    const getSourceFile = host.getSourceFile.bind(host);
    host.getSourceFile = (name, target) => {
      const edit = edits.find(({ file }) => file === relative(root, name));
      if (edit) {
        const text = readFileSync(name, 'utf8');
        expect(text).toContain(edit.from);
        return ts.createSourceFile(name, text.replace(edit.from, edit.to), target);
      }
      if (!known.has(name)) known.set(name, getSourceFile(name, target));
      return known.get(name);
    };
    const asked = new Set([...places, ...edits.map(({ file }) => file)]);
    program = ts.createProgram(
      places.map((file) => join(root, file)),
      options,
      host,
      program,
    );
    return [...asked].flatMap((file) =>
      (program?.getSemanticDiagnostics(program.getSourceFile(join(root, file))) ?? []).map(
        ({ messageText }) => `${file}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
      ),
    );
  };
}

test('a channel that is forgotten where messages are sent does not compile', () => {
  const told = compiler(['src/kit/delivery/channels.ts', 'src/worker/delivery.ts']);
  expect(told()).toEqual([]);
  const file = 'src/engine/notifications/notification.ts';
  const more = told({ file, from: "'mail' | 'webhook'", to: "'mail' | 'webhook' | 'fax'" });
  const missing = /Property 'fax' is missing in type .* but required in type 'Record<Channel, /;
  for (const type of ['number', 'Send', 'Sender'])
    expect(more).toContainEqual(expect.stringMatching(`${missing.source}${type}>`));
}, 120_000);

test('a feature that is forgotten in a list does not compile', () => {
  const lists = ['src/api/features.ts', 'src/api/permissions.ts', 'src/api/problems.ts'];
  const told = compiler(lists);
  expect(told()).toEqual([]);
  const more = told({
    file: 'src/api/feature.ts',
    from: "'notifications',",
    to: "'notifications', 'gardens',",
  });
  for (const list of lists)
    expect(more).toContainEqual(expect.stringMatching(`^${list}: .*Property 'gardens' is missing`));
}, 120_000);

test('an activity group that is forgotten where the worker is composed does not compile', () => {
  const told = compiler(['src/worker/create-worker.ts']);
  const more = told({
    file: 'src/activities/index.ts',
    from: '  staff: PeopleActivities;',
    to: '  staff: PeopleActivities;\n  gardens: PeopleActivities;',
  });
  expect(more).toContainEqual(expect.stringContaining("Property 'gardens' is missing"));
}, 120_000);

test('whatever is forgotten of a step does not compile', () => {
  const rules = 'src/features/transfer/step-rules.ts';
  const spec = 'src/features/transfer/api/commands.ts';
  const table = 'src/pathway/step-rules.ts';
  const specs = 'src/api/steps/specs.ts';
  const told = compiler([rules, spec, table, specs]);
  expect(told()).toEqual([]);

  const ofRule = 'checks: [checkCarried], afterDischarge: false, pointless: null, tells: null, file: null';
  const members = ofRule.split(/, (?=\w+:)/);
  const lines = readFileSync(join(root, spec), 'utf8')
    .split('\n')
    .filter((text) => /^ {4}\w+:/.test(text));
  // Of rule and entry one member each at a time.
  for (const [place, line] of lines.entries()) {
    const member = members[place] ?? members[0] ?? '';
    const rest = members.filter((one) => one !== member).join(', ');
    const more = told({ file: rules, from: ofRule, to: rest }, { file: spec, from: `${line}\n`, to: '' });
    expect(more).toContainEqual(missing(rules, member));
    expect(more).toContainEqual(missing(spec, line));
  }
  expect(lines.length).toBeGreaterThanOrEqual(members.length);

  // A code that its checks refuse with and its entry does not tell; a feature's whole table of rules.
  const code = "'carried-duty-settled': true";
  const fewer = told(
    { file: spec, from: `, ${code}`, to: '' },
    { file: table, from: '  ...transferStepRules,\n', to: '' },
  );
  expect(fewer).toContainEqual(missing(spec, 'carried-duty-settled'));
  expect(fewer).toContainEqual(expect.stringMatching(`^${table}: .*settleCarried`));
  // A code that its checks never refuse with; a step whose name and event are there, and nothing else.
  const more = told(
    { file: spec, from: code, to: `${code}, 'not-found': true` },
    {
      file: 'src/engine/record/steps/transfer.ts',
      from: '  settleCarried: step<',
      to: "  digGarden: step<{ spade: string }>('GardenDug'),\n  settleCarried: step<",
    },
  );
  expect(more).toContainEqual(expect.stringMatching(`^${spec}: .*not-found`));
  for (const place of [table, specs]) expect(more).toContainEqual(missing(place, 'digGarden'));
}, 240_000);

/** The complaint that a member is not there, named as a text names it: `tells: null`. */
function missing(file: string, member: string): unknown {
  const name = member.trim().split(':')[0];
  return expect.stringMatching(`^${file}: .*['"]${name}['"]+ is missing`);
}

it('every step has an event of its own', () => {
  const events = Object.values(stepKinds).map(({ event }) => event);
  expect(events.length).toBeGreaterThan(50);
  expect(events.filter((event) => !/^[A-Z]\w+$/.test(event))).toEqual([]);
  expect(new Set(events).size).toBe(events.length);
});
