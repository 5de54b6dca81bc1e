import { sampleRoster } from '../../../prisma/seed/index.ts';
import type { Login } from '../../../prisma/seed/index.ts';
import { beginPlan, signedPlan } from '../api-plans.ts';
import type { Make, Stage, Trial } from './stage.ts';

type Doing = Pick<Trial, 'as' | 'path'> & { body?: object };

/** An act on a document: with another time it is another, and a revision that is not the newest refuses it. */
export const acting =
  (doing: (stage: Stage) => Promise<Doing>): Make =>
  async (stage) => {
    const { body = {}, ...rest } = await doing(stage);
    return {
      ...{ ...rest, body },
      changed: { body: { ...body, occurredAt: stage.instantIn(-0.5) } },
      refused: { headers: { 'If-Match': '"999"' }, code: 'version-conflict' },
    };
  };

/** One that begins a document: what lies ahead is refused. */
export const beginning =
  (doing: (stage: Stage) => Promise<Doing>): Make =>
  async (stage) => {
    const { body = {}, ...rest } = await doing(stage);
    return {
      ...{ ...rest, body },
      changed: { body: { ...body, occurredAt: stage.instantIn(-0.5) } },
      refused: { body: { ...body, occurredAt: stage.instantIn(48) }, code: 'occurred-in-future' },
    };
  };

const as: Login = 'coordinator';
const reason = 'As agreed.';
const text = {
  ...{ type: 'contact', context: 'Weekly visit.', place: 'Her room.', purpose: 'Looking at the plan.' },
  ...{ facts: 'She is well.', quotes: ['I am well.'] },
  ...{ resolution: 'Goal two goes on.', nextSteps: 'Visit on Monday.' },
};
const visit = { with: 'client', mode: 'face-to-face', outcome: 'reached' };
const harbor = {
  ...{ services: ['legal-aid'], populations: ['women'], languages: ['en'], internal: false, contact: {} },
};
const available = { openings: 2, waitingDays: 5 };

let areas = 0;
let words = 0;

/** On a plan that is being written. */
const onPlan = (act: string, body: object): Make =>
  acting(async (stage) => {
    const id = await stage.client();
    const version = 'full' as const;
    const plan =
      act === 'complete' || act === 'strike'
        ? await signedPlan(stage.rig, id, { version })
        : await beginPlan(stage.rig, id, { version });
    if (act === 'strike') await stage.ok(as, `/enrollments/${id}/plans/${plan}/acts/complete`, {});
    return { as, path: `/enrollments/${id}/plans/${plan}/acts/${act}`, body };
  });

/** On a note that is being written, or is signed. */
const onNote = (act: string, body: object = {}): Make =>
  acting(async ({ begun, client, ok, step }) => {
    const id = await client();
    const about = await step(id, 'logContact', visit);
    const note = await begun(as, `/enrollments/${id}/notes`, { text, about });
    if (act === 'add' || act === 'strike') await ok(as, `/enrollments/${id}/notes/${note}/acts/sign`, {});
    return { as, path: `/enrollments/${id}/notes/${note}/acts/${act}`, body };
  });

const onProvider = (act: string, body: object): Make =>
  acting(async ({ begun }) => {
    const provider = await begun(as, '/providers', { name: `For ${act}`, ...harbor, ...available });
    return { as, path: `/providers/${provider}/acts/${act}`, body };
  });

const ofClient = (path: string, body: (id: string) => object, level = 'rsc-i'): Make =>
  acting(async ({ client }) => {
    const id = await client({ referral: { level } });
    return { as, path: `/enrollments/${id}/${path}`, body: body(id) };
  });

/** Of what each client has one: begun, and all of it in the wrong file. */
const strikingOf = (kind: string, content: (id: string) => object, level?: string): Make =>
  acting(async ({ client, ok }) => {
    const id = await client({ referral: { level: level ?? 'rsc-i' } });
    await ok(as, `/enrollments/${id}/${kind}/acts/change`, content(id));
    return { as, path: `/enrollments/${id}/${kind}/acts/strike`, body: { since: 1, reason } };
  });
const ways = () => ({ ways: [{ kind: 'phone', value: '+1 414 555 0100', mayLeaveMessage: false }] });
const need = () => ({ languages: ['es'] });
const family = (id: string) => ({
  members: [{ id, name: 'Ottilie', relation: 'mother', client: true, minor: false, guardians: [], lets: [] }],
});

export const documentTrials: Record<string, Make> = {
  correctIdentity: acting(async ({ rig, client }) => {
    const { clientId } = await rig.prisma.enrollment.findUniqueOrThrow({ where: { id: await client() } });
    const { reference } = await rig.prisma.client.findUniqueOrThrow({ where: { id: clientId } });
    return {
      ...{ as, path: `/clients/${clientId}/identity/acts/correct` },
      body: {
        ...{ name: [{ use: 'official', family: 'Brandywine' }], telecom: [], reason },
        ...{ birthDate: null, birthDateQuality: 'unknown' },
        identifier: [{ system: 'agency', value: reference }],
      },
    };
  }),
  changeContactInformation: ofClient('contact-information/acts/change', ways),
  changeRoster: ofClient('roster/acts/change', sampleRoster),
  changeAssignmentNeed: ofClient('assignment-need/acts/change', need),
  changeHousehold: ofClient('household/acts/change', family, 'rsc-f'),
  strikeContactInformationDocument: strikingOf('contact-information', ways),
  strikeRosterDocument: strikingOf('roster', sampleRoster),
  strikeAssignmentNeedDocument: strikingOf('assignment-need', need),
  strikeHouseholdDocument: strikingOf('household', family, 'rsc-f'),
  changeAssignmentSettings: acting(async () => ({
    ...{ as: 'director', path: '/assignment-settings/acts/change' },
    body: { areas: [{ id: `north-${(areas += 1)}`, beside: [] }] },
  })),

  changeCodeLists: acting(async ({ rig }) => {
    const { body } = await rig.get('director', '/code-lists');
    const { needs, crises } = (body as { content: { needs: object[]; crises: object[] } }).content;
    const code = `need-${(words += 1)}`;
    return {
      ...{ as: 'director', path: '/code-lists/acts/change' },
      body: { needs: [...needs, { code, title: 'One more', dangerous: false }], crises, reason },
    };
  }),

  setWebhook: acting(async () => ({
    ...{ as: 'director', path: '/webhook/acts/set' },
    body: { url: 'https://pager.agency.example/hook', secret: 'x'.repeat(24) },
  })),
  removeWebhook: acting(async ({ ok }) => {
    const hook = { url: 'https://pager.agency.example/hook', secret: 'x'.repeat(24) };
    await ok('director', '/webhook/acts/set', hook);
    return { as: 'director', path: '/webhook/acts/remove' };
  }),

  beginPlan: beginning(async ({ client, ok, rig }) => {
    const id = await client();
    const from = await signedPlan(rig, id, { version: 'full' });
    await ok(as, `/enrollments/${id}/plans/${from}/acts/complete`, {});
    return { as, path: `/enrollments/${id}/plans`, body: { version: 'amended', from, reason } };
  }),
  editPlan: onPlan('edit', { sections: { strengths: [{ id: 's1', text: 'Cooks.' }] } }),
  signPlan: onPlan('sign', { signatures: [{ role: 'client', name: 'Ottilie', on: '2037-03-02' }] }),
  completePlan: onPlan('complete', {}),
  discardPlan: onPlan('discard', { reason }),
  strikePlan: onPlan('strike', { reason }),

  beginNote: beginning(async ({ client, step }) => {
    const id = await client();
    const about = await step(id, 'logContact', visit);
    return { as, path: `/enrollments/${id}/notes`, body: { text, about } };
  }),
  writeNote: onNote('write', { text: { ...text, facts: 'She is very well.' } }),
  signNote: onNote('sign'),
  discardNote: onNote('discard'),
  strikeNote: onNote('strike', { reason }),
  addToNote: onNote('add', { text: 'Read with her.' }),

  listProvider: beginning(async () => ({
    ...{ as, path: '/providers', body: { name: 'Listed', ...harbor, ...available } },
  })),
  reviseProvider: onProvider('revise', { name: 'Revised', ...harbor }),
  verifyProvider: onProvider('verify', { openings: 0, waitingDays: 30 }),
  retireProvider: onProvider('retire', { reason }),
};
