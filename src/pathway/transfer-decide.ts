import type { EnrollmentState } from '../engine/deadlines/state.ts';
import type { Instant } from '../engine/calendar/index.ts';
import { statusAt } from '../engine/obligations/fold.ts';
import type { Enclosure } from '../engine/policy/request-documents.ts';
import type { Profile } from '../engine/policy/profile.ts';
import type { Actor } from '../engine/record/events.ts';
import { type Load, roomFor } from '../features/caseload/load.ts';
import { shareAt } from '../features/caseload/share.ts';
import {
  type Acting,
  atOnce,
  cannotAct,
  type CannotActCode,
  cannotActCodes,
} from '../features/staff/can-act.ts';
import { differencesOf } from '../features/identity/differences.ts';
import { identityOf, type ToldPerson } from '../features/identity/identity.ts';
import {
  type Enclosables,
  enclosedFrom,
  type EnclosureRefusal,
  type Named,
} from '../features/authorizations/enclosed-from.ts';
import { newestIndex, withoutTransferRelease } from '../features/transfer/offer.ts';
import type { RejectionCode } from './rejection.ts';
import { checkOffer, type Offered } from './transfer-offer.ts';
import type { TransferRefusal } from '../features/transfer/refusals.ts';
import {
  answer,
  type TransferableDocument,
  type TransferAnswer,
  type TransferState,
} from '../features/transfer/transfer.ts';

/** A refusal, with the field of the request that it is about. */
export type TransferRefused = {
  code: RejectionCode | TransferRefusal | CannotActCode | EnclosureRefusal['code'];
  detail?: string;
  field?: string;
};

type Decided<Plan> = { ok: true; plan: Plan } | { ok: false; refusal: TransferRefused };

/** What is on record with the offer: the level, the newest index, what is enclosed with it. */
export type OfferPlan = {
  level: string;
  index: { score: number; at: Instant } | null;
  enclosed: Enclosure[];
};

/** Whether a client may be offered to another agency (OU-4, AC-2, RF-3). `client` null: the agency has no such enrollment. */
export function decideOffer(
  asked: Omit<Offered, 'documents'> & { enclosed: readonly Named[] },
  present: {
    client: EnrollmentState | null;
    isOtherAgency: boolean;
    isUnderWay: boolean;
    /** Of what is enclosed, what the client's record has. */
    there: Enclosables;
  },
  { by, now }: { by: Actor; now: Instant },
): Decided<OfferPlan> {
  const { client } = present;
  if (!client) return { ok: false, refusal: { code: 'not-found' } };
  if (!present.isOtherAgency)
    return refused('unknown-agency', 'No other agency of this system has that id.', 'toAgency');
  const enclosed = enclosedFrom(present.there, asked.enclosed, now);
  if ('code' in enclosed) return { ok: false, refusal: enclosed };
  const refusal = checkOffer(client, { ...asked, documents: enclosed.documents }, by, now);
  if (refusal) return { ok: false, refusal };
  if (present.isUnderWay) return refused('transfer-open', 'This client has been offered already.');
  const index = newestIndex(client, now);
  const score = index?.facts.type === 'scoreAcuity' ? { score: index.facts.score, at: index.at } : null;
  return {
    ok: true,
    plan: { level: statusAt(client.steps, now).level, index: score, enclosed: enclosed.enclosed },
  };
}

/** An offer is answered once, by whoever comes first. Null: the agency has made or got no such offer. */
export function decideAnswer(state: TransferState | null, act: TransferAnswer): Decided<TransferState> {
  if (state === null) return { ok: false, refusal: { code: 'not-found' } };
  const answered = answer(state, act);
  return answered.ok
    ? { ok: true, plan: answered.state }
    : refused(answered.code, 'The offer has been answered or withdrawn by now.');
}

export type Acceptance = {
  transfer: { toAgencyId: string; release: string; carries: readonly TransferableDocument[] };
  /** At which level the client is taken on, and who is to have them, where that is said already. */
  level: string;
  coordinatorId: string | null;
};

/** How things stand in both agencies when one accepts. */
export type BothSides = {
  client: EnrollmentState;
  person: ToldPerson;
  /** Whom the receiving agency knows by the reference it gives. */
  known: (ToldPerson & { enrolled: boolean }) | null;
  profile: Pick<Profile, 'levels'>;
  /** Who is named, where they work there as a coordinator. */
  coordinator: (Load & { acting: Acting }) | null;
};

/**
 * Whether the agency can take the client on: the place, which the database holds when it comes to that, is there (ST-4,
 * ST-2); the client is still there, may still be told of (RF-3), and can be a client here.
 */
export function decideAcceptance(asked: Acceptance, both: BothSides, now: Instant): Decided<null> {
  const obstacle = withoutRoom(asked, both, now) ?? withoutClient(asked, both, now) ?? unlike(both);
  return obstacle ? { ok: false, refusal: obstacle } : { ok: true, plan: null };
}

function withoutRoom(
  { level, coordinatorId }: Acceptance,
  { profile, coordinator }: BothSides,
  now: Instant,
): TransferRefused | null {
  if (!profile.levels.some(({ id }) => id === level)) return { code: 'unknown-level', field: 'level' };
  if (coordinatorId === null) return null;
  if (!coordinator) return { code: 'unknown-staff', field: 'coordinatorId' };
  const why = cannotAct(coordinator.acting, atOnce(now));
  if (why !== null) return { code: cannotActCodes[why], field: 'coordinatorId' };
  return roomFor(coordinator, shareAt(profile, level), now) > 0 ? null : { code: 'caseload-full' };
}

function withoutClient(
  { transfer }: Acceptance,
  { client }: BothSides,
  now: Instant,
): TransferRefused | null {
  const at = Math.max(now, client.lastRecordedAt);
  if (statusAt(client.steps, at).dischargedAt !== null)
    return { code: 'discharged', detail: 'The client has been discharged since the offer.' };
  if (statusAt(client.steps, at).inErrorAt !== null)
    return {
      code: 'entered-in-error',
      detail: 'The referral was entered in error, as was said since the offer.',
    };
  const unreleased = withoutTransferRelease(client, { ...transfer, toAgency: transfer.toAgencyId }, at);
  // The release is named in the offer, not in the answer.
  return unreleased && { code: unreleased.code, detail: unreleased.detail };
}

function unlike({ person, known }: BothSides): TransferRefused | null {
  if (!known) return null;
  const about = { field: 'reference' };
  if (differencesOf(person, identityOf('', known)).length > 0)
    return {
      code: 'client-differs',
      detail: 'Under that reference your agency knows somebody else.',
      ...about,
    };
  if (!known.enrolled) return null;
  const detail = 'Your agency has an open enrollment of this client.';
  return { code: 'client-already-enrolled', detail, ...about };
}

function refused(code: TransferRefused['code'], detail: string, field?: string) {
  return { ok: false as const, refusal: { code, detail, ...(field === undefined ? {} : { field }) } };
}
