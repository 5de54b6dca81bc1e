import { localDay } from '../agency-days.ts';

/**
 * What may leave, by the rule itself (42 CFR 2.13, 2.31, 2.33; RF-3, AU-2, AU-3): an oracle for tests. It knows nothing of the
 * product's gate, and uses nothing of it.
 */

/** Something of the record that may turn out never to have been. */
export type Entered = { id: string; at: number; isVoid: boolean };

export type Consent = Entered & {
  kind: 'payer' | 'provider';
  recipient: string | null;
  purpose: string;
  content: readonly string[];
  /** The local day to whose end it holds. */
  lastDay: string;
  /** Taken back, or over. */
  over: (Entered & { type: 'revokeRelease' | 'endRelease' })[];
};

/** To whom, what for (any of these), and what. */
export type Telling = {
  kind: string;
  id: string | null;
  purposes: readonly string[];
  content: readonly string[];
};

const counts = (consent: Consent) => consent.over.filter(({ isVoid }) => !isVoid);
/** Given by then, and at that time neither taken back nor over nor past its last day. */
export const isGiven = ({ isVoid, at }: Entered, then: number): boolean => !isVoid && at <= then;
export const isOverBy = (consent: Consent, then: number, types = ['revokeRelease', 'endRelease']): boolean =>
  counts(consent).some(({ type, at }) => types.includes(type) && at <= then);

const holds = (consent: Consent, then: number): boolean =>
  isGiven(consent, then) && !isOverBy(consent, then) && localDay(then) <= consent.lastDay;

/** Purposes that the one consent for treatment, payment and operations serves. */
const care = ['referral', 'care-coordination', 'monitoring', 'authorization', 'crisis'];

const isFor = ({ purpose }: Consent, purposes: readonly string[]): boolean =>
  purposes.includes(purpose) ||
  (purpose === 'treatment-payment-operations' && purposes.some((one) => care.includes(one)));

/** Whether that one consent lets all of it be told at each of these times. */
export function lets(
  consent: Consent,
  { kind, id, purposes, content }: Telling,
  ...times: number[]
): boolean {
  return (
    consent.kind === kind &&
    (kind === 'payer' || consent.recipient === id) &&
    isFor(consent, purposes) &&
    content.every((one) => consent.content.includes(one)) &&
    times.every((then) => holds(consent, then))
  );
}

/** Whom a law lets be handed a paper, or told in words, of what this property tries. */
const laws: Record<string, readonly string[]> = {
  'medical-emergency': ['provider', 'agency', 'role'],
  'court-order': ['agency', 'role'],
  'qualified-service-organization': ['provider', 'agency'],
};
export const lawNames = Object.keys(laws);
export const lawLets = (law: string, kind: string): boolean => laws[law]?.includes(kind) === true;

/** What may be talked of, where a release lets something be told. */
export const talks = [
  ...['care-coordination', 'referral', 'monitoring', 'authorization', 'locate', 'crisis', 'legal'],
];
export const referralTells = ['identity', 'presenting-issue', 'services', 'goals', 'payer'];
const enclosureTells: Record<string, string> = {
  sccp: 'plan',
  'placement-criteria': 'assessment',
  'acuity-index': 'assessment',
  other: 'progress',
};
/** What a request tells with these. */
export const requestTells = (documents: readonly string[]): string[] => [
  ...new Set(['identity', 'services', ...documents.map((one) => enclosureTells[one] ?? 'unheard of')]),
];
