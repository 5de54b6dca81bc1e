import type { RequestDocument } from '../../engine/policy/request-documents.ts';
import type { AuthorizationDecision } from '../../engine/record/steps/authorizations.ts';
import type { AuthorizationState } from '../authorizations/decision-state.ts';

const documents: Record<RequestDocument, string> = {
  sccp: 'Single Coordinated Care Plan (SCCP)',
  'placement-criteria': 'Patient placement criteria',
  'acuity-index': 'Acuity Index',
  'acuity-documentation': 'Documentation of the Acuity Index',
  'rst-meeting': 'Notes of the Recovery Support Team meeting',
  'rss-tool': 'RSS Tool',
  other: 'Other document',
};
const states: Record<AuthorizationState, string> = {
  requested: 'Waits for the payer',
  returned: 'Asked back by the payer',
  denied: 'Denied',
  approved: 'Approved',
  partial: 'Approved in part',
  appealed: 'Appealed, waits for the payer',
};
const did: Record<AuthorizationDecision | 'resubmitted' | 'appealed' | 'ended', string> = {
  approved: 'Approved',
  'approved-in-part': 'Approved in part',
  returned: 'Asked back',
  denied: 'Denied',
  resubmitted: 'Sent again',
  appealed: 'Appealed',
  ended: 'Ended or taken back',
};
const withheld = {
  'struck-out': 'struck out since, and not to be used',
  voided: 'voided since, and not to be used',
};

/** What the packet of a service request says on paper (AU-2, AU-3), beside what was written. */
export const requestWords = {
  title: 'Service Request Packet',
  documents,
  states,
  did,
  withheld,
  request: 'The request',
  kind: 'Kind',
  kinds: { authorization: 'Service authorization request', extension: 'Request for more time or units' },
  number: 'Request',
  state: 'State',
  service: 'Service',
  provider: 'Provider',
  units: 'Units asked for',
  from: 'First day',
  through: 'Last day',
  initial: 'First request',
  justification: 'Why it is needed',
  kindsNamed: 'Documents that went with it',
  by: 'Asked for by',
  since: 'Before the payer since',
  granted: 'What is granted',
  unitsGranted: 'Units granted',
  unitsUsed: 'Units used',
  history: 'Decisions and history',
  historyColumns: ['When', 'What', 'By', 'In words'],
  grant: (units: number, from: string | null, through: string | null) =>
    [
      `${units} units`,
      ...(from === null ? [] : [`from ${from}`]),
      ...(through === null ? [] : [`through ${through}`]),
    ].join(' '),
  lacks: (what: string) => `It lacks: ${what}.`,
  appealBy: (on: string) => `It can be appealed through ${on}.`,
  letter: (on: string) => `By letter of ${on}.`,
  corrects: 'It corrects the decision before.',
  index: 'Index of what is enclosed',
  revision: (revision: number) => `revision ${revision}`,
  fingerprint: (hash: string) => `fingerprint ${hash}`,
  id: (id: string) => `no. ${id}`,
  sent: (on: string) => `sent on ${on}`,
  sentBefore: (on: string) => `sent on ${on}, not with what was sent last`,
  file: (mediaType: string, kilobytes: number) => `file in the record, ${mediaType}, ${kilobytes} kB`,
  scored: 'Scored on',
  form: 'Form',
  score: 'Score',
  answers: 'Answers',
  answerColumns: ['Item', 'Points', 'Meaning'],
  met: 'Met on',
  summary: 'Summary',
  decisions: 'What was decided',
  next: 'What comes next',
  nextColumns: ['What', 'Who', 'By'],
};
