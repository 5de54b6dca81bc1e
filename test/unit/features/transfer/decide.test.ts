import type { Acting } from '../../../../src/features/staff/can-act.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type BothSides,
  decideAcceptance,
  decideAnswer,
  decideOffer,
} from '../../../../src/pathway/transfer-decide.ts';
import { type TransferAnswer, transferStates } from '../../../../src/features/transfer/transfer.ts';
import { wholeCaseload } from '../../../../src/features/caseload/share.ts';
import { countyProfile } from '../../../../src/pathway/profiles/county.ts';
import { referral, type Story, supervisor } from '../../../support/enrollment-builder.ts';

const offered: Parameters<typeof decideOffer>[0] = {
  ...{ toAgency: 'harbor', release: 'release', carries: [] },
  enclosed: [{ document: 'acuity-documentation', id: 'form' }],
  leaving: { warmHandOver: true },
};
/** The form of the index, as the client's record has it. */
const kept = { id: 'form', what: 'acuity-scoring', sha256: 'as kept', scan: null, struck: false };
const there = { plans: [], files: [kept], steps: [] };
const nowIn = (story: Story) => story.at('2037-03-04 10:00');

function client(): Story {
  return referral()
    .assigned('2037-03-02 10:00')
    .step({ type: 'scoreAcuity', score: 52 }, '2037-03-03 10:00')
    .step(
      {
        ...{ type: 'grantRelease', recipient: 'harbor', recipientKind: 'agency', expiresOn: '2037-12-01' },
        ...{ purpose: 'care-coordination', content: ['identity', 'assessment', 'progress'] },
      },
      '2037-03-03 11:00',
      { id: 'release' },
    );
}

describe('[OU-4] an offer', () => {
  const decide = (story: Story | null, asked: Partial<typeof offered> = {}, more: object = {}) => {
    const now = nowIn(story ?? client());
    const present = { client: story?.state ?? null, isOtherAgency: true, isUnderWay: false, there, ...more };
    return decideOffer({ ...offered, ...asked }, present, { by: supervisor, now });
  };
  const code = (...asked: Parameters<typeof decide>) => {
    const decided = decide(...asked);
    return decided.ok ? null : decided.refusal.code;
  };

  it('goes with the level, and the newest index', () => {
    const story = client();
    expect(decide(story)).toEqual({
      ok: true,
      plan: {
        ...{ level: 'rsc-i', index: { score: 52, at: story.at('2037-03-03 10:00') } },
        enclosed: [{ document: 'acuity-documentation', id: 'form', hash: 'as kept' }],
      },
    });
  });

  it('is of a client who is here, to an agency that is another, one at a time', () => {
    expect(code(null)).toBe('not-found');
    expect(code(client(), {}, { isOtherAgency: false })).toBe('unknown-agency');
    expect(code(client(), {}, { isUnderWay: true })).toBe('transfer-open');
    expect(code(client(), { release: 'none' })).toBe('release-missing');
    expect(code(client(), { enclosed: [] })).toBe('document-missing');
  });

  it('encloses what the record has, and nothing that was only ticked', () => {
    const of = (more: object) => code(client(), {}, { there: { ...there, files: [{ ...kept, ...more }] } });
    expect(code(client(), {}, { there: { ...there, files: [] } })).toBe('enclosure-unknown');
    expect(of({ what: 'correspondence' })).toBe('enclosure-unknown');
    expect(of({ scan: 'found' })).toBe('enclosure-unknown');
    expect(of({ struck: true })).toBe('enclosure-changed');
    expect(of({})).toBeNull();
  });

  it('is judged as the discharge will be with which it ends', () => {
    const discharge = { type: 'discharge', reason: 'transferred', receivingAgencyNamed: true } as const;
    const gone = client().step(
      { ...discharge, warmHandOver: true, lastMeetingHeld: true },
      '2037-03-03 12:00',
      { by: supervisor },
    );
    expect(code(gone)).toBe('discharged');
  });
});

describe('[OU-4] an answer', () => {
  it('is taken once, whatever comes after it; of what is not theirs nobody learns anything', () => {
    const answers = fc.array(fc.constantFrom<TransferAnswer>('accept', 'decline', 'withdraw'), {
      minLength: 1,
    });
    fc.assert(
      fc.property(answers, (all) => {
        const [first, ...rest] = all;
        const decided = decideAnswer('offered', first ?? 'accept');
        if (!decided.ok) throw new Error('an offer can be answered');
        for (const act of rest)
          expect(decideAnswer(decided.plan, act)).toMatchObject({ refusal: { code: 'transfer-settled' } });
      }),
    );
    for (const state of transferStates.filter((one) => one !== 'offered'))
      expect(decideAnswer(state, 'accept').ok).toBe(false);
    expect(decideAnswer(null, 'accept')).toEqual({ ok: false, refusal: { code: 'not-found' } });
  });
});

describe('an acceptance', () => {
  const person = { givenName: 'Ottilie', familyName: 'Brandywine', birthDate: '1990-01-02' };
  const able = { works: true, mayTakeUntil: Infinity, hasAccess: true, away: [] };
  const roomy = { used: 0, limit: wholeCaseload, overrides: [], acting: able };
  const asked = {
    transfer: { toAgencyId: 'harbor', release: 'release', carries: [] },
    ...{ level: 'rsc-i', coordinatorId: 'ada' as string | null },
  };
  const code = (both: Partial<BothSides> = {}, more: Partial<typeof asked> = {}, story = client()) => {
    const there = { person, known: null, profile: countyProfile, coordinator: roomy };
    const sides = { client: story.state, ...there, ...both };
    const decided = decideAcceptance({ ...asked, ...more }, sides, nowIn(story));
    return decided.ok ? null : decided.refusal.code;
  };

  it('[ST-4] [ST-2] needs the place that it speaks of, and no coordinator', () => {
    expect(code()).toBe(null);
    expect(code({ coordinator: null }, { coordinatorId: null })).toBe(null);
    expect(code({}, { level: 'none' })).toBe('unknown-level');
    expect(code({ coordinator: null })).toBe('unknown-staff');
    const lacking = (what: Partial<Acting>) =>
      code({ coordinator: { ...roomy, acting: { ...able, ...what } } });
    expect(lacking({ mayTakeUntil: null })).toBe('staff-file-incomplete');
    expect(lacking({ away: [{ from: 0, until: Infinity }] })).toBe('coordinator-absent');
    expect(lacking({ hasAccess: false })).toBe('without-access');
    expect(code({ coordinator: { ...roomy, used: wholeCaseload } })).toBe('caseload-full');
  });

  it('[RF-3] is of a client who is still there, and of whom the agency may still be told', () => {
    const revoked = client().step({ type: 'revokeRelease', about: 'release' }, '2037-03-03 12:00');
    expect(code({}, {}, revoked)).toBe('release-missing');
  });

  it('is of somebody whom the agency does not know as somebody else, and does not have', () => {
    const known = { ...person, givenName: ' ottilie', birthDate: null, enrolled: false };
    expect(code({ known })).toBe(null);
    expect(code({ known: { ...known, enrolled: true } })).toBe('client-already-enrolled');
    expect(code({ known: { ...known, familyName: 'Else' } })).toBe('client-differs');
    expect(code({ known: { ...known, birthDate: '1991-01-02' } })).toBe('client-differs');
  });
});
