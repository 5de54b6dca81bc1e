import type { Calendar, Interval } from '../calendar/index.ts';
import type {
  ContactMode,
  ContactOutcome,
  ContactWith,
  CrisisAction,
  DischargeReason,
  DisputeMethod,
  LeavingFact,
} from './terms.ts';
import type { RequestDocument, RequestKind } from './request-documents.ts';

/**
 * A policy profile: every number the pathway runs on, each with the clause it comes from.
 * Plain JSON, immutable, named by the hash of its content; a change is a new profile.
 *
 * `Step`: the names of steps it may use. A profile from the record may name any; authors of today's profiles may use only
 * the steps that exist (`engine/record/authoring.ts`).
 */
export type Profile<Step extends string = string> = {
  id: string;
  version: number;
  title: string;
  levels: LevelOfCare[];
  rules: Rule<Step>[];
  /** What has to be ready how many local days before a release (PL-9). */
  reentry?: Sourced<{ task: ReentryTask; daysBefore: number }[]>;
  /** What a discharge for these reasons has to say and to follow from; left out, its reason is enough. */
  leaving?: Sourced<LeavingNeeds[]>;
  /** In which order the ways to settle a dispute are tried (DI-1); left out, in any. */
  disputeOrder?: Sourced<DisputeMethod[]>;
  /** By when notes are signed (DO-2) and services entered in the county's system (DO-5); left out, at any time. */
  recordTimes?: { signedWithinBusinessDays: Sourced<number>; enteredWithinDays: Sourced<number> };
  ladders: Record<string, Rung[]>;
  /** Minutes of the local day at which a business day's deadline falls (17:00 = 1020). */
  businessDayEnds: Sourced<number>;
  /** Minutes of the local day at which what may wait for the next business day is mailed (08:00 = 480). */
  mailAt: Sourced<number>;
  holdAtMostDays: Sourced<number>;
  reopenWithinDays: Sourced<number>;
  /** A referral that is entered later than so many days after it was received was entered late. Left out, 30. */
  enteredLateAfterDays?: Sourced<number>;
  acuity: Sourced<{ lowest: number; highest: number; caseManagementUpTo: number }>;
  /** An extension request other than the first needs an acuity index no older than this. */
  extensionNeedsAcuityWithinDays: Sourced<number>;
  /** Somebody close to the client is spoken with only under a release (CO-5); profiles from before that do not ask. */
  collateralNeedsRelease?: Sourced<boolean>;
  /** The longest that a release of information may hold, in local days from its signature (RF-3). Left out, for ever. */
  releaseAtMostDays?: Sourced<number>;
  /** A request goes to the payer only under the client's consent (RF-3, 42 CFR 2.33); profiles from before that do not ask. */
  payerNeedsRelease?: Sourced<boolean>;
  /** A directory entry that nobody has verified for longer is marked (RF-4). */
  providerVerifiedWithinDays?: Sourced<number>;
  /** What has to have happened before a referral to a provider (RF-1); profiles from before that do not ask. */
  referralOrder?: { stages: ReferralStage<Step>[]; source: string; basis: Basis };
  /** Form of the index in use: answers by another one are refused. Left out, any form will do. */
  acuityInstrument?: Sourced<{ id: string; version: number; hash: string }>;
  /** How many local days after a high-acuity event the client's stabilization lasts (AC-5). */
  stabilizationDays?: Sourced<number>;
  /** What a request to the payer, or a transfer, has to carry. Left out, nothing. */
  requestDocuments?: DocumentDemand[];
  /** What an emergency may be about (IN-2), and what of it is dangerous by its kind. Left out, the system's own. */
  needs?: Sourced<NeedKind[]>;
  /** Left out in profiles from before there were crises: one that is reported all the same does page somebody. */
  crisis?: CrisisPolicy;
  /** Until when a decision of the payer's is appealed. Left out, at any time. */
  appealWithinBusinessDays?: Sourced<number>;
  /**
   * An authorization is under-used when the share of its units that was used lies below that part of the share of its
   * time that has passed; nothing is said before `afterShareOfTime` has passed. Left out, nothing is said at all.
   */
  underUse?: Sourced<{ belowShareOfTime: number; afterShareOfTime: number }>;
};

export type DocumentDemand = Sourced<RequestDocument[]> & {
  duty: string;
  with: RequestKind[];
  /** Only for clients at these levels of care; left out, for all. */
  levels?: string[];
  /** Not with a client's first request of its kind. */
  exceptInitial?: true;
};

/**
 * Done once one of these steps has happened, and not before the stages it comes `after`, which stand before it in the
 * list, by their titles. Left out, as in profiles from before that asked for no order among stages, it may come at any time.
 */
export type ReferralStage<Step extends string = string> = {
  title: string;
  anyOf: { step: Step; where?: Where }[];
  after?: string[];
};

export type Sourced<T> = { value: T; source: string; basis: Basis };
/** `policy`: the number stands in a source document. `agency`: our default, which an agency may change. */
export const bases = ['policy', 'agency'] as const;
export type Basis = (typeof bases)[number];

export const reentryTasks = [
  'pre-release-meeting',
  'provider-for-each-service',
  'first-appointments',
  'transition-plan',
] as const;
export type ReentryTask = (typeof reentryTasks)[number];
/** What leaving for one of these reasons needs (OU-4), at these levels of care; left out, at all. */
export type LeavingNeeds = {
  reasons: DischargeReason[];
  levels?: string[];
  /** To be stated: done or, with the reason, not done. */
  stated?: LeavingFact[];
  /** To be done. */
  done?: LeavingFact[];
  /** A supervisor has closed the search for the client (IN-7). */
  searchClosed?: true;
  /** A last meeting that is stated to have been held is on record, at most so many local days before. */
  lastMeetingWithinDays?: number;
};

/** What an agency has settled about crises (CR-1, CR-5). */
export type CrisisPolicy = {
  /** Until somebody answers, one of the chain is paged every so many minutes; after the last comes the first again. */
  paging: Sourced<{ everyMinutes: number; chain: Audience[] }>;
  guide: Sourced<CrisisGuide>;
};

export type CrisisGuide = {
  /** What counts as a crisis; the code is the word for it in a report. */
  counts: { code: string; title: string }[];
  /** The action plan, one line for each part of the response. */
  plan: { action: CrisisAction; what: string }[];
  /** Role of the mental health professional whom a full crisis goes to. */
  designatedProfessional: string;
};

export type NeedKind = { code: string; title: string; dangerous: boolean };

/** On which side of the line of the Acuity Index a level lies (AC-3). */
export const intensities = ['lighter', 'fuller'] as const;
export type Intensity = (typeof intensities)[number];

export type LevelOfCare = {
  id: string;
  title: string;
  caseload: Sourced<number>;
  /** Left out where the index says nothing of it. */
  intensity?: Intensity;
  /** Cares for a family: one plan and one clock for all of it. */
  family?: boolean;
};

export type Rule<Step extends string = string> = {
  kind: string;
  /** Duty id of the ledger, for example `IN-5`. */
  duty: string;
  title: string;
  opens: Trigger<Step>[];
  /** Steps that end the unmet obligation and open it anew at that instant. */
  restartsOn: Step[];
  cadence: Cadence;
  /** Other readings of the duty, counted from the referral: shown beside the deadline, and never announced. */
  beside?: (Sourced<Interval> & { title: string })[];
  /** Where a level of care has a cadence of its own. */
  cadenceByLevel: Record<string, Cadence>;
  met: Fulfilment<Step>[];
  /** Steps that make the unmet obligation pointless: it is withdrawn. */
  withdrawnBy?: Fulfilment<Step>[];
  /**
   * One obligation a thing (a referral, an authorization, a crisis…) instead of one in all. A thing is named by the
   * id of the step that began it; later steps name it by their fact `about`.
   */
  perThing?: boolean;
  ladder: string;
  holdable: boolean;
  /** True for what discharge itself opens, and for what may come after it: it is owed of a discharged client. */
  afterDischarge: boolean;
};

/** Whether such a duty may begin after a discharge: it is about something else, and no reopening ends it. */
export function beginsAfterDischarge({ opens }: Rule<never> | Rule): boolean {
  return opens.some((trigger) => trigger.on === 'step' && trigger.discharged !== undefined);
}

/** What has to hold besides, when a trigger's moment has come. `each`: one for each thing which that fact lists. */
export type Trigger<Step extends string = string> = { given?: Condition<Step>[] } & (
  | { on: 'referral'; emergency?: boolean; each?: string }
  | { on: 'first-assignment' }
  | { on: 'met'; kind: string }
  /** `thing`: the fact that names the thing it is about; left out, `about`, or the step itself. */
  | {
      on: 'step';
      step: Step;
      where?: Where;
      thing?: string;
      /** After a discharge as well, or only then; left out, never. What it opens stays through a reopening. */
      discharged?: 'also' | 'only';
    }
);

/** Facts a step must have: each one that value, or one of those. */
export type Where = Record<string, FactValue | FactValue[]>;
export type FactValue = string | number | boolean | null;

/** A condition on what has happened by then, the present step included. */
export type Condition<Step extends string = string> =
  /** Somebody is or was assigned. */
  | { assigned: true }
  /** The step takes the client from one lasting coordinator to another: not the first, not from whoever was on call. */
  | { coordinatorChanged: true }
  /** At one of these levels of care. */
  | { level: string[] }
  /** Such a step has happened, at most so many local days ago. */
  | {
      happened: Step;
      where?: Where;
      withinDays?: number;
      /** Undone by such a step, with those facts, that came later. */
      undoneBy?: Step;
    }
  | { notHappened: Step; where?: Where }
  /** Nothing of these kinds is owed; what the step itself meets or withdraws no longer is. */
  | { notOwed: string[] }
  /** The date or instant named by that fact lies at least so many local days after the step. */
  | { ahead: string; days: number }
  /** The step's score lies on the other side of the line from the client's level of care (AC-3). */
  | { scoreIndicates: 'other-level' };

export type Cadence = (
  | { interval: Interval }
  | { window: 'week' | 'month'; first: 'current' | 'next' }
  /**
   * A date or an instant among the opening step's facts, moved by so many days: the end of that local day (of a
   * business day its end); an instant that is not moved stays itself. Never before the opening; `instead`: where it has that.
   */
  | { fact: string; instead?: string; plus?: DayShift; minus?: DayShift }
) & {
  source: string;
  basis: Basis;
};

export type DayShift = { unit: 'days' | 'business-days'; count: number };

/** What meets an obligation. For `logContact` the contact must have reached the person, unless `outcomes` says else. */
export type Fulfilment<Step extends string = string> = {
  step: Step;
  where?: Where;
  /** For a rule `perThing`, the fact that names the thing; left out, `about`, or the step itself. */
  thing?: string;
  /** For a rule `perThing`: whatever the thing. */
  everyThing?: true;
  /** For a rule `perThing`: a step that names no thing is about the one that has been owed longest. */
  unnamed?: 'oldest';
  /** A score that lies on the same side of the line as the client's level of care (AC-3). */
  scoreIndicates?: 'present-level';
  /** Counts only on or after the local day that many days or months from the opening's. */
  notBefore?: { unit: 'days' | 'months'; count: number };
  outcomes?: ContactOutcome[];
  with?: ContactWith[];
  modes?: ContactMode[];
  /** Levels whose clients need one of these modes; overrides `modes` for them. */
  modesByLevel?: Record<string, ContactMode[]>;
};

export type Audience =
  'coordinator' | 'on-call' | 'supervisor' | 'director' | 'quality-office' | 'payer' | 'privacy-officer';

export type Rung = {
  id: string;
  type: 'warning' | 'escalation' | 'page';
  to: Audience;
  when:
    | { afterOpened: { minutes: number } }
    | { beforeDue: { businessDays: number; at: number } }
    | { beforeDue: { days: number; at: number } }
    | { afterDue: { businessDays: number } };
  /** `at-once` at any hour; `next-morning`: mailed at `mailAt` of the next business day. */
  deliver: 'at-once' | 'next-morning';
  source: string;
  basis: Basis;
};

/** A profile and a calendar, each with the hash that names it; `from` is when it came into force for the enrollment. */
export type Policy = {
  profile: Profile;
  profileHash: string;
  calendar: Calendar;
  calendarHash: string;
};

/** The rule of that kind. Throws when the profile has none: callers take kinds from the same profile. */
export function ruleOf(profile: Profile, kind: string): Rule {
  const rule = profile.rules.find((candidate) => candidate.kind === kind);
  if (!rule) throw new Error(`profile ${profile.id} has no rule ${kind}`);
  return rule;
}

/** How often or by when, for a client at that level of care. */
export function cadenceFor(rule: Rule, level: string): Cadence {
  return rule.cadenceByLevel[level] ?? rule.cadence;
}
