import type { Enclosure } from '../../engine/policy/request-documents.ts';
import type { Instant } from '../../engine/calendar/index.ts';
import { authorizationOf, type AuthorizationRegister } from './state.ts';
import type { Plan } from '../plans/plan.ts';
import { requestOf, type WaitingRequest } from './requests.ts';

/** What was given to the payer; `current`: it went with what was sent last. */
export type Given = Enclosure & { sentAt: Instant; current: boolean };

/** The same with what is read of it, as it was then; `withheld`: why nobody reads it any more. */
export type Enclosed = Given & {
  withheld: 'struck-out' | 'voided' | null;
  plan: { state: string; revision: number; hash: string; writtenAt: Instant; content: Plan } | null;
  index: {
    at: Instant;
    score: number;
    form: string | null;
    answers: { item: string; asks: string; points: number; means: string | null }[];
  } | null;
  meeting: {
    at: Instant;
    summary: string | null;
    decisions: string[];
    nextSteps: { what: string; who: string; by?: string }[];
  } | null;
  file: { attachmentId: string; fileName: string; bytes: number; mediaType: string } | null;
};

/** The request of that name as the payer has it; null where there is none, or it was taken back before anybody decided. */
export function requestNamed(register: AuthorizationRegister, about: string): WaitingRequest | null {
  const authorization = authorizationOf(register, about);
  if (authorization) {
    const { ended, decisions } = authorization;
    return ended && decisions.length === 0 ? null : { type: 'authorization', authorization };
  }
  const extension = register.extensions.find(({ id }) => id === about);
  if (!extension || extension.withdrawn) return null;
  const extended = authorizationOf(register, extension.authorization ?? undefined) ?? null;
  return { type: 'extension', extension, authorization: extended };
}

/** Since when it is before the payer: as it was sent last, or appealed. */
export function beforePayerSince(one: WaitingRequest): Instant {
  const { resubmissions, appeals } = one.type === 'authorization' ? one.authorization : one.extension;
  const again = [...resubmissions.map(({ step }) => step.at), ...appeals.map(({ at }) => at)];
  return Math.max(requestOf(one).at, ...again);
}

/** All that went to the payer with a request and each time again, each version once; what went last comes first. */
export function packetOf(one: WaitingRequest): Given[] {
  const request = requestOf(one);
  const { resubmissions } = one.type === 'authorization' ? one.authorization : one.extension;
  const sendings = [
    { sentAt: request.at, enclosed: request.facts.enclosed ?? [] },
    ...resubmissions.map(({ step, enclosed }) => ({ sentAt: step.at, enclosed })),
  ].toReversed();
  const given = new Map<string, Given>();
  for (const [place, { sentAt, enclosed }] of sendings.entries())
    for (const each of enclosed) {
      const name = [each.document, each.id, each.hash ?? ''].join('/');
      if (!given.has(name)) given.set(name, { ...each, sentAt, current: place === 0 });
    }
  return [...given.values()];
}
