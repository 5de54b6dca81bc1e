import type { RequestDocument } from '../../../src/engine/policy/request-documents.ts';
import { type Act, act, step, type Teller } from './teller.ts';

const first = ['sccp', 'placement-criteria'] as const;
const later = [...first, 'acuity-index', 'acuity-documentation', 'rss-tool'] as const;
/** With what of her record goes with it. */
export const enclosing =
  (documents: readonly RequestDocument[], asking: object) => async (teller: Teller) => ({
    ...asking,
    enclosed: await teller.rig.enclosing(teller.named('enrollment'), documents),
  });
const asked = { service: 'RSS-HOUSING', initial: true, justification: 'A room for both.' };

/** What is authorized, used, returned and appealed (AU). */
export const money: Act[] = [
  step(
    '2037-03-03 15:00',
    'requestAuthorization',
    enclosing(first, {
      ...{ ...asked, units: 90, from: '2037-03-02', through: '2037-05-31' },
      need: 'need-housing',
    }),
    { key: 'sar' },
  ),
  step(
    '2037-03-06 10:00',
    'decideAuthorization',
    {
      ...{ about: 'sar', decision: 'approved-in-part', units: 60, from: '2037-03-02', through: '2037-05-31' },
      reason: 'Two months first.',
    },
    { by: 'payer' },
  ),
  act('2037-03-02 08:20', async (teller) => {
    await teller.sends('supervisor', '/fund/deposits', { amountCents: 50_000 }, 'deposit');
  }),
  act('2037-03-04 10:00', async (teller) => {
    const payment = {
      ...{ amountCents: 4_500, purpose: 'transportation', need: 'need-housing' },
      ...{ payee: 'County Transit', justification: 'Bus passes for the week, before a check can come.' },
    };
    await teller.sends('coordinator', `${teller.enrollment}/fund-payments`, payment, 'bus-passes');
    await teller.rig.delivered('bus-passes');
  }),
  step(
    '2037-03-05 10:00',
    'requestAuthorization',
    enclosing(first, {
      ...{ ...asked, service: 'RSS-TRANSPORT', units: 2, claims: 'bus-passes' },
      ...{ from: '2037-03-04', through: '2037-03-11', justification: 'Bus passes paid by the fund.' },
    }),
    { key: 'sar-bus' },
  ),
  step(
    '2037-03-10 10:00',
    'decideAuthorization',
    {
      ...{ about: 'sar-bus', decision: 'approved', units: 2, from: '2037-03-04', through: '2037-03-11' },
      reason: 'Paid.',
    },
    { by: 'payer' },
  ),
  step('2037-03-11 16:30', 'endAuthorization', { about: 'sar-bus', reason: 'Used up.' }),
  act('2037-03-12 09:00', async (teller) => {
    const back = { payment: 'bus-passes', amountCents: 4_500 };
    await teller.sends('supervisor', '/fund/reimbursements', back, 'bus-passes-back');
  }),
  ...['2037-03-16 16:00', '2037-04-13 16:00', '2037-05-11 16:00'].map((at) =>
    step(at, 'recordService', {
      ...{ kind: 'housing', minutes: 60, billable: true, procedureCode: 'T1016' },
      ...{ authorization: 'sar', units: 20, summary: 'Rent and room.' },
    }),
  ),
  step(
    '2037-05-20 16:00',
    'requestAuthorization',
    enclosing(later, {
      ...{ ...asked, initial: false, extends: 'sar', units: 30, from: '2037-06-01', through: '2037-06-30' },
    }),
    { key: 'sar-june' },
  ),
  step(
    '2037-05-22 10:00',
    'decideAuthorization',
    { about: 'sar-june', decision: 'returned', reason: 'The index is of April.' },
    { by: 'payer' },
  ),
  step('2037-05-22 16:00', 'resubmitAuthorization', enclosing(later, { about: 'sar-june' })),
  step(
    '2037-05-27 10:00',
    'decideAuthorization',
    { about: 'sar-june', decision: 'denied', reason: 'A lease is near.' },
    { by: 'payer' },
  ),
  step('2037-05-28 09:00', 'appealDecision', {
    about: 'sar-june',
    reason: 'The lease begins on the fifteenth only.',
  }),
  step(
    '2037-06-01 10:00',
    'decideAuthorization',
    {
      about: 'sar-june',
      decision: 'approved',
      units: 30,
      from: '2037-06-01',
      through: '2037-06-30',
      reason: 'Granted.',
    },
    { by: 'payer' },
  ),
  step('2037-06-08 16:00', 'recordService', {
    ...{ kind: 'housing', minutes: 45, billable: true, procedureCode: 'T1016' },
    ...{ authorization: 'sar-june', units: 14, summary: 'The lease is read together.' },
  }),
  step('2037-06-17 16:00', 'endAuthorization', { about: 'sar-june', reason: 'She has moved in.' }),
  step(
    '2037-08-10 16:00',
    'requestExtension',
    enclosing(later, {
      initial: false,
      units: 12,
      through: '2037-12-31',
      justification: 'Until the year ends.',
    }),
  ),
  step('2037-08-13 10:00', 'decideExtension', { decision: 'approved', units: 12 }, { by: 'payer' }),
];
