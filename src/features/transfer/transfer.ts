import type { TransferRefusal } from './refusals.ts';

/** Why a client is to go on with another agency; the words beside it are protected. */
export const transferReasons = [
  'client-request',
  'client-moves',
  'level-of-care',
  'specialized-service',
  'conflict',
  'capacity',
  'agency-closes',
] as const;
export type TransferReason = (typeof transferReasons)[number];

/** Why an agency does not take a client on. */
export const declineReasons = [
  'no-capacity',
  'outside-area',
  'level-not-offered',
  'client-known',
  'other',
] as const;
export type DeclineReason = (typeof declineReasons)[number];

/** What of the client's documents goes over, as copies; the index and what is owed always do. */
export const transferableDocuments = ['plan', 'household', 'contact-information'] as const;
export type TransferableDocument = (typeof transferableDocuments)[number];

/**
 * `offered`, then declined, withdrawn or accepted. An accepted one goes by itself: `enrolled` once the new enrollment is on
 * record, `carried` once it has what comes over, `done` once the old one has ended with it. `stopped`: accepted, but the
 * client could not be enrolled; all is as it was before the offer.
 */
export const transferStates = [
  'offered',
  'declined',
  'withdrawn',
  'accepted',
  'enrolled',
  'carried',
  'done',
  'stopped',
] as const;
export type TransferState = (typeof transferStates)[number];

export type TransferAnswer = 'accept' | 'decline' | 'withdraw';

const answered = { accept: 'accepted', decline: 'declined', withdraw: 'withdrawn' } as const;

/** What an answer makes of a transfer: an offer is answered once, by whoever comes first. */
export function answer(
  state: TransferState,
  act: TransferAnswer,
): { ok: true; state: TransferState } | { ok: false; code: TransferRefusal } {
  if (state !== 'offered') return { ok: false, code: 'transfer-settled' };
  return { ok: true, state: answered[act] };
}
