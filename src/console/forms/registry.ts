import { type ComponentType, lazy } from 'react';
import type { CommandType } from '../../kit/http/command.ts';
import type { AnyForm } from './steps/fields.ts';

/** As much of a duty's line as its form asks for. */
export type Duty = { key: string; kind: string; title: string; about: string | null };

/** A form as it is opened: of which step, for whom, and from which duty's line, if from one. */
export type OpenedForm = {
  step: CommandType;
  enrollmentId: string;
  client: string;
  duty: Duty | null;
  /** The thing it is about, where it was not opened from a duty. */
  about?: string;
};
export type FormProps = OpenedForm & { onDone: () => void };

/** Steps whose forms are a list of fields, by the file that has them, in the order in which they are offered. */
export const stepsOf = {
  contact: ['scheduleAppointment', 'recordAppointment', 'remindOfAppointment'],
  needs: ['confirmNeed', 'nameTreatmentProvider', 'notifyTreatmentProvider'],
  search: ['recordLocateAttempt', 'decideLocate'],
  requests: [
    'requestAuthorization',
    'requestExtension',
    'recordService',
    'endAuthorization',
    'resubmitAuthorization',
    'appealDecision',
    'resubmitExtension',
    'appealExtension',
    'withdrawExtension',
  ],
  clocks: ['moveDeadline', 'waiveDuty', 'holdClocks', 'releaseHold', 'explainMiss'],
} as const satisfies Record<string, readonly CommandType[]>;

export type Group = keyof typeof stepsOf;
export type StepsOf<G extends Group> = (typeof stepsOf)[G][number];

type FieldForms = { forms: object };
const fieldForms: Record<Group, () => Promise<FieldForms>> = {
  contact: () => import('./steps/contact.ts'),
  needs: () => import('./steps/needs.ts'),
  search: () => import('./steps/search.ts'),
  requests: () => import('./steps/requests.ts'),
  clocks: () => import('./steps/clocks.ts'),
};

/** Steps that have a form of their own, by the group among which it is offered. */
const ownForms: Partial<
  Record<CommandType, { group: Group; load: () => Promise<ComponentType<FormProps>> }>
> = {
  logContact: { group: 'contact', load: async () => (await import('./log-contact/form.tsx')).LogContactForm },
};

const notYet: CommandType[] = [
  'reportEmergentNeed',
  'reopen',
  'keepDischarged',
  'enterInError',
  'voidStep',
  'completePreliminarySccp',
  'completeFullSccp',
  'reviewSccp',
  'renewServicePlan',
  'amendSccp',
  'setReleaseDate',
  'completeTransitionSccp',
  'formRst',
  'holdRstMeeting',
  'confirmContactInformation',
  'scoreAcuity',
  'changeLevel',
  'updateAssessment',
  'keepLevel',
  'reportHighAcuityEvent',
  'grantRelease',
  'revokeRelease',
  'recordChoice',
  'makeReferral',
  'sendReferral',
  'recordReferralAnswer',
  'startService',
  'reviewService',
  'recordServiceFeedback',
  'endService',
  'withdrawReferral',
  'reportCrisis',
  'recordCrisisAction',
  'handOverCrisis',
  'closeCrisis',
  'recordStaffing',
  'reviewSafetyPlan',
  'consultSupervisor',
  'documentConsultation',
  'discharge',
  'recordOutcomes',
  'enterClientGroup',
  'leaveClientGroup',
  'recordInstrument',
  'askSatisfaction',
  'raiseDispute',
  'recordDisputeStep',
  'settleDispute',
  'withdrawDispute',
  'settleCarried',
];

/** Those without one: where it is done instead, or why nobody does it here. */
export const withoutForm: Partial<Record<CommandType, string>> = {
  assignCoordinator: 'In the queue, and by moving a caseload: whoever is named there has room.',
  acknowledgePage: 'By answering the page itself, on the page of who is on call.',
  answerCrisis: 'One press beside the crisis, on the page of who is on call: it has nothing to ask.',
  decideAuthorization: 'By the payer, beside the request and all that it is decided by.',
  decideExtension: 'By the payer, beside the request and all that it is decided by.',
  adoptPolicy: 'By ops for many enrollments at once, over the API: nobody types hashes.',
  ...Object.fromEntries(notYet.map((step) => [step, 'It has no form yet, and is sent over the API.'])),
};

/** The group of a step's form; undefined: it has none. */
export function groupOf(step: string): Group | undefined {
  const groups = Object.keys(stepsOf) as Group[];
  return (
    ownForms[step as CommandType]?.group ??
    groups.find((group) => (stepsOf[group] as readonly string[]).includes(step))
  );
}

export const hasForm = (step: string): step is CommandType => groupOf(step) !== undefined;

const loaded = new Map<CommandType, ComponentType<FormProps>>();

/** The form of a step, which comes when it is opened: it brings the pathway's own judgement with it. */
export function formOf(step: CommandType): ComponentType<FormProps> {
  const before = loaded.get(step);
  if (before) return before;
  const form = lazy(async () => ({ default: await load(step) }));
  loaded.set(step, form);
  return form;
}

/** Fetches a form before anybody opens it: a tab that is offline later goes on taking in. */
export const preload = (step: CommandType): void => void load(step).catch(() => undefined);

async function load(step: CommandType): Promise<ComponentType<FormProps>> {
  const own = ownForms[step];
  if (own) return own.load();
  const group = groupOf(step);
  if (!group) throw new Error(`no form for ${step}`);
  const [{ formWith }, { forms }] = await Promise.all([import('./steps/form.tsx'), fieldForms[group]()]);
  return formWith((forms as Record<string, AnyForm>)[step] as AnyForm);
}

/** The forms of all steps, in groups, as they are offered where no duty asks for one. */
export const offered = (Object.keys(stepsOf) as Group[])
  .filter((group) => group !== 'clocks')
  .map((group) => ({
    group,
    steps: [
      ...(Object.keys(ownForms) as CommandType[]).filter((step) => ownForms[step]?.group === group),
      ...stepsOf[group],
    ],
  }));
