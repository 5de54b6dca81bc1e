import { describe, expect, it } from 'vitest';
import { parseLocalDate } from '../../../src/engine/calendar/index.ts';
import { effectiveSteps } from '../../../src/engine/obligations/fold.ts';
import { type Provider, searchProviders } from '../../../src/features/referrals/directory.document.ts';
import { referralRegister } from '../../../src/features/referrals/state.ts';
import { printed, transmittalOf } from '../../../src/features/referrals/transmittal.ts';
import { releasesKnown } from '../../../src/features/releases/state.ts';
import type { Story } from '../../support/enrollment-builder.ts';
import { made, releasing, sending, sent } from '../../support/referrals.ts';

/** What people wrote with the referral, and things that somebody wrote beside it. */
const words = {
  clientName: 'Ottilie Brandywine',
  presentingIssue: 'Nowhere to sleep.',
  desiredServices: 'A room.',
  goals: 'A lease.',
  receivingAgency: 'Harbor House',
  caseManager: 'Theo Marchetti',
  note: 'Her whole story.',
  diagnosis: 'F11.2',
};

function transmittal({ state }: Story, said: object = words) {
  const now = state.lastRecordedAt;
  const [referral] = referralRegister(effectiveSteps(state.steps, now)).referrals;
  if (!referral) throw new Error('no referral');
  return transmittalOf(referral, { ...said }, releasesKnown(state, now));
}

describe('a transmittal', () => {
  it('[RF-2] holds the contents of a referral and nothing else that was written', () => {
    const { note: _, diagnosis: __, ...told } = words;
    const whole = transmittal(sent());
    expect(whole).toEqual({
      ...told,
      ...{ madeOn: '2037-03-09', sentOn: '2037-03-09', payer: 'county', payerAsked: null },
      ...{ targetOn: '2037-06-01', reviewOn: '2037-05-01' },
    });
    const text = whole && printed(whole);
    for (const value of Object.values(told)) expect(text).toContain(value);
    expect(text).not.toMatch(/story|F11/);
  });

  it('[RF-2] tells who pays, and who was asked, by the plan; by a code where one was typed before plans said it', () => {
    const paid = { payers: 'Housing: Medicaid', payersAsked: 'The county' };
    const byPlan = made({ planFunding: ['f1'] })
      .step(releasing(), '2037-03-09 10:00', { id: 'release' })
      .step(sending(), '2037-03-09 11:00', { id: 'sent' });
    const whole = transmittal(byPlan, { ...words, ...paid });
    expect(whole).toMatchObject({ payer: 'Housing: Medicaid', payerAsked: 'The county' });
    const lines = whole && printed(whole).split('\n');
    expect(lines).toEqual(expect.arrayContaining(['Payer: Housing: Medicaid', 'Payer asked: The county']));
    const before = transmittal(sent());
    expect(before && printed(before)).toContain('\nPayer: county\nTarget date:');
  });

  it('[RF-2] is there only once the referral is sent', () => {
    expect(transmittal(made())).toBeNull();
  });
});

describe('the search for a provider', () => {
  const provider = (name: string, changes: Partial<Provider> = {}): { content: Provider } => ({
    content: {
      ...{ name, services: ['housing'], populations: [], languages: ['en'], internal: false, contact: {} },
      ...{ openings: 1, waitingDays: 5, verifiedOn: '2037-03-01', ...changes },
    },
  });
  const today = parseLocalDate('2037-03-02') ?? 0;
  const found = (rows: { content: Provider }[], query: object, verifiedWithinDays: number | null = 90) =>
    searchProviders(rows, query, { today, verifiedWithinDays }).map(({ content, fit }) =>
      fit.stale ? `${content.name} (stale)` : content.name,
    );

  it('[RF-4] puts fit before freshness, freshness before waiting time, and leaves out other services', () => {
    const rows = [
      provider('Waits', { waitingDays: 30 }),
      provider('Unknown', { waitingDays: null }),
      provider('Elsewhere', { services: ['legal'] }),
      provider('Stale', { verifiedOn: '2036-12-01', waitingDays: 0 }),
      provider('Fresh enough', { verifiedOn: '2036-12-02', waitingDays: 0 }),
      provider('Spanish', { languages: ['es'], waitingDays: 90 }),
    ];
    expect(found(rows, { service: 'housing', language: 'es' })).toEqual([
      'Spanish',
      'Fresh enough',
      'Waits',
      'Unknown',
      'Stale (stale)',
    ]);
    expect(found(rows, { service: 'legal' })).toEqual(['Elsewhere']);
    expect(found([provider('Old', { verifiedOn: '2020-01-01' })], {}, null)).toEqual(['Old']);
  });

  it('[RF-4] takes an unknown number of openings for none', () => {
    const rows = [
      provider('Open'),
      provider('Full', { openings: 0 }),
      provider('Unasked', { openings: null }),
    ];
    expect(found(rows, { open: true })).toEqual(['Open']);
    expect(found(rows, { open: false })).toEqual(['Full', 'Unasked']);
  });
});
