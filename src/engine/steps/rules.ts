import type { NotificationKind } from '../notifications/notification.ts';
import type { Audience, Rung } from '../policy/profile.ts';
import type { FileSection } from '../policy/terms.ts';
import type { FactsOf, StepType } from '../record/steps/index.ts';
import type { StepCheck, StepRefusal } from './check.ts';

/** What somebody is told because of a step. */
export type StepNotice = {
  kind: NotificationKind;
  audience: Audience;
  deliver: Rung['deliver'];
  /** For this person, whoever is the coordinator. */
  staffId?: string;
  /** The obligation of that kind which the step opens is what it is about. */
  about?: string;
  /** Only where the client has been discharged. */
  onlyDischarged?: true;
};

/**
 * What holds for one kind of step, beside what a profile's rules make of it. Every member is asked of every step: what
 * was forgotten does not compile.
 */
export type StepRule<T extends StepType> = {
  /** When the step makes no sense at its time: asked in this order, the first refusal counts. */
  checks: readonly ((check: StepCheck<T>) => StepRefusal | null)[];
  /** Whether it may be recorded of the time after a discharge; `even-ended`: after the enrollment's end as well. */
  afterDischarge: boolean | 'even-ended';
  /** What to say where it meets nothing that is owed; null where it may stand by itself. */
  pointless: string | null;
  /** Whom it tells; null: nobody beside those whom its deadlines tell. */
  tells: ((facts: FactsOf<T>) => readonly StepNotice[]) | null;
  /** Where it stands in the client file (DO-3); null: nowhere. */
  file: FileSection | null;
};

export type StepRules<T extends StepType> = { [Type in T]: StepRule<Type> };

/** The codes with which the checks of a table refuse. */
export type CodesOf<Table> =
  Table extends Record<string, { checks: readonly (infer Check)[] }>
    ? Check extends (...args: never[]) => infer Answer
      ? Exclude<Answer, null> extends { code: infer Code extends string }
        ? Code
        : never
      : never
    : never;
