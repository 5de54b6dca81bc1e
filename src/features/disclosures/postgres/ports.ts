import type { Actor } from '../../../engine/record/events.ts';
import type { Told } from '../../../engine/record/steps/disclosures.ts';
import type { ActAsk, ActOutcome } from '../../../kit/acts.ts';
import type { ListTaken } from '../../../kit/list-taken.ts';
import type { NamedActor } from '../../../kit/documents.ts';
import type { DisclosureRow } from '../accounting.ts';
import type { Disclosure, Ground } from '../disclosure.ts';
import type { toldIn } from '../telling.ts';

/** One line of the accounting. */
export type AccountedRow = DisclosureRow & {
  id: string;
  enrollmentId: string;
  /** The step that let it leave; null for what was read or handed out. */
  stepId: string | null;
  by: NamedActor;
  at: number;
  recordedAt: number;
  /** What people wrote of it. Protected. */
  words: Record<string, string> | null;
  /** The step was voided since: it never left. */
  inError: boolean;
};

export type LetGo = {
  by: Actor;
  enrollmentId: string;
  leaving: Disclosure;
  /** `any`: whichever release covers it. */
  ground: Ground | 'any';
  now: number;
  words?: Record<string, string>;
};

/** Why something stays. */
export type Kept = 'not-found' | 'release-missing' | 'law-does-not-cover';

/** Something was told that nothing allowed, and nobody has settled it yet. Codes only. */
export type UnauthorizedRow = {
  enrollmentId: string;
  reference: string;
  stepId: string;
  due: number;
  rows: AccountedRow[];
};

/** `from` and `until`: the month. */
export type TellingsAsked = { agencyId: string; month: string; from: number; until: number; sampled: number };
export type TellingsFound = {
  counts: { staffId: string; asked: number; nothing: number }[];
  sample: {
    enrollmentId: string;
    stepId: string;
    what: (typeof toldIn)[number];
    at: number;
    staffId: string;
    told: Told[];
  }[];
};

/** The accounting of disclosures. All functions throw RecordUnavailableError while PostgreSQL is away. */
export type DisclosureStore = {
  /**
   * Lets something leave that no step lets leave: judged by the record as it is in that transaction, with its row written
   * in it. A refusal writes nothing.
   */
  letGo(request: LetGo): Promise<{ ok: true; id: string } | { ok: false; refusal: Kept }>;
  /** The same, once a key, of what is handed to somebody. */
  handOut(request: ActAsk & LetGo): Promise<ActOutcome<AccountedRow, Kept>>;
  /** What was handed out under that key before, whatever has become of it; null: nothing was. */
  handedOut(ask: ActAsk & { enrollmentId: string }): Promise<ActOutcome<AccountedRow, never> | null>;
  /**
   * Lets a table leave, with one row for each client in it, beside that it was taken: all of it, or where one of them may not
   * leave, nothing; `of`: the references of those.
   */
  letListGo(
    request: Omit<LetGo, 'enrollmentId'> & { taken: ListTaken },
  ): Promise<{ ok: true } | { ok: false; refusal: Kept; of: string[] }>;
  /** Of one enrollment, the newest first. */
  accounting(agencyId: string, enrollmentId: string): Promise<AccountedRow[]>;
  /** One of them; null where the enrollment has none of that id. */
  one(agencyId: string, enrollmentId: string, id: string): Promise<AccountedRow | null>;
  /** What was said to have been told in a month's contacts and meetings. */
  tellings(asked: TellingsAsked): Promise<TellingsFound>;
  /** All that waits for the privacy officer, the longest due first. */
  unauthorized(agencyId: string): Promise<UnauthorizedRow[]>;
};
