import { sampleMeeting, sampleRoster } from '../../../prisma/seed/index.ts';
import type { CommandType } from '../../../src/kit/http/command.ts';
import { instrumentVersions } from '../../../src/features/outcomes/api/instruments.ts';
import { signedPlan } from '../api-plans.ts';
import { release, wholeSections } from '../plans.ts';
import type { Login } from '../../../prisma/seed/index.ts';
import { day, monday } from '../api-rig.ts';
import type { Make, Stage } from './stage.ts';
import { referred, released } from './referral-steps.ts';

/** The body of a step that the enrollment takes, once what comes before it has been done. */
type Body = (stage: Stage, id: string) => object | Promise<object>;

const reason = 'As agreed.';
const amendment = true;
const contact = { with: 'client', mode: 'phone', outcome: 'reached' };
const note = 'As she wished.';
type Begin = Parameters<typeof signedPlan>[2];
/** A plan that is complete already: one that is not is completed with its step, whatever becomes of the step. */
async function complete({ rig, ok }: Stage, id: string, begin: Begin): Promise<string> {
  const drafted = await signedPlan(rig, id, begin);
  await ok('coordinator', `/enrollments/${id}/plans/${drafted}/acts/complete`, {});
  return drafted;
}
const plan =
  (version: Begin['version'], more: object = {}): Body =>
  async (stage, id) => ({ plan: await complete(stage, id, { version }), ...more });
/** One that goes on from the full plan. */
const later =
  (version: Begin['version'], more: object): Body =>
  async (stage, id) => {
    const from = await complete(stage, id, { version: 'full' });
    await stage.step(id, 'completeFullSccp', { plan: from });
    const goals = wholeSections().goals.map((goal) => ({ ...goal, targetOn: '2037-07-01' }));
    const begin = { version, from, reason: 'She needs longer.', sections: { goals } };
    return { plan: await complete(stage, id, begin), ...more };
  };
const sar = async ({ dayIn, rig }: Stage, id: string) => ({
  ...{ service: 'RSS-HOUSING', units: 10, from: dayIn(0), through: dayIn(18), initial: true },
  ...{ enclosed: await rig.enclosing(id), justification: 'A room.' },
});
/** About a step that comes first. */
const after =
  (type: string, first: object | ((stage: Stage) => object), more: object = {}, as?: Login): Body =>
  async (stage, id) => ({
    about: await stage.step(id, type, typeof first === 'function' ? first(stage) : first, as),
    ...more,
  });
const crisis = { kind: 'overdose', what: 'Found on the stairs.', full: true };
const afterCrisis = (more: object) => after('reportCrisis', crisis, more);
const decided = (stage: Stage, decision: string) => ({
  ...{ decision, reason },
  ...(decision === 'approved' ? { units: 10, from: stage.dayIn(0), through: stage.dayIn(18) } : {}),
});
const authorized =
  (decision: string, more: object): Body =>
  async (stage, id) => {
    const about = await stage.step(id, 'requestAuthorization', await sar(stage, id));
    await stage.step(id, 'decideAuthorization', { about, ...decided(stage, decision) }, 'payer');
    return { about, ...more };
  };
const extension = async (stage: Stage, id: string) => {
  const { enclosed, justification } = await sar(stage, id);
  return { initial: true, units: 5, through: stage.dayIn(60), enclosed, justification };
};
/** What was asked back goes again with what goes with it. */
const again =
  (returned: (decision: string, more: object) => Body): Body =>
  async (stage, id) => {
    const enclosed = await stage.rig.enclosing(id);
    return returned('returned', { enclosed })(stage, id);
  };
const extended =
  (decision: string, more: object): Body =>
  async (stage, id) => {
    const about = await stage.step(id, 'requestExtension', await extension(stage, id));
    await stage.step(id, 'decideExtension', { about, decision, reason }, 'payer');
    return { about, ...more };
  };
/** Somebody heard how the client is doing, and nothing allowed it unless said otherwise. */
const toldByRole = (recipient: string, ground = 'none') => ({
  ...{ recipientKind: 'role', recipient, content: ['progress'], ground },
});
const dispute = { subject: 'plan', matter: 'The order of things.', parties: 'Client and agency.' };
const leaving = { reason: 'withdrawn', note, aftercareArranged: false, whyNot: 'She wants none.' };
const [gpra] = [...instrumentVersions].find(([, { id }]) => id === 'gpra') ?? [''];

/** A step each; a step type that is not here does not compile. */
export const stepBodies: Record<CommandType, Body> = {
  assignCoordinator: ({ staff }) => ({ coordinatorId: staff.coordinator3 }),
  logContact: () => contact,
  completePreliminarySccp: plan('preliminary'),
  async formRst({ ok }, id) {
    await ok('coordinator', `/enrollments/${id}/roster/acts/change`, sampleRoster(id));
    return {};
  },
  async holdRstMeeting({ ok }, id) {
    await ok('coordinator', `/enrollments/${id}/roster/acts/change`, sampleRoster(id));
    return { ...sampleMeeting(id), amendment };
  },
  completeFullSccp: plan('full'),
  reviewSccp: () => ({ initiative: 'recommend', amendment }),
  scoreAcuity: () => ({ score: 52 }),
  async changeLevel({ step, rig }, id) {
    const index = await step(id, 'scoreAcuity', { score: 30 });
    return { level: 'cm', reason, index, enclosed: await rig.enclosing(id, ['acuity-documentation']) };
  },
  requestExtension: extension,
  decideExtension: async (stage, id) => ({
    about: await stage.step(id, 'requestExtension', await extension(stage, id)),
    ...{ decision: 'approved', units: 5, through: stage.dayIn(60) },
  }),
  resubmitExtension: again(extended),
  appealExtension: extended('denied', { reason }),
  withdrawExtension: extended('denied', { reason }),
  reportEmergentNeed: () => ({ needs: ['housing'] }),
  async acknowledgePage({ step }, id) {
    await step(id, 'reportEmergentNeed', { needs: ['housing'] });
    return {};
  },
  discharge: () => leaving,
  async recordOutcomes({ step }, id) {
    await step(id, 'discharge', leaving);
    return { completed: false };
  },
  async reopen({ step }, id) {
    await step(id, 'discharge', leaving);
    return { reason };
  },
  async keepDischarged({ step }, id) {
    await step(id, 'discharge', leaving);
    await step(id, 'reportCrisis', crisis);
    return { reason };
  },
  enterInError: () => ({ reason }),
  updateAssessment: () => ({ amendment }),
  renewServicePlan: later('annual', { amendment }),
  holdClocks: ({ dayIn }) => ({ kinds: ['acuity.assessment'], reviewOn: dayIn(8), reason }),
  async releaseHold({ step, dayIn }, id) {
    await step(id, 'holdClocks', { kinds: ['acuity.assessment'], reviewOn: dayIn(8), reason });
    return { kinds: ['acuity.assessment'] };
  },
  moveDeadline: ({ instantIn }) => ({ kind: 'acuity.assessment', to: instantIn(24 * 60), reason }),
  waiveDuty: ({ dayIn }) => ({ kind: 'acuity.assessment', until: dayIn(40), reason }),
  async explainMiss({ rig }, id) {
    rig.clock.set(monday + 8 * day);
    const { body } = await rig.get('supervisor', `/enrollments/${id}/obligations`).expect(200);
    const [missed] = (body as { items: { key: string; kind: string }[] }).items.filter(
      ({ kind }) => kind === 'contact.first',
    );
    return { obligation: missed?.key, cause: 'staff', reason };
  },
  adoptPolicy: ({ rig: { agency } }) => ({
    ...{ profile: agency.policies.recoveryCoachProfile, calendar: agency.policies.calendar },
  }),
  voidStep: async ({ step }, id) => ({ step: await step(id, 'logContact', contact), reason }),
  async confirmNeed({ step }, id) {
    await step(id, 'reportEmergentNeed', { needs: ['housing'] });
    return { outcome: 'confirmed', last: true, need: 'housing' };
  },
  nameTreatmentProvider: () => ({ provider: 'Lakeside Treatment' }),
  async notifyTreatmentProvider({ step }, id) {
    await step(id, 'nameTreatmentProvider', { provider: 'Lakeside Treatment' });
    return { disclosed: [toldByRole('physician-or-hospital')], amendment };
  },
  scheduleAppointment: ({ instantIn }) => ({
    ...{ startsAt: instantIn(48), travelArranged: true, purpose: 'A check-up.', place: 'The clinic.' },
  }),
  remindOfAppointment: async (stage, id) => ({
    about: await stage.step(id, 'scheduleAppointment', await stepBodies.scheduleAppointment(stage, id)),
  }),
  recordAppointment: async (stage, id) => ({
    about: await stage.step(id, 'scheduleAppointment', await stepBodies.scheduleAppointment(stage, id)),
    ...{ outcome: 'cancelled', reason },
  }),
  async recordLocateAttempt({ step }, id) {
    await step(id, 'logContact', { with: 'client', mode: 'face-to-face', outcome: 'no-show' });
    return { kind: 'call', outcome: 'not-reached' };
  },
  async decideLocate({ step }, id) {
    await step(id, 'logContact', { with: 'client', mode: 'face-to-face', outcome: 'no-show' });
    await step(id, 'recordLocateAttempt', { kind: 'call', outcome: 'not-reached' });
    return { decision: 'close', reason };
  },
  amendSccp: later('amended', { disclosureChanges: false }),
  setReleaseDate: ({ dayIn }) => ({ releaseOn: dayIn(60) }),
  async completeTransitionSccp(stage, id) {
    await stage.step(id, 'setReleaseDate', { releaseOn: stage.dayIn(60) });
    const first = { on: '2037-03-20', place: 'Vliet House' };
    const services = wholeSections().services.map((one) => ({ ...one, firstAppointment: first }));
    const begin = { version: 'transition' as const, sections: { services, transition: release } };
    return { plan: await complete(stage, id, begin) };
  },
  async confirmContactInformation({ ok }, id) {
    const ways = [{ kind: 'phone', value: '+1 414 555 0100', mayLeaveMessage: false }];
    await ok('coordinator', `/enrollments/${id}/contact-information/acts/change`, { ways });
    return {};
  },
  async keepLevel({ step }, id) {
    await step(id, 'scoreAcuity', { score: 30 });
    return { reason };
  },
  reportHighAcuityEvent: () => ({ event: 'hospitalization' }),
  requestAuthorization: sar,
  decideAuthorization: async (stage, id) => ({
    about: await stage.step(id, 'requestAuthorization', await sar(stage, id)),
    ...decided(stage, 'approved'),
  }),
  resubmitAuthorization: again(authorized),
  appealDecision: authorized('denied', { reason }),
  endAuthorization: authorized('approved', { reason }),
  recordService: () => ({ kind: 'housing', minutes: 30, billable: false }),
  async noteDisclosure({ step }, id) {
    const told = toldByRole('physician-or-hospital', 'medical-emergency');
    const about = await step(id, 'logContact', { ...contact, with: 'provider', disclosed: [told] });
    return { about, medicalPersonnel: note, toldBy: note, when: note, emergency: note };
  },
  async resolveDisclosure({ step }, id) {
    const told = { ...contact, with: 'provider', disclosed: [toldByRole('landlord')] };
    return { about: await step(id, 'logContact', told), clientTold: true, findings: note, done: note };
  },
  grantRelease: (stage) => released(stage),
  revokeRelease: async (stage, id) => ({
    about: await stage.step(id, 'grantRelease', await released(stage)),
  }),
  endRelease: async (stage, id) => ({
    about: await stage.step(id, 'grantRelease', {
      ...(await released(stage)),
      ...{ expiry: 'event', expiryWords: 'When she moves in.' },
    }),
    what: 'She has moved in.',
  }),
  recordNoConsents: () => ({ because: 'declined', reason: 'She wants to think it over.', amendment }),
  tellRevocation: async (stage, id) => {
    const about = await stage.step(id, 'grantRelease', await released(stage));
    await stage.step(id, 'revokeRelease', { about });
    return { about, outcome: 'nobody-relied', told: 'Nothing had been sent.' };
  },
  recordChoice: (stage, id) => referred(stage, id, 'recordChoice'),
  makeReferral: (stage, id) => referred(stage, id, 'makeReferral'),
  sendReferral: (stage, id) => referred(stage, id, 'sendReferral'),
  recordReferralAnswer: (stage, id) => referred(stage, id, 'recordReferralAnswer'),
  startService: (stage, id) => referred(stage, id, 'startService'),
  reviewService: (stage, id) => referred(stage, id, 'reviewService'),
  recordServiceFeedback: (stage, id) => referred(stage, id, 'recordServiceFeedback'),
  endService: (stage, id) => referred(stage, id, 'endService'),
  withdrawReferral: (stage, id) => referred(stage, id, 'withdrawReferral'),
  reportCrisis: () => crisis,
  answerCrisis: afterCrisis({}),
  recordCrisisAction: afterCrisis({ action: 'respond', summary: note }),
  handOverCrisis: afterCrisis({ to: 'The one on duty.' }),
  async closeCrisis({ step }, id) {
    const about = await step(id, 'reportCrisis', { ...crisis, full: false });
    for (const action of ['respond', 'listen', 'consult', 'act', 'plan'])
      await step(id, 'recordCrisisAction', { about, action, summary: note });
    return { about };
  },
  recordStaffing: afterCrisis({ purpose: 'crisis', talk: note, recommendations: note }),
  reviewSafetyPlan: afterCrisis({ changed: false }),
  consultSupervisor: () => ({ question: 'What comes first.' }),
  documentConsultation: after(...(['consultSupervisor', { question: 'What comes first.' }] as const), {
    summary: note,
    decision: reason,
  }),
  enterClientGroup: () => ({ group: 'gpra' }),
  async leaveClientGroup({ step }, id) {
    await step(id, 'enterClientGroup', { group: 'gpra' });
    return { group: 'gpra', reason };
  },
  async recordInstrument({ step }, id) {
    await step(id, 'enterClientGroup', { group: 'gpra' });
    return { instrument: 'gpra', version: gpra, point: 'intake', outcome: 'refused' };
  },
  askSatisfaction: () => ({}),
  raiseDispute: () => dispute,
  recordDisputeStep: after('raiseDispute', dispute, {
    ...{ method: 'negotiation', outcome: 'settled', parties: 'Both.', summary: note },
  }),
  async settleDispute({ step }, id) {
    const about = await step(id, 'raiseDispute', dispute);
    const settled = { method: 'negotiation', outcome: 'settled', parties: 'Both.', summary: note };
    await step(id, 'recordDisputeStep', { about, ...settled });
    return { about, terms: note };
  },
  withdrawDispute: after('raiseDispute', dispute, { reason }),
  async settleCarried({ rig, staff }, id) {
    // It comes with a transfer, from no route.
    const facts = {
      type: 'carryDuty',
      kind: 'referral.review',
      duty: 'RF-5',
      due: monday + 9 * day,
    } as const;
    const by = { staffId: staff.supervisor, role: 'supervisor' as const, agencyId: rig.agency.agencyId };
    const named = { commandId: 'carried', fingerprint: 'carried' };
    await rig.gateway.submit(id, { ...named, by, commands: [{ facts: { ...facts, origin: 'k' } }] });
    return { about: 'carried', how: 'done', summary: note };
  },
};

const theirs = new Set<CommandType>(['decideExtension', 'decideAuthorization']);

/** Each as a request. Whatever it is, with another time it is another, and the version of another record refuses it. */
export const stepTrials: Record<string, Make> = Object.fromEntries(
  (Object.entries(stepBodies) as [CommandType, Body][]).map(([type, bodyOf]): [string, Make] => [
    type,
    async (stage) => {
      const id = await stage.client();
      const body = await bodyOf(stage, id);
      return {
        // A lead may decide too, but only where no payer has access.
        ...{ as: theirs.has(type) ? 'payer' : stage.actor(`command:${type}`) },
        ...{ path: `/enrollments/${id}/commands/${type}`, body },
        changed: { body: { ...body, occurredAt: stage.instantIn(-0.5) } },
        refused: { headers: { 'If-Match': '"999"' }, code: 'version-conflict' },
      };
    },
  ]),
);
