import { randomUUID } from 'node:crypto';
import type { Login } from '../../../prisma/seed/index.ts';
import { sound } from '../staff-files.ts';
import type { Make, Stage } from './stage.ts';
import { acting, beginning } from './documents.ts';

const reason = 'As agreed.';
const mandate = { kind: 'training', title: 'Safe visits', dueOn: '2037-03-20' };
let people = 0;

/** Somebody new, with a file that has just been begun. */
async function hired({ begun }: Stage): Promise<string> {
  people += 1;
  const person = { name: 'Imre Castellanos', email: `imre${people}@demo.example.org`, role: 'coordinator' };
  return begun('supervisor', '/staff', { ...person, hiredOn: '2037-03-02' });
}

const onFile = (act: string, body: object, before: [string, object][] = []): Make =>
  acting(async (stage) => {
    const id = await hired(stage);
    for (const [name, first] of before) await stage.ok('supervisor', `/staff/${id}/file/acts/${name}`, first);
    return { as: 'supervisor', path: `/staff/${id}/file/acts/${act}`, body };
  });

/** Somebody whom the supervisor supervises. Nobody else may so much as see it. */
async function supervised(stage: Stage): Promise<string> {
  const id = await hired(stage);
  const supervisorId = stage.staff.supervisor;
  await stage.ok('supervisor', `/staff/${id}/supervision/acts/name-supervisor`, { supervisorId });
  return id;
}

const goal = { term: 'short', what: 'Write on the day.', targetOn: '2037-04-30' };

const onSupervision = (act: string, body: object, before: [string, object][] = []): Make =>
  acting(async (stage) => {
    const id = await supervised(stage);
    for (const [name, first] of before)
      await stage.ok('supervisor', `/staff/${id}/supervision/acts/${name}`, first);
    return { as: 'supervisor', path: `/staff/${id}/supervision/acts/${act}`, body };
  });

/** Acts of whom a paper is about: the coordinator of the seed, whom the supervisor supervises from the first such act on. */
async function coordinatorSupervised({ ok, staff }: Stage): Promise<string> {
  const path = `/staff/${staff.coordinator}/supervision/acts/name-supervisor`;
  await ok('supervisor', path, { supervisorId: staff.supervisor }).catch(() => undefined);
  return staff.coordinator;
}

type Act = [name: string, by: Login, body: object];
const prepare: Act = ['prepare', 'coordinator', {}];
const held = {
  ...{ format: 'phone', items: [] },
  points: [{ what: 'Call the landlord', who: 'coordinator', dueOn: '2037-04-06' }],
};
const hold: Act = ['hold', 'supervisor', held];

const onPaper = (list: string, begin: object, [name, as, body]: Act, before: Act[] = []): Make =>
  acting(async (stage) => {
    const id = await coordinatorSupervised(stage);
    const paper = await stage.begun('supervisor', `/staff/${id}/${list}`, begin);
    const at = `/staff/${id}/${list}/${paper}/acts`;
    for (const [first, by, given] of before) await stage.ok(by, `${at}/${first}`, given);
    return { as, path: `${at}/${name}`, body };
  });
const planned = { plannedOn: '2037-03-30', format: 'phone' };
const onReview = (act: Act, before: Act[] = []): Make => onPaper('case-reviews', planned, act, before);
const evaluation = {
  ...{ from: '2037-01-01', through: '2037-02-28' },
  text: { strengths: 'Reaches people.', growth: 'Notes.', summary: 'Good.' },
};
const onEvaluation = (act: Act, before: Act[] = []): Make => onPaper('evaluations', evaluation, act, before);
const signed: Act[] = [prepare, hold, ['sign', 'supervisor', {}], ['sign', 'coordinator', {}]];

/** A file at an item of somebody who has just been hired; and another that is on its way. */
async function attachedToItem(stage: Stage) {
  const id = await hired(stage);
  await stage.ok('supervisor', `/staff/${id}/file/acts/record-item`, {
    ...{ kind: 'resume', evidence: 'folder 12', ...sound.resume },
  });
  return { path: `/staff/${id}/attachments`, body: { about: 'item.1', fileName: 'resume.txt', bytes: 5 } };
}

export const staffTrials: Record<string, Make> = {
  beginStaffAttachment: async (stage) => {
    const { path, body } = await attachedToItem(stage);
    return {
      ...{ as: 'supervisor', path, body },
      changed: { body: { ...body, bytes: 10 } },
      refused: { body: { ...body, about: 'item.2' }, code: 'unknown-entry' },
    };
  },
  strikeStaffAttachment: async (stage) => {
    const { path, body: file } = await attachedToItem(stage);
    const begin = async () => String((await stage.ok('supervisor', path, file))['attachmentId']);
    const [kept, arriving] = [await begin(), await begin()];
    const whole = { 'Content-Type': 'application/octet-stream' };
    await stage.rig.post('supervisor', `${path}/${kept}/parts/0`, Buffer.from('Words'), whole).expect(200);
    const body = { reason: 'Of somebody else.' };
    return {
      ...{ as: 'supervisor', path: `${path}/${kept}/strike`, body },
      changed: { body: { reason: 'It is unreadable.' } },
      refused: { path: `${path}/${arriving}/strike`, code: 'attachment-unfinished' },
    };
  },
  beginStaffFile: acting(async ({ rig }) => {
    // Somebody who works here already, and of whom nothing is on file.
    const id = randomUUID();
    const { agencyId } = rig.agency;
    await rig.prisma.staff.create({
      data: { id, agencyId, name: 'Imre Castellanos', email: `${id}@demo.example.org`, role: 'intake' },
    });
    return {
      as: 'supervisor',
      path: `/staff/${id}/file/acts/begin`,
      body: { hiredOn: '2036-03-01' },
    };
  }),
  recordStaffItem: onFile('record-item', { kind: 'resume', evidence: 'folder 12', ...sound.resume }),
  withdrawStaffItem: onFile('withdraw-item', { item: 1, reason }, [
    ['record-item', { kind: 'resume', evidence: 'folder 12', ...sound.resume }],
  ]),
  sendHireNotice: onFile('send-notice', {}),
  requestSystemAccess: onFile('request-access', {}),
  mandateAttendance: onFile('mandate', mandate),
  recordAttendance: onFile('attend', { mandate: 1 }, [['mandate', mandate]]),
  excuseAttendance: onFile('excuse', { mandate: 1, reason }, [['mandate', mandate]]),
  describeStaff: onFile('describe', { languages: ['es'] }),

  nameSupervisor: acting(async (stage) => ({
    ...{ as: 'supervisor', path: `/staff/${await hired(stage)}/supervision/acts/name-supervisor` },
    body: { supervisorId: stage.staff.supervisor },
  })),
  setSupervisionGoal: onSupervision('set-goal', goal),
  closeSupervisionGoal: onSupervision('close-goal', { goal: 1, outcome: 'reached' }, [['set-goal', goal]]),
  recordCheckIn: onSupervision('check-in', { mode: 'phone', notes: 'All is well.' }),
  offerTraining: onSupervision('offer-training', { title: 'Listening' }),
  pairMentor: acting(async (stage) => ({
    ...{ as: 'supervisor', path: `/staff/${await supervised(stage)}/supervision/acts/pair-mentor` },
    body: { mentorId: stage.staff.coordinator3 },
  })),
  endMentorship: acting(async (stage) => {
    const path = `/staff/${await supervised(stage)}/supervision/acts`;
    await stage.ok('supervisor', `${path}/pair-mentor`, { mentorId: stage.staff.coordinator3 });
    return {
      as: 'supervisor',
      path: `${path}/end-mentorship`,
      body: { mentorship: 1, why: reason },
    };
  }),
  answerTraining: acting(async (stage) => {
    const path = `/staff/${await coordinatorSupervised(stage)}/supervision/acts`;
    const { content } = await stage.ok('supervisor', `${path}/offer-training`, { title: 'Listening' });
    const { trainings } = content as { trainings: unknown[] };
    const body = { training: trainings.length, answer: 'attended' };
    return { as: 'coordinator', path: `${path}/answer-training`, body };
  }),

  planCaseReview: beginning(async (stage) => ({
    ...{ as: 'supervisor', path: `/staff/${await supervised(stage)}/case-reviews`, body: planned },
  })),
  replanCaseReview: onReview(['replan', 'supervisor', { plannedOn: '2037-04-01', format: 'phone' }]),
  prepareCaseReview: onReview(prepare),
  holdCaseReview: onReview(hold, [prepare]),
  signCaseReview: onReview(['sign', 'supervisor', {}], [prepare, hold]),
  addToCaseReview: onReview(['add', 'coordinator', { text: 'The landlord was away.' }], signed),
  closeReviewPoint: onReview(['close-point', 'coordinator', { point: 1, outcome: 'Called.' }], signed),
  cancelCaseReview: onReview(['cancel', 'supervisor', { reason }]),

  beginEvaluation: beginning(async (stage) => ({
    ...{
      as: 'supervisor',
      path: `/staff/${await supervised(stage)}/evaluations`,
      body: evaluation,
    },
  })),
  writeEvaluation: onEvaluation(['write', 'supervisor', { text: { ...evaluation.text, summary: 'Fine.' } }]),
  signEvaluation: onEvaluation(['sign', 'supervisor', {}]),
  acknowledgeEvaluation: onEvaluation(['acknowledge', 'coordinator', {}], [['sign', 'supervisor', {}]]),
};
