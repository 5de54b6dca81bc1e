import { signedPlan } from '../api-plans.ts';
import { inventedName } from '../../../prisma/seed/invented-name.ts';
import { randomUUID } from 'node:crypto';
import { day, monday } from '../api-rig.ts';
import type { Make, Stage, Trial } from './stage.ts';
import { stepBodies } from './steps.ts';
import { signedOnPaper } from '../../../prisma/seed/index.ts';
import type { FactsOf } from '../../../src/engine/record/steps/index.ts';

const reason = 'As agreed.';
/** A request that is refused before anybody looks at it: of acts that nothing else stands in the way of. */
const malformed = (body: object): Trial['refused'] => ({
  body: { ...body, surplus: true },
  code: 'unknown-field',
});

let referred = 0;
const enrolling = (reference: string, more: object = {}) => ({
  client: { reference, ...inventedName(reference) },
  referral: { level: 'rsc-i', emergency: false, ...more },
});

const paying = {
  amountCents: 100,
  purpose: 'food',
  payee: 'The corner shop',
  justification: 'Nothing to eat.',
};

/** A payment out of a fund that can bear it; answers its entry. */
async function paid({ ok, client }: Stage): Promise<string> {
  await ok('supervisor', '/fund/deposits', { amountCents: 5_000 });
  return (await ok('coordinator', `/enrollments/${await client()}/fund-payments`, paying))['entry'] as string;
}

/** Somebody who was hired, and has nothing in hand. */
let hires = 0;
const somebody = () => `hired${(hires += 1)}@demo.example.org`;
const hire = (email = somebody()) => ({
  name: 'Imre Castellanos',
  email,
  role: 'coordinator',
  hiredOn: '2037-03-02',
});

/** Somebody who works there, whose address is taken. */
async function hireKnown(begun: Stage['begun']) {
  const known = hire();
  await begun('supervisor', '/staff', known);
  return known;
}

/** Two messages that could not be sent. */
async function failing({ rig, client }: Stage): Promise<string[]> {
  const about = { notification: { enrollmentId: { in: [await client(), await client()] } } };
  const failed = { state: 'failing', attempts: 2, lastError: 'smtp-ESOCKET' };
  await rig.prisma.delivery.updateMany({ where: about, data: failed });
  const rows = await rig.prisma.delivery.findMany({ where: about, take: 2 });
  if (rows.length < 2) throw new Error('there are no two messages about these clients');
  return rows.map(({ id }) => id);
}

const agreed: Omit<FactsOf<'grantRelease'>, 'type'> = {
  ...{ recipientKind: 'agency', purpose: 'care-coordination', expiresOn: '2037-12-31' },
  content: ['identity', 'assessment', 'progress'],
};
/** Lets that agency be told of a client. */
const telling = (recipient: string) => ({
  ...{ recipient, ...agreed, recipientName: 'Another County', ...signedOnPaper('2037-03-02') },
});

/** A client whom the other agency is to be offered. */
async function offering({ rig, ok, client, step }: Stage) {
  const id = await client();
  await step(id, 'scoreAcuity', { score: 52 });
  const toAgency = rig.otherAgency.agencyId;
  const body = {
    ...{ toAgency, reason: 'client-moves', carries: [] },
    enclosed: await rig.enclosing(id, ['acuity-documentation']),
    release: await step(id, 'grantRelease', telling(toAgency)),
    leaving: { warmHandOver: true, handedOverTo: 'Met with both.', note: 'She moves.' },
  };
  const offer = async () =>
    String((await ok('supervisor', `/enrollments/${id}/transfers`, body))['transfer']);
  return { id, body, offer };
}

/** An offer turned round, as if the other agency had made it: its answer is ours. */
async function received(stage: Stage): Promise<string> {
  const { id: client, offer } = await offering(stage);
  const id = await offer();
  const { agency, otherAgency, prisma, gateway, clock } = stage.rig;
  // To us, which nobody of ours can enter: past the door.
  const release = randomUUID();
  const outcome = await gateway.submit(client, {
    ...{ commandId: release, fingerprint: release, askedAt: clock.now() },
    by: { staffId: stage.staff.supervisor, role: 'supervisor', agencyId: agency.agencyId },
    commands: [{ facts: { type: 'grantRelease', ...agreed, recipient: agency.agencyId } }],
  });
  if (outcome.status !== 'accepted') throw new Error(`a release to us was ${outcome.status}`);
  const sides = { fromAgencyId: otherAgency.agencyId, toAgencyId: agency.agencyId };
  await prisma.transfer.update({ where: { id }, data: { ...sides, release } });
  return id;
}

let weeks = 0;
/** A night that is nobody's yet. */
function night() {
  weeks += 1;
  const on = new Date(monday + (7 * weeks + 14) * day).toISOString().slice(0, 10);
  return { from: `${on}T17:00`, until: `${on}T20:00` };
}
async function shift({ ok, staff }: Stage): Promise<string> {
  const { shifts } = await ok('supervisor', '/on-call/shifts', { staffId: staff.coordinator, ...night() });
  return (shifts as { shiftId: string }[])[0]?.shiftId ?? '';
}
const swapping = async (stage: Stage) => ({ shift: await shift(stage), with: stage.staff.coordinator3 });
const onSwap =
  (name: string, as: Trial['as']): Make =>
  async (stage) => {
    const { swapId } = await stage.ok('coordinator', '/on-call/swaps', await swapping(stage));
    const at = (id: string) => `/on-call/swaps/${id}/${name}`;
    const refused = { path: at(randomUUID()), code: 'unknown-swap' as const };
    return { as, path: at(String(swapId)), body: {}, changed: { body: { reason } }, refused };
  };

/** The files of three people. */
async function filesIn({ rig }: Stage): Promise<string[]> {
  const ids = [await rig.enroll(), await rig.enroll(), await rig.enroll()];
  const enrollments = await rig.prisma.enrollment.findMany({ where: { id: { in: ids } } });
  return enrollments.map(({ clientId }) => clientId);
}

const overriding = (stage: Stage) => ({
  ...{ level: 'rsc-i', clients: 1, until: stage.instantIn(24 * 7), reason },
});

/** Everything that is neither a step of an enrollment by its own route nor an act on a document. */
export const otherTrials: Record<string, Make> = {
  answerSameness: async ({ rig }) => {
    await rig.enroll();
    const alike = { where: { enrollmentId: await rig.enroll() } };
    const { id } = await rig.prisma.clientSameness.findFirstOrThrow(alike);
    return {
      ...{ as: 'supervisor', path: `/sameness/${id}/answers`, body: { verdict: 'same', reason } },
      changed: { body: { verdict: 'different', reason } },
      refused: { path: `/sameness/${randomUUID()}/answers`, code: 'not-found' },
    };
  },
  linkClients: async (stage) => {
    const [client, other, third] = await filesIn(stage);
    const body = { with: other, reason };
    return {
      ...{ as: 'supervisor', path: `/clients/${client}/links`, body },
      changed: { body: { with: third, reason } },
      refused: { body: { with: client, reason }, code: 'invalid-field' },
    };
  },
  unlinkClients: async (stage) => {
    const [client, other] = await filesIn(stage);
    const { linkId } = await stage.ok('supervisor', `/clients/${client}/links`, { with: other, reason });
    const at = (id: string) => `/clients/${client}/links/${id}/unlink`;
    return {
      ...{ as: 'supervisor', path: at(String(linkId)), body: { reason } },
      changed: { body: { reason: 'Otherwise.' } },
      refused: { path: at(randomUUID()), code: 'not-found' },
    };
  },
  startEnrollment: async () => {
    const reference = `A-${(referred += 1)}`;
    return {
      ...{ as: 'intake', path: '/enrollments', body: enrolling(reference) },
      changed: { body: enrolling(reference, { level: 'cm' }) },
      refused: { body: enrolling(reference, { level: 'none' }), code: 'unknown-level' },
    };
  },
  submitCommands: async (stage) => {
    const id = await stage.client();
    const command = { type: 'logContact', ...(await stepBodies.logContact(stage, id)) };
    return {
      ...{ as: 'coordinator', path: `/enrollments/${id}/commands`, body: { commands: [command] } },
      changed: { body: { commands: [command, command] } },
      refused: { headers: { 'If-Match': '"999"' }, code: 'version-conflict' },
    };
  },
  takeSuggestion: async ({ rig, staff }) => {
    const at = `/enrollments/${await rig.enroll()}/suggestions`;
    return {
      ...{ as: 'supervisor', path: `${at}/${staff.coordinator2}/take`, body: {} },
      changed: { path: `${at}/${staff.coordinator3}/take` },
      refused: { path: `${at}/${randomUUID()}/take`, code: 'unknown-staff' },
    };
  },

  depositIntoFund: async () => ({
    ...{ as: 'supervisor', path: '/fund/deposits', body: { amountCents: 100 } },
    changed: { body: { amountCents: 101 } },
    refused: malformed({ amountCents: 100 }),
  }),
  reimburseFund: async (stage) => {
    const body = { payment: await paid(stage), amountCents: 60 };
    return {
      ...{ as: 'supervisor', path: '/fund/reimbursements', body },
      changed: { body: { ...body, amountCents: 61 } },
      refused: { body: { ...body, amountCents: 101 }, code: 'payment-settled' },
    };
  },
  reconcileFund: async () => ({
    ...{ as: 'supervisor', path: '/fund/reconciliations', body: { countedCents: 90_000 } },
    changed: { body: { countedCents: 90_001 } },
    refused: malformed({ countedCents: 90_000 }),
  }),
  payFromFund: async (stage) => {
    await paid(stage);
    return {
      ...{ as: 'coordinator', path: `/enrollments/${await stage.client()}/fund-payments`, body: paying },
      changed: { body: { ...paying, amountCents: 99 } },
      refused: { body: { ...paying, amountCents: 9_000_000 }, code: 'fund-exhausted' },
    };
  },
  handOutPaper: async ({ client, rig, step }) => {
    const id = await client();
    const plan = await signedPlan(rig, id, { version: 'preliminary' });
    await step(id, 'completePreliminarySccp', { plan });
    const body = {
      ...{ to: { kind: 'role', id: 'physician-or-hospital' }, purpose: 'crisis' },
      allowedBy: { ground: 'law', law: 'medical-emergency', note: reason },
    };
    return {
      ...{ as: 'coordinator', path: `/enrollments/${id}/papers/care-plan/hand-outs`, body },
      changed: { body: { ...body, purpose: 'care-coordination' } },
      refused: { body: { ...body, to: { kind: 'payer', id: null } }, code: 'law-does-not-cover' },
    };
  },
  beginAttachment: async ({ client }) => {
    const body = { what: 'letter', fileName: 'letter.pdf', bytes: 9 };
    return {
      ...{ as: 'coordinator', path: `/enrollments/${await client()}/attachments`, body },
      changed: { body: { ...body, bytes: 10 } },
      refused: { body: { ...body, about: 'nothing.1' }, code: 'attachment-belongs-nowhere' },
    };
  },
  strikeAttachment: async ({ client, ok, rig }) => {
    const path = `/enrollments/${await client()}/attachments`;
    const begin = async () =>
      String(
        (await ok('coordinator', path, { what: 'letter', fileName: 'letter.txt', bytes: 5 }))['attachmentId'],
      );
    const [kept, arriving] = [await begin(), await begin()];
    const whole = { 'Content-Type': 'application/octet-stream' };
    await rig.post('coordinator', `${path}/${kept}/parts/0`, Buffer.from('Words'), whole).expect(200);
    const body = { reason: 'Of another client.' };
    return {
      ...{ as: 'coordinator', path: `${path}/${kept}/strike`, body },
      changed: { body: { reason: 'It is unreadable.' } },
      refused: { path: `${path}/${arriving}/strike`, code: 'attachment-unfinished' },
    };
  },

  makeMisBatch: async ({ client, step, rig }) => {
    const id = await client();
    await rig.post('supervisor', '/mis/batches');
    return {
      ...{ as: 'supervisor', path: '/mis/batches', changed: null },
      refused: { code: 'nothing-to-export' },
      between: () => step(id, 'logContact', { with: 'client', mode: 'phone', outcome: 'reached' }),
    };
  },
  makeReport: async () => ({
    ...{ as: 'supervisor', path: '/reports/2037-03' },
    changed: { path: '/reports/2037-02' },
    refused: { path: '/reports/2038-01', code: 'not-found' },
  }),

  hire: async () => {
    const body = hire();
    return {
      ...{ as: 'supervisor', path: '/staff', body },
      changed: { body: { ...body, role: 'intake' } },
      refused: { body: hire('coordinator@demo.example.org'), code: 'staff-known' },
    };
  },
  changeStaffMember: async ({ begun }) => {
    const id = await begun('supervisor', '/staff', hire());
    const body = { email: somebody(), role: 'supervisor', reason: 'Leads the night team' };
    return {
      ...{ as: 'director', path: `/staff/${id}/change`, body },
      changed: { body: { ...body, reason: 'Another' } },
      refused: { body: { email: (await hireKnown(begun)).email, reason: 'Moved' }, code: 'staff-known' },
    };
  },
  leave: async ({ begun }) => {
    const id = await begun('supervisor', '/staff', hire());
    const body = { lastDay: '2037-03-02', reason: 'Moves away' };
    return {
      ...{ as: 'director', path: `/staff/${id}/leaving`, body },
      changed: { body: { ...body, reason: 'Another' } },
      refused: { body: { ...body, lastDay: '2037-03-09' }, code: 'leaving-ahead' },
    };
  },
  breakGlass: async (stage) => {
    const body = { reason: 'Called from the street; nobody else answers.' };
    return {
      ...{ as: 'coordinator2', path: `/enrollments/${await stage.client()}/break-glass`, body },
      changed: { body: { reason: 'Another reason.' } },
      refused: malformed(body),
    };
  },
  issueAccessToken: async ({ staff }) => ({
    ...{
      as: 'director',
      path: `/staff/${staff.coordinator3}/access-tokens`,
      body: { days: 7 },
      once: ['token'],
    },
    changed: { body: { days: 8 } },
    refused: { path: `/staff/${staff.payer}/access-tokens`, code: 'access-not-given-here' },
  }),
  mandateForAll: async () => {
    const body = { kind: 'training', title: 'New forms', dueOn: '2037-04-01' };
    return {
      ...{ as: 'director', path: '/mandates', body },
      changed: { body: { ...body, title: 'Other forms' } },
      refused: { body: { ...body, kind: 'picnic' }, code: 'unknown-file-item' },
    };
  },

  offerTransfer: async (stage) => {
    const { id, body } = await offering(stage);
    return {
      ...{ as: 'supervisor', path: `/enrollments/${id}/transfers`, body },
      changed: { body: { ...body, reason: 'capacity' } },
      refused: { body: { ...body, release: 'none' }, code: 'release-missing' },
    };
  },
  acceptTransfer: async (stage) => {
    const body = { reference: 'ACCEPTED' };
    return {
      ...{ as: 'intake', path: `/transfers/${await received(stage)}/accept`, body },
      changed: { body: { reference: 'OTHERWISE' } },
      refused: { body: { ...body, level: 'none' }, code: 'unknown-level' },
    };
  },
  declineTransfer: async (stage) => ({
    ...{ as: 'intake', path: `/transfers/${await received(stage)}/decline`, body: { reason: 'no-capacity' } },
    changed: { body: { reason: 'other' } },
    refused: { path: `/transfers/${randomUUID()}/decline`, code: 'not-found' },
  }),
  withdrawTransfer: async (stage) => ({
    ...{ as: 'supervisor', path: `/transfers/${await (await offering(stage)).offer()}/withdraw`, body: {} },
    changed: null,
    refused: { path: `/transfers/${randomUUID()}/withdraw`, code: 'not-found' },
  }),

  overrideCaseload: async (stage) => {
    const body = overriding(stage);
    return {
      ...{ as: 'supervisor', path: `/staff/${stage.staff.coordinator2}/caseload-overrides`, body },
      changed: { body: { ...body, clients: 2 } },
      refused: { body: { ...body, until: stage.instantIn(24 * 100) }, code: 'override-too-long' },
    };
  },
  endCaseloadOverride: async (stage) => {
    const at = `/staff/${stage.staff.coordinator2}/caseload-overrides`;
    const { override } = await stage.ok('supervisor', at, overriding(stage));
    return {
      ...{ as: 'supervisor', path: `${at}/${String(override)}/end`, body: { reason } },
      changed: { body: { reason: 'Otherwise.' } },
      refused: { path: `${at}/none/end`, code: 'unknown-override' },
    };
  },
  reassign: async (stage) => {
    const { coordinator: from, coordinator3: to } = stage.staff;
    const body = { from, reason, items: [{ enrollmentId: await stage.client(), to }] };
    return {
      ...{ as: 'supervisor', path: '/reassignments', body },
      changed: { body: { ...body, reason: 'Otherwise.' } },
      refused: { body: { ...body, items: [{ enrollmentId: randomUUID(), to }] }, code: 'not-their-client' },
    };
  },

  putOnCall: async ({ staff }) => {
    const body = { staffId: staff.coordinator, ...night() };
    return {
      ...{ as: 'supervisor', path: '/on-call/shifts', body },
      changed: { body: { ...body, rank: 2 } },
      refused: { body: { ...body, staffId: staff.intake }, code: 'unknown-staff' },
    };
  },
  changeShift: async (stage) => ({
    ...{ as: 'supervisor', path: `/on-call/shifts/${await shift(stage)}/change`, body: { rank: 2, reason } },
    changed: { body: { rank: 3, reason } },
    refused: { body: { staffId: stage.staff.intake, reason }, code: 'unknown-staff' },
  }),
  withdrawShift: async (stage) => ({
    ...{ as: 'supervisor', path: `/on-call/shifts/${await shift(stage)}/withdraw`, body: { reason } },
    changed: { body: { reason: 'Otherwise.' } },
    refused: { path: `/on-call/shifts/${randomUUID()}/withdraw`, code: 'unknown-shift' },
  }),
  askForSwap: async (stage) => {
    const body = await swapping(stage);
    return {
      ...{ as: 'coordinator', path: '/on-call/swaps', body },
      changed: { body: { ...body, reason } },
      refused: { body: { ...body, with: stage.staff.coordinator }, code: 'swap-with-oneself' },
    };
  },
  acceptSwap: onSwap('accept', 'coordinator3'),
  declineSwap: onSwap('decline', 'coordinator3'),
  withdrawSwap: onSwap('withdraw', 'coordinator'),
  beginAbsence: async ({ staff, instantIn }) => {
    const body = { until: instantIn(24 * 7) };
    return {
      ...{ as: 'supervisor', path: `/staff/${staff.coordinator2}/absences`, body },
      changed: { body: { until: instantIn(24 * 8) } },
      refused: { body: { ...body, cover: staff.coordinator2 }, code: 'covers-for-oneself' },
    };
  },
  chooseMessages: async () => ({
    ...{ as: 'coordinator', path: '/inbox/choice', body: { choice: 'each' } },
    changed: { body: { choice: 'digest' } },
    refused: { body: { choice: 'never' }, code: 'invalid-field' },
  }),
  resendDeliveries: async (stage) => {
    const [one, another] = await failing(stage);
    return {
      ...{ as: 'ops', path: '/ops/deliveries/resend', body: { deliveries: [one] } },
      changed: { body: { deliveries: [another] } },
      refused: { body: { deliveries: ['none'] }, code: 'unknown-delivery' },
    };
  },
  giveUpDeliveries: async (stage) => {
    const deliveries = await failing(stage);
    return {
      ...{ as: 'ops', path: '/ops/deliveries/give-up', body: { deliveries, reason } },
      changed: { body: { deliveries, reason: 'Otherwise.' } },
      refused: { body: { deliveries: [...deliveries, 'none'], reason }, code: 'unknown-delivery' },
    };
  },
};
