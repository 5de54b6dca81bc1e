import { shortNotice } from '../disclosures/laws.ts';
import type { FactsOf } from '../../engine/record/steps/index.ts';
import { formatLocalDate, localDateOf } from '../../engine/calendar/index.ts';
import type { Disclosure } from '../disclosures/disclosure.ts';
import { groundIn } from '../disclosures/gate.ts';
import type { ReleaseRegister } from '../releases/state.ts';
import type { ReleasableContent } from '../../engine/record/steps/releases.ts';
import type { Referral } from './state.ts';

/** What people wrote for a referral's provider. */
const transmittedWords = [
  'clientName',
  'presentingIssue',
  'desiredServices',
  'goals',
  'payers',
  'payersAsked',
  'receivingAgency',
  'caseManager',
] as const;
type TransmittedWord = (typeof transmittedWords)[number];

/** All that a referral tells, and nothing more (RF-2); dates are local. */
export type Transmittal = Record<Exclude<TransmittedWord, `payers${string}`>, string> & {
  madeOn: string;
  sentOn: string;
  /** Who pays, as the plan says it, or by a code; and who was asked to. */
  payer: string | null;
  payerAsked: string | null;
  targetOn: string;
  reviewOn: string;
};

/** What a referral tells its provider, as a release names it: it has to cover all of that. */
export function transmitted({
  payer,
  planFunding = [],
}: Pick<FactsOf<'makeReferral'>, 'payer' | 'planFunding'>): readonly ReleasableContent[] {
  const always = ['identity', 'presenting-issue', 'services', 'goals'] as const;
  return payer === undefined && planFunding.length === 0 ? always : [...always, 'payer'];
}

/** A referral on its way to its provider. */
export function referralDisclosure({ id, facts }: Pick<Referral['made'], 'id' | 'facts'>): Disclosure {
  const { plan, planRevision: revision, planHash: hash } = facts;
  const { need, reportedIn } = facts;
  const needs = facts.saidByNeed === true ? [need, reportedIn] : [];
  const said =
    plan === undefined || revision === undefined || hash === undefined
      ? []
      : [{ what: 'sccp', id: plan, revision, hash }];
  const named = needs.flatMap((one) => (one === undefined ? [] : [{ what: 'need', id: one }]));
  return {
    ...{ way: 'referral', to: { kind: 'provider', id: facts.provider }, purposes: ['referral'] },
    ...{ content: transmitted(facts), items: [{ what: 'makeReferral', id }, ...said, ...named] },
  };
}

/** Whether the client still agrees, at that instant, to what the referral tells. */
export function maySee(releases: ReleaseRegister, { made }: Referral, at: number): boolean {
  return groundIn(releases, referralDisclosure(made), at) !== null;
}

/** Puts a sent referral together; null while it has not been sent. Of the words those of RF-2 are taken, whatever there is. */
export function transmittalOf(
  { made, sent }: Referral,
  words: Readonly<Record<string, unknown>>,
  { calendar }: ReleaseRegister,
): Transmittal | null {
  if (!sent) return null;
  const word = (name: TransmittedWord) => (typeof words[name] === 'string' ? words[name] : '');
  return {
    clientName: word('clientName'),
    madeOn: formatLocalDate(localDateOf(calendar, made.at)),
    sentOn: formatLocalDate(localDateOf(calendar, sent.at)),
    presentingIssue: word('presentingIssue'),
    desiredServices: word('desiredServices'),
    goals: word('goals'),
    payer: made.facts.payer ?? (word('payers') || null),
    payerAsked: word('payersAsked') || null,
    receivingAgency: word('receivingAgency'),
    targetOn: made.facts.targetOn,
    reviewOn: made.facts.reviewOn,
    caseManager: word('caseManager'),
  };
}

/** The same for printing, a line each, with what goes with it (42 CFR 2.32). */
export function printed(transmittal: Transmittal): string {
  const lines: [string, string | null][] = [
    ['To', transmittal.receivingAgency],
    ['Client', transmittal.clientName],
    ['Referral of', transmittal.madeOn],
    ['Sent on', transmittal.sentOn],
    ['Presenting issue', transmittal.presentingIssue],
    ['Desired services', transmittal.desiredServices],
    ['Goals', transmittal.goals],
    ['Payer', transmittal.payer],
    ['Payer asked', transmittal.payerAsked],
    ['Target date', transmittal.targetOn],
    ['Review date', transmittal.reviewOn],
    ['Case manager', transmittal.caseManager],
  ];
  const filled = lines.filter(([, value]) => value !== null);
  const said = filled.map(([label, value]) => `${label}: ${value}`);
  return ['Referral', '', ...said, '', shortNotice, ''].join('\n');
}
