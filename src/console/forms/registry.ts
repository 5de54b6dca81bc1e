import type { CommandType } from '../../kit/http/command.ts';

/** As much of a duty's line as its form asks for. */
export type Duty = { key: string; kind: string; title: string; about: string | null };

/** What a visit may have been besides: its form takes them in, where they are owed. */
export const inVisit = [
  'holdRstMeeting',
  'scoreAcuity',
  'confirmContactInformation',
  'reviewSccp',
] as const satisfies CommandType[];
export type InVisit = (typeof inVisit)[number];

/** A form as it is opened: of which step, for whom, and from which duty's line, if from one. */
export type OpenedForm = {
  step: CommandType;
  enrollmentId: string;
  client: string;
  duty: Duty | null;
  /** The thing it is about, where it was not opened from a duty. */
  about?: string;
  /** Of a visit: what it was besides, as far as that is known when it is opened. */
  also?: InVisit;
};
export type FormProps = OpenedForm & {
  /** What stands in it before anybody writes. */
  begun?: Readonly<Record<string, unknown>>;
  onDone: () => void;
};

/** Steps whose forms are a list of fields, by the file that has them, in the order in which they are offered. */
export const stepsOf = {
  contact: ['scheduleAppointment', 'recordAppointment', 'remindOfAppointment'],
  crisis: [
    'reportCrisis',
    'reportEmergentNeed',
    'recordCrisisAction',
    'handOverCrisis',
    'closeCrisis',
    'recordStaffing',
    'reviewSafetyPlan',
  ],
  needs: ['confirmNeed', 'nameTreatmentProvider', 'notifyTreatmentProvider'],
  plan: [
    'completePreliminarySccp',
    'completeFullSccp',
    'reviewSccp',
    'amendSccp',
    'renewServicePlan',
    'setReleaseDate',
    'completeTransitionSccp',
  ],
  team: ['formRst', 'holdRstMeeting', 'confirmContactInformation'],
  acuity: ['scoreAcuity', 'changeLevel', 'keepLevel', 'updateAssessment', 'reportHighAcuityEvent'],
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
  referrals: [
    'sendReferral',
    'recordReferralAnswer',
    'startService',
    'reviewService',
    'recordServiceFeedback',
    'endService',
    'withdrawReferral',
  ],
  releases: ['grantRelease', 'recordNoConsents', 'revokeRelease', 'endRelease', 'tellRevocation'],
  disclosures: ['noteDisclosure', 'resolveDisclosure'],
  consultation: ['consultSupervisor', 'documentConsultation'],
  search: ['recordLocateAttempt', 'decideLocate'],
  outcomes: [
    'recordInstrument',
    'enterClientGroup',
    'leaveClientGroup',
    'askSatisfaction',
    'discharge',
    'recordOutcomes',
  ],
  disputes: ['raiseDispute', 'recordDisputeStep', 'settleDispute', 'withdrawDispute'],
  clocks: ['moveDeadline', 'waiveDuty', 'holdClocks', 'releaseHold', 'explainMiss'],
  file: ['voidStep', 'settleCarried', 'reopen', 'keepDischarged', 'enterInError'],
} as const satisfies Record<string, readonly CommandType[]>;

export type Group = keyof typeof stepsOf;
export type StepsOf<G extends Group> = (typeof stepsOf)[G][number];

/** Steps that have a form of their own, by the group among which it is offered. */
export const ownForms = {
  logContact: 'contact',
  makeReferral: 'referrals',
  recordChoice: 'referrals',
} as const satisfies Partial<Record<CommandType, Group>>;

/** Those without one: where it is done instead, or why nobody does it here. */
export const withoutForm: Partial<Record<CommandType, string>> = {
  assignCoordinator: 'In the queue, and by moving a caseload: whoever is named there has room.',
  acknowledgePage: 'By answering the page itself, on the page of who is on call.',
  answerCrisis: 'One press beside the crisis, on the page of who is on call: it has nothing to ask.',
  decideAuthorization: 'By the payer, beside the request and all that it is decided by.',
  decideExtension: 'By the payer, beside the request and all that it is decided by.',
  adoptPolicy: 'By ops for many enrollments at once, over the API: nobody types hashes.',
};

/** The group of a step's form; undefined: it has none. */
export function groupOf(step: string): Group | undefined {
  const groups = Object.keys(stepsOf) as Group[];
  return (
    (ownForms as Partial<Record<string, Group>>)[step] ??
    groups.find((group) => (stepsOf[group] as readonly string[]).includes(step))
  );
}

export const hasForm = (step: string): step is CommandType => groupOf(step) !== undefined;

/** Offered by itself alone, since another one begins it. */
const begunElsewhere: CommandType[] = ['recordChoice'];

/** The forms of all steps, in groups, as they are offered where no duty asks for one. */
export const offered = (Object.keys(stepsOf) as Group[])
  .filter((group) => group !== 'clocks')
  .map((group) => ({
    group,
    steps: [
      ...(Object.entries(ownForms) as [CommandType, Group][]).flatMap(([step, of]) =>
        of === group && !begunElsewhere.includes(step) ? [step] : [],
      ),
      ...stepsOf[group],
    ] as CommandType[],
  }));
