import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { StaffRole } from '../../src/engine/policy/terms.ts';
import { staffUses } from '../../src/kit/http/schemas.ts';
import { giveAccess } from '../support/access.ts';
import { createStage, type Make, type Stage } from '../support/acts/stage.ts';
import { monday } from '../support/api-rig.ts';
import { type Answer, createWalk, isDocumented, nameOf, names } from '../support/field-walk.ts';
import { type Document, type Field, fieldsOf, type Schema } from '../support/fields.ts';

/** What takes no key, and is no trial for that. */
const more: Record<string, Make> = {
  previewReassignment: async (stage) => {
    await stage.client();
    const { coordinator: from, coordinator3: to } = stage.staff;
    return {
      ...{ as: 'supervisor', path: '/reassignments/preview', body: { from, to: [to] } },
      ...{ changed: null, refused: { code: 'unknown-staff' as const } },
    };
  },
};

let stage: Stage;
let document: Document;
let walk: ReturnType<typeof createWalk>;
beforeAll(async () => {
  stage = await createStage();
  document = (await request(stage.rig.app).get('/openapi.json').expect(200)).body as Document;
  walk = createWalk(stage, document, more);
});
afterAll(() => stage?.rig.close());

/** Somebody of that role, who lacks something. */
async function person(role: StaffRole, lacks: Lacking | null): Promise<string> {
  const { prisma, agency, otherAgency } = stage.rig;
  if (lacks === 'unknown') return randomUUID();
  const id = randomUUID();
  const { agencyId } = lacks === 'elsewhere' ? otherAgency : agency;
  await prisma.staff.create({
    data: {
      ...{ id, agencyId, role, name: `Somebody ${lacks}`, email: `${id}@named.example.org` },
      active: lacks !== 'left',
      ...(lacks === 'fileless' ? { mayTakeUntil: null } : {}),
    },
  });
  if (lacks !== 'locked-out') await giveAccess(prisma, id);
  if (lacks === 'absent')
    await prisma.absence.create({
      data: {
        ...{ agencyId, commandId: randomUUID(), staffId: id, coverId: agency.staffIds.coordinator3 },
        // Until somebody ends it: how far ahead a field asks depends on how many there are.
        ...{ fromAt: new Date(monday), untilAt: null, actor: {}, fingerprint: '' },
        recordedAt: new Date(monday),
      },
    });
  return id;
}

const lackings = ['unknown', 'elsewhere', 'left', 'absent', 'fileless', 'locked-out'] as const;
type Lacking = (typeof lackings)[number];
/** What is answered where the person lacks something: the code of the refusal, or that it is taken all the same. */
type Answers = Record<Lacking, string>;

const toAct: Answers = {
  ...{ unknown: 'unknown-staff', elsewhere: 'unknown-staff', left: 'unknown-staff' },
  ...{ absent: 'coordinator-absent', fileless: 'staff-file-incomplete', 'locked-out': 'without-access' },
};
/** What has happened is no less true because somebody is away or has left since; a stranger was not there. */
const acted: Answers = { ...toAct, absent: 'taken', fileless: 'taken', 'locked-out': 'taken' };
/** Whom it is about need not be able to act; of theirs there is nothing. */
const filtered = all('taken');
const strangers = { unknown: 'unknown-staff', elsewhere: 'unknown-staff' };
const withNoClients: Answers = { ...all('not-their-client'), ...strangers };
const withNoneToMove: Answers = { ...all('taken'), ...strangers, left: 'unknown-staff' };

function all(answer: string): Answers {
  return Object.fromEntries(lackings.map((one) => [one, answer])) as Answers;
}

type Use = (typeof staffUses)[number];
type Expected = { use: Use; role: StaffRole; answers: Answers; able: string };

/** Each field of the document that names staff, whom it takes, and what it answers. A new one belongs in here. */
const expected: Record<string, Expected> = {
  ...named('to-act', 'coordinator', toAct, [
    'assignCoordinator /coordinatorId',
    'submitCommands assignCoordinator /commands/0/coordinatorId',
    'takeSuggestion /staffId',
    'acceptTransfer /coordinatorId',
    'previewReassignment /to/0',
    'reassign /items/0/to',
    'putOnCall /staffId',
    'changeShift /staffId',
    'askForSwap /with',
    'beginAbsence /cover',
    'leave /successor',
    'changeStaffMember /successor',
    'changeRoster /formal/0/staffId',
    'pairMentor /mentorId',
  ]),
  ...named('to-act', 'supervisor', toAct, ['nameSupervisor /supervisorId']),
  ...named('acted', 'supervisor', acted, [
    'recordStaffing /withStaffId',
    'submitCommands recordStaffing /commands/0/withStaffId',
  ]),
  ...named('about', 'coordinator', withNoClients, ['reassign /from']),
  ...named('about', 'coordinator', withNoneToMove, ['previewReassignment /from']),
  ...named('about', 'coordinator', filtered, [
    'listEnrollments /coordinator',
    'getNumberCases /coordinator',
    'getOverdue /staff',
    'listBrokenGlass /staffId',
    'listListsTaken /staffId',
    'listShownClients /staffId',
    'getPrivacyTogether /staffId',
  ]),
};

function named(use: Use, role: StaffRole, answers: Answers, fields: readonly string[]) {
  // Who lacks nothing is taken; whose clients are to go, and who has none, is not.
  const able = answers === withNoClients ? 'not-their-client' : 'taken';
  return Object.fromEntries(fields.map((field) => [field, { use, role, answers, able }]));
}

const usesIn = ({ 'x-staff': use, anyOf = [] }: Schema): string | undefined =>
  use ?? anyOf.map(usesIn).find((one) => one !== undefined);
const holdsId = ({ format, anyOf = [] }: Schema): boolean => format === 'uuid' || anyOf.some(holdsId);

const fields = () => fieldsOf(document, (schema) => usesIn(schema) !== undefined);

/** Ids of other things, by what their fields are called. */
const others = new Set([
  ...[
    'id',
    'documentId',
    'memberId',
    'member',
    'members',
    'guardians',
    'lets',
    'clientId',
    'differentFrom',
    'sameAsOnRecord',
  ],
  ...[
    'enrollmentId',
    'enrollments',
    'plan',
    'provider',
    'options',
    'chosen',
    'recipient',
    'toAgency',
    'copy',
  ],
  ...['entry', 'token', 'transfer', 'sameness', 'link', 'shift', 'inReturn', 'replaces', 'left', 'right'],
  ...['with', 'from', 'importId', 'attachmentId'],
]);

it('every id that a request can hold is of somebody of the staff, and says what for, or of something else', () => {
  const ids = fieldsOf(document, (schema) => holdsId(schema));
  expect(ids.length).toBeGreaterThan(150);
  const called = ({ at }: Field) => String(at.findLast((part) => typeof part === 'string'));
  const unsaid = ids.filter((field) => usesIn(field.schema) === undefined && !others.has(called(field)));
  expect(unsaid.map(nameOf)).toEqual([]);
  // `with` and `from` are what several things are called by: none of these is a person.
  const other = ids.filter(
    (field) => usesIn(field.schema) === undefined && /^(?:with|from)$/.test(called(field)),
  );
  expect(other.map(nameOf).toSorted()).toEqual(['beginPlan /from', 'linkClients /with']);
  expect(new Set(fields().map((field) => usesIn(field.schema)))).toEqual(new Set(staffUses));
  expect(fields().map(nameOf).toSorted()).toEqual(Object.keys(expected).toSorted());
  const uses = fields().map((field) => [nameOf(field), usesIn(field.schema)]);
  expect(uses).toEqual(uses.map(([name = '']) => [name, expected[name]?.use]));
});

/** What became of it: the word for the refusal, which names the field, or whose clients they are; of a preview its reason. */
function became(field: Field, answer: Answer): string {
  const body = JSON.parse(answer.text) as { code?: string; people?: { why: { code: string } | null }[] };
  if (answer.status >= 400)
    return names(field, answer) || field.in === 'path' || body.code === 'not-their-client'
      ? String(body.code)
      : `of something else: ${String(body.code)}`;
  return body.people?.[0]?.why?.code ?? 'taken';
}

it(
  'whoever is named and cannot act is refused, with the reason and the field; who can is taken',
  { timeout: 600_000 },
  async () => {
    const found: string[] = [];
    const count = { fields: 0, asked: 0, refused: 0, taken: 0 };
    for (const field of fields()) {
      const name = nameOf(field);
      const entry = expected[name];
      const send = await walk.sender(field);
      if (!entry || !send) {
        found.push(`${name}: nobody knows how it is asked`);
        continue;
      }
      count.fields += 1;
      // Who can is the last: what is taken changes what the next one meets.
      for (const lacks of [...lackings, null]) {
        const value = await person(entry.role, lacks);
        const answer = await walk.ask(field, value, send);
        const said = `${name}, ${lacks ?? 'able'}: ${answer.status} ${answer.text.slice(0, 300)}`;
        if (!isDocumented(field, answer)) found.push(`undocumented: ${said}`);
        const wanted = lacks === null ? entry.able : entry.answers[lacks];
        const is = became(field, answer);
        count.asked += 1;
        count[is === 'taken' ? 'taken' : 'refused'] += 1;
        if (is !== wanted) found.push(`not ${wanted}: ${said}`);
      }
    }
    process.stdout.write(`named staff: ${JSON.stringify(count)}\n`);
    expect(found).toEqual([]);
    expect(count).toMatchObject({ fields: Object.keys(expected).length, asked: count.fields * 7 });
  },
);
