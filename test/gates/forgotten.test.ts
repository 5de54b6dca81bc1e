import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { beforeAll, expect, it, test } from 'vitest';
import { stepKinds } from '../../src/engine/record/steps/index.ts';

const root = join(import.meta.dirname, '..', '..');
const { options } = ts.parseJsonConfigFileContent(
  ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path)).config,
  ts.sys,
  root,
);

type Edit = { file: string; from: string; to: string };

/** Read and parsed once for all programs. */
const known = new Map<string, ts.SourceFile | undefined>();

function edited({ file, from, to }: Edit): string {
  const text = readFileSync(join(root, file), 'utf8');
  expect(text).toContain(from);
  return text.replace(from, to);
}

/**
 * What the compiler says of those `places` and of edited copies, when some files have other texts. A copy lies beside its
 * file and nobody imports it, so that one program, whose types are worked out once, holds any number of them.
 */
function compiler(places: readonly string[], edits: readonly Edit[], copies: readonly Edit[] = []) {
  const copyOf = (edit: Edit) => edit.file.replace(/\.ts$/, `.copy-${copies.indexOf(edit)}.ts`);
  const others = new Map([
    ...edits.map((edit) => [edit.file, edited(edit)] as const),
    ...copies.map((edit) => [copyOf(edit), edited(edit)] as const),
  ]);
  const host = ts.createCompilerHost(options);
  const getSourceFile = host.getSourceFile.bind(host);
  host.getSourceFile = (name, target) => {
    const text = others.get(relative(root, name));
    if (text !== undefined) return ts.createSourceFile(name, text, target);
    if (!known.has(name)) known.set(name, getSourceFile(name, target));
    return known.get(name);
  };
  const roots = [...new Set([...places, ...others.keys()])];
  const program = ts.createProgram(
    roots.map((file) => join(root, file)),
    options,
    host,
  );
  const of = (file: string): string[] =>
    program
      .getSemanticDiagnostics(program.getSourceFile(join(root, file)))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
  return {
    of: (...files: string[]) => files.flatMap((file) => of(file).map((said) => `${file}: ${said}`)),
    ofCopy: (edit: Edit) => of(copyOf(edit)).map((said) => `${edit.file}: ${said}`),
  };
}

const channels = ['src/kit/delivery/channels.ts', 'src/worker/delivery.ts'];
const channel: Edit = {
  file: 'src/engine/notifications/notification.ts',
  from: "'mail' | 'webhook'",
  to: "'mail' | 'webhook' | 'fax'",
};

const lists = ['src/api/features.ts', 'src/api/permissions.ts', 'src/api/problems.ts'];
const feature: Edit = {
  file: 'src/api/feature.ts',
  from: "'notifications',",
  to: "'notifications', 'gardens',",
};

const composed = 'src/worker/create-worker.ts';
const group: Edit = {
  file: 'src/activities/index.ts',
  from: '  staff: PeopleActivities;',
  to: '  staff: PeopleActivities;\n  gardens: PeopleActivities;',
};

const rules = 'src/features/transfer/step-rules.ts';
const spec = 'src/features/transfer/api/commands.ts';
const table = 'src/pathway/step-rules.ts';
const specs = 'src/api/steps/specs.ts';
const ofRule = 'checks: [checkCarried], afterDischarge: false, pointless: null, tells: null, file: null';
const members = ofRule.split(/, (?=\w+:)/);
const entries = readFileSync(join(root, spec), 'utf8')
  .split('\n')
  .filter((text) => /^ {4}\w+:/.test(text));
/** Of rule and entry one member each at a time. */
const without = {
  members: members.map((member) => ({
    edit: { file: rules, from: ofRule, to: members.filter((one) => one !== member).join(', ') },
    missed: missing(rules, member),
  })),
  entries: entries.map((entry) => ({
    edit: { file: spec, from: `${entry}\n`, to: '' },
    missed: missing(spec, entry),
  })),
};
const code = "'carried-duty-settled': true";
/** A code that its checks refuse with and its entry does not tell; a feature's whole table of rules. */
const untold: Edit = { file: spec, from: `, ${code}`, to: '' };
const ruleless: Edit = { file: table, from: '  ...transferStepRules,\n', to: '' };
/** A code that its checks never refuse with; a step whose name and event are there, and nothing else. */
const overtold: Edit = { file: spec, from: code, to: `${code}, 'not-found': true` };
const step: Edit = {
  file: 'src/engine/record/steps/transfer.ts',
  from: '  settleCarried: step<',
  to: "  digGarden: step<{ spade: string }>('GardenDug'),\n  settleCarried: step<",
};

const places = [...channels, ...lists, composed, rules, spec, table, specs];
let asItIs: ReturnType<typeof compiler>;
let planted: ReturnType<typeof compiler>;
beforeAll(() => {
  const copies = [...without.members, ...without.entries].map(({ edit }) => edit);
  asItIs = compiler(places, [], [...copies, untold, ruleless]);
  planted = compiler(places, [channel, feature, group, overtold, step]);
});

test('a channel that is forgotten where messages are sent does not compile', () => {
  expect(asItIs.of(...channels)).toEqual([]);
  const more = planted.of(...channels);
  const missed = /Property 'fax' is missing in type .* but required in type 'Record<Channel, /;
  for (const type of ['number', 'Send', 'Sender'])
    expect(more).toContainEqual(expect.stringMatching(`${missed.source}${type}>`));
}, 120_000);

test('a feature that is forgotten in a list does not compile', () => {
  expect(asItIs.of(...lists)).toEqual([]);
  const more = planted.of(...lists);
  for (const list of lists)
    expect(more).toContainEqual(expect.stringMatching(`^${list}: .*Property 'gardens' is missing`));
}, 120_000);

test('an activity group that is forgotten where the worker is composed does not compile', () => {
  expect(asItIs.of(composed)).toEqual([]);
  expect(planted.of(composed)).toContainEqual(expect.stringContaining("Property 'gardens' is missing"));
}, 120_000);

test('whatever is forgotten of a step does not compile', () => {
  expect(asItIs.of(rules, spec, table, specs)).toEqual([]);

  for (const { edit, missed } of [...without.members, ...without.entries])
    expect(asItIs.ofCopy(edit)).toContainEqual(missed);
  expect(without.entries.length).toBeGreaterThanOrEqual(members.length);

  expect(asItIs.ofCopy(untold)).toContainEqual(missing(spec, 'carried-duty-settled'));
  expect(asItIs.ofCopy(ruleless)).toContainEqual(expect.stringMatching(`^${table}: .*settleCarried`));

  expect(planted.of(spec)).toContainEqual(expect.stringMatching(`^${spec}: .*not-found`));
  for (const place of [table, specs]) expect(planted.of(place)).toContainEqual(missing(place, 'digGarden'));
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
