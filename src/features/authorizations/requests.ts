import type { StepType } from '../../engine/record/steps/index.ts';
import { awaitsDecision, type Extension } from './extensions.ts';
import { type Authorization, authorizationOf, type AuthorizationRegister } from './state.ts';

export const requestTypes = ['authorization', 'extension'] as const;

/** Which step decides one, and which duty is met by it. */
export const answering = ['decideAuthorization', 'decideExtension'] as const satisfies StepType[];
export const answerTo = {
  authorization: { step: 'decideAuthorization', duty: 'sar.decision' },
  extension: { step: 'decideExtension', duty: 'extension.decision' },
} as const satisfies Record<
  (typeof requestTypes)[number],
  { step: (typeof answering)[number]; duty: string }
>;

/** What the payer has before them: a request for a service, or for more time or units of one. */
export type WaitingRequest =
  | { type: 'authorization'; authorization: Authorization }
  /** `authorization`: the one it extends; null where it names none that is on record. */
  | { type: 'extension'; extension: Extension; authorization: Authorization | null };

/** Made or appealed, not decided since, and not taken back (AU-2, AU-3), in the order in which they were made. */
export function waitingRequests(register: AuthorizationRegister): WaitingRequest[] {
  const authorizations = register.authorizations
    .filter(({ state, ended }) => ended === null && (state === 'requested' || state === 'appealed'))
    .map((authorization): WaitingRequest => ({ type: 'authorization', authorization }));
  const extensions = register.extensions.filter(awaitsDecision).map((extension): WaitingRequest => ({
    type: 'extension',
    extension,
    authorization: authorizationOf(register, extension.authorization ?? undefined) ?? null,
  }));
  return [...authorizations, ...extensions].toSorted((a, b) => requestOf(a).at - requestOf(b).at);
}

/** What the payer asked back, and is not sent again; or what it decided on and holds, whatever came of it. */
export const settledStates = ['returned', 'decided'] as const;
export type SettledState = (typeof settledStates)[number];

/** Decided since then, the last decision first. */
export function settledRequests(
  register: AuthorizationRegister,
  { state, since }: { state: SettledState; since: number },
): WaitingRequest[] {
  const fits = (one: Pick<Authorization | Extension, 'state' | 'decisions'>) =>
    (one.state === 'returned') === (state === 'returned') &&
    one.state !== 'requested' &&
    one.state !== 'appealed' &&
    (one.decisions.at(-1)?.step.at ?? -Infinity) >= since;
  const isOpen = state === 'returned';
  return [
    ...register.authorizations
      .filter((one) => fits(one) && !(isOpen && one.ended !== null))
      .map((authorization): WaitingRequest => ({ type: 'authorization', authorization })),
    ...register.extensions
      .filter((one) => fits(one) && !(isOpen && one.withdrawn !== null))
      .map((extension): WaitingRequest => ({
        ...{ type: 'extension', extension },
        authorization: authorizationOf(register, extension.authorization ?? undefined) ?? null,
      })),
  ];
}

export function decidedAt(one: WaitingRequest): number {
  const { decisions } = one.type === 'authorization' ? one.authorization : one.extension;
  return decisions.at(-1)?.step.at ?? 0;
}

export function requestOf(one: WaitingRequest): Authorization['request'] | Extension['request'] {
  return one.type === 'authorization' ? one.authorization.request : one.extension.request;
}
