import { inventedName } from '../../prisma/seed/invented-name.ts';
import type { Login, SeededAgency } from '../../prisma/seed/index.ts';
import { formatLocalDate, localDateOf } from '../../src/engine/calendar/index.ts';
import type { Calendar } from '../../src/engine/calendar/index.ts';
import type {
  Field,
  PlannedCommand,
  PlannedDocument,
  PlannedRequest,
  PlannedStart,
  PlannedStep,
  WrittenPlan,
} from '../plan/requests.ts';
import { type ClientNamed, contactInformationRequest, identityRequest } from './documents.ts';
import type { AskedStep } from './answers.ts';
import { fundRequest, paymentRequest } from './fund.ts';
import { teamRequest } from './team.ts';
import { transferRequest } from './transfers.ts';

export type RequestContext = {
  calendar: Calendar;
  staffIds: Record<Login, string>;
  /** Of the agency's directory. */
  providerId: string;
  /** To which clients go. */
  otherAgency?: Pick<SeededAgency, 'agencyId' | 'staffIds' | 'tokens'>;
  /** For an answer to an offer: which. */
  transferId?: string;
  /** For an act of the team: the clients it moves, the shift it is about. */
  enrollmentIds?: readonly string[];
  shiftId?: string;
  /** Who is corrected. */
  client?: ClientNamed;
  /** Ids of the plans that were written for the request. */
  plans?: Partial<Record<WrittenPlan, string>>;
};

/** A request ready to be sent; a repetition sends the same bytes. */
export type Request = {
  path: string;
  body: string;
  asked: AskedStep[];
  /** Sent by somebody of the other agency. */
  there?: true;
};

/** Puts in what only the moment knows. */
export function requestOf(
  planned: PlannedRequest,
  enrollmentId: string,
  context: RequestContext,
  now: number,
): Request {
  switch (planned.kind) {
    case 'start':
      return startRequest(planned, now);
    case 'document':
      return documentRequest(planned, enrollmentId, context);
    case 'payment':
      return paymentRequest(planned, enrollmentId);
    case 'fund':
      return fundRequest(planned);
    case 'team':
      return teamRequest(planned, context, now);
    case 'transfer':
      return transferRequest(planned, enrollmentId, context);
    case 'command':
      return commandRequest(planned, enrollmentId, context, now);
  }
}

function startRequest(planned: PlannedStart, now: number): Request {
  const { key, level, emergency, secondsAgo } = planned;
  const receivedAt = secondsAgo === 0 ? null : instant(now - secondsAgo * 1_000);
  const words = { screen: `Screen of ${key}, kept sealed.`, ...(emergency ? { needs: ['housing'] } : {}) };
  const referral = { level, emergency, ...words, ...(receivedAt === null ? {} : { receivedAt }) };
  const client = { reference: key, ...inventedName(key) };
  return {
    path: '/enrollments',
    body: JSON.stringify({ client, referral }),
    asked: [{ type: 'receiveReferral', occurredAt: receivedAt, facts: { level, emergency }, words }],
  };
}

function commandRequest(
  { steps }: PlannedCommand,
  enrollmentId: string,
  context: RequestContext,
  now: number,
): Request {
  const asked = steps.map((step) => askedStep(step, context, now));
  const bodies = asked.map(({ occurredAt, facts, words }, i) => ({
    ...facts,
    ...words,
    ...(occurredAt === null ? {} : { occurredAt }),
    ...(steps[i]?.amendment === true ? { amendment: true } : {}),
  }));
  const [only] = bodies;
  const [first] = asked;
  if (asked.length === 1 && only && first) {
    return { path: `/enrollments/${enrollmentId}/commands/${first.type}`, body: JSON.stringify(only), asked };
  }
  const commands = bodies.map((body, i) => ({ type: asked[i]?.type, ...body }));
  return { path: `/enrollments/${enrollmentId}/commands`, body: JSON.stringify({ commands }), asked };
}

function documentRequest(
  { key, of }: PlannedDocument,
  enrollmentId: string,
  { client }: RequestContext,
): Request {
  if (of === 'contact-information') {
    const { path, body } = contactInformationRequest(key, enrollmentId);
    const words = JSON.parse(body) as Record<string, unknown>;
    return { path, body, asked: [{ type: of, occurredAt: null, facts: {}, words }] };
  }
  const { path, body, words } = identityRequest(key, client ?? { id: noPlan, reference: key });
  return { path, body, asked: [{ type: of, occurredAt: null, facts: {}, words }] };
}

function askedStep(step: PlannedStep, context: RequestContext, now: number): AskedStep {
  const { type, secondsAgo, words } = step;
  const facts = Object.fromEntries(
    Object.entries(step.facts).map(([name, field]) => [name, resolved(field, context, now)]),
  );
  return { type, occurredAt: secondsAgo === null ? null : instant(now - secondsAgo * 1_000), facts, words };
}

function resolved(field: Field, context: RequestContext, now: number): unknown {
  const { calendar, staffIds, plans, providerId, otherAgency } = context;
  if (field === null || typeof field !== 'object' || Array.isArray(field)) return field;
  if ('staff' in field) return staffIds[field.staff];
  if ('agency' in field) return otherAgency?.agencyId ?? noPlan;
  if ('writes' in field) return plans?.[field.writes] ?? noPlan;
  if ('encloses' in field) return [{ document: 'sccp', id: plans?.[field.encloses] ?? noPlan }];
  if ('provider' in field) return field.provider === 'one' ? providerId : [providerId];
  if ('told' in field) return field.told === 'nothing' ? [] : [landlordTold];
  if ('inSeconds' in field) return instant(now + field.inSeconds * 1_000);
  return formatLocalDate(localDateOf(calendar, now) + ('tomorrow' in field ? 1 : 0));
}

const landlordTold = {
  ...{ recipientKind: 'role', recipient: 'landlord', content: ['progress'], ground: 'none' },
};

/** Named where none could be written: such a step is refused. */
const noPlan = '00000000-0000-4000-8000-000000000000';

const instant = (at: number): string => new Date(at).toISOString();
