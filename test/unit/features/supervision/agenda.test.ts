import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HeldReview } from '../../../../src/features/supervision/agenda.ts';
import type { ReviewPoint } from '../../../../src/features/supervision/review-point.ts';
import { referral } from '../../../support/enrollment-builder.ts';
import { decision, payer, sar, service } from '../../../support/authorizations.ts';
import { agenda, at, bare, client, coordinator, linesOf } from '../../../support/supervision.ts';

const point = (changes: Partial<ReviewPoint> = {}): ReviewPoint => ({
  ...{ what: 'Call the landlord', who: 'coordinator', dueOn: '2037-03-20', enrollmentId: 'e-1' },
  ...{ closed: null, ...changes },
});
const review = (reviewId: string, heldAt: string, rest: Partial<HeldReview> = {}): HeldReview => ({
  ...{ reviewId, heldAt: at(heldAt), lookedAt: [], points: [], ...rest },
});
const owed = (kind: string, due: string) => ({ key: `${kind}/1`, kind, duty: 'XX-1', due: at(due) });
const assigned = () => referral().assigned('2037-03-02 10:00');

describe('the agenda of a case review', () => {
  it('[SU-1] has what is overdue and what is due within a week, the oldest first, each with how long', () => {
    const clients = [
      bare('e-1', '2037-03-01 10:00', {
        obligations: [
          owed('contact.routine', '2037-03-09 23:59'),
          owed('rst.meeting', '2037-03-17 23:59'),
          owed('acuity.assessment', '2037-03-18 00:00'),
        ],
      }),
      bare('e-2', '2037-03-01 10:00', { obligations: [owed('contact.first', '2037-03-04 12:00')] }),
    ];
    const prepared = agenda({ clients }, '2037-03-10 09:00');
    expect(prepared.caseload).toEqual(['e-1', 'e-2']);
    expect(linesOf(prepared, 'overdue')).toEqual([
      'e-2 Overdue since 2037-03-04, 6 days: First contact with the client (XX-1)',
      'e-1 Overdue since 2037-03-09, 1 day: Routine contact with the client (XX-1)',
    ]);
    expect(linesOf(prepared, 'near-due')).toEqual([
      'e-1 Due on 2037-03-17, in 7 days: Recovery Support Team meeting (XX-1)',
    ]);
  });

  it('[SU-1] has plans about to lapse two weeks before, apart from other work and never twice', () => {
    const obligations = [owed('sccp.review', '2037-03-12 23:59'), owed('sccp.full', '2037-03-24 23:59')];
    const prepared = agenda(
      { clients: [bare('e-1', '2037-03-01 10:00', { obligations })] },
      '2037-03-10 09:00',
    );
    expect(linesOf(prepared, 'near-due')).toEqual([]);
    expect(
      prepared.lines.filter(({ section }) => section === 'plans-to-lapse').map(({ days }) => days),
    ).toEqual([2, 14]);
    const late = agenda({ clients: [bare('e-1', '2037-03-01 10:00', { obligations })] }, '2037-03-13 09:00');
    expect(linesOf(late, 'overdue')).toHaveLength(1);
    expect(linesOf(late, 'plans-to-lapse')).toHaveLength(1);
  });

  it('[SU-1, AC-5] has high-acuity events since the last review, and those that still ask for closer contact', () => {
    const story = assigned()
      .did('reportHighAcuityEvent', '2037-03-05 10:00', { id: 'first' })
      .did('reportHighAcuityEvent', '2037-03-20 10:00', { id: 'second' });
    const clients = [client(story, '2037-03-21 09:00')];
    const events = (when: string, reviews: HeldReview[] = []) =>
      agenda({ clients, reviews }, when)
        .lines.filter(({ section }) => section === 'high-acuity-events')
        .map(({ days, why }) => `${days} ${why.includes('closer contact')}`);
    expect(events('2037-03-21 09:00')).toEqual(['1 true', '16 false']);
    const reviewed = [review('r-1', '2037-03-25 09:00')];
    expect(events('2037-03-26 09:00', reviewed)).toEqual(['6 true']);
    expect(events('2037-04-04 09:00', reviewed)).toEqual([]);
    // What was voided never was.
    story.voided('second', '2037-03-21 10:00');
    const voided = [client(story, '2037-03-21 11:00')];
    expect(
      linesOf(agenda({ clients: voided }, '2037-03-26 09:00'), 'high-acuity-events').map((line) =>
        line.slice(0, 39),
      ),
    ).toEqual(['e-1 High-acuity event on 2037-03-05, 21']);
  });

  it('[SU-1, CO-3] has clients of low and moderate acuity whom nobody has talked with for longest', () => {
    const talked = (enrollmentId: string, when: string, score?: number) => {
      const story = assigned().contact(when);
      if (score !== undefined) story.scored('2037-03-04 10:00', score);
      return client(story, '2037-03-31 09:00', { enrollmentId, obligations: [] });
    };
    const texted = assigned()
      .scored('2037-03-04 10:00', 10)
      .contact('2037-03-20 10:00', { mode: 'text' })
      .contact('2037-03-21 10:00', { outcome: 'attempted' })
      .contact('2037-03-22 10:00', { with: 'provider' });
    const clients = [
      talked('moderate', '2037-03-10 10:00', 60),
      talked('high', '2037-03-03 10:00', 61),
      talked('unscored', '2037-03-17 10:00'),
      talked('lately', '2037-03-18 10:00', 20),
      client(texted, '2037-03-31 09:00', { enrollmentId: 'texted', obligations: [] }),
      client(assigned().did('reportHighAcuityEvent', '2037-03-25 10:00'), '2037-03-31 09:00', {
        ...{ enrollmentId: 'stabilized', obligations: [] },
      }),
      bare('left', '2037-03-01 10:00', { discharged: true }),
    ];
    expect(linesOf(agenda({ clients }, '2037-03-31 09:00'), 'not-contacted')).toEqual([
      'texted Nobody has talked with the client yet, for 29 days; low or moderate acuity (CO-3)',
      'moderate Nobody has talked with the client since 2037-03-10, 21 days; low or moderate acuity (CO-3)',
      'unscored Nobody has talked with the client since 2037-03-17, 14 days; no acuity on record (CO-3)',
    ]);
  });

  it('[SU-1, AU-1] has authorizations that end within two weeks or are hardly used, not those that go on', () => {
    const by = { by: payer };
    const story = assigned()
      .step(sar(), '2037-03-03 10:00', { id: 'sar' })
      .step(decision('sar'), '2037-03-04 10:00', by);
    const lines = (when: string) =>
      linesOf(agenda({ clients: [client(story, when, { obligations: [] })] }, when), 'authorizations');
    expect(lines('2037-03-06 09:00')).toEqual([]);
    expect(lines('2037-03-16 09:00')).toEqual([
      'e-1 0 of 10 units used, much less than its time lets expect (AU-1)',
    ]);
    story.step(service('sar', { units: 8 }), '2037-03-16 10:00');
    expect(lines('2037-03-16 11:00')).toEqual([]);
    expect(lines('2037-03-17 09:00')).toEqual([
      'e-1 Ends on 2037-03-31, in 14 days, and nothing continues it (AU-1)',
    ]);
    expect(lines('2037-04-01 00:00')).toEqual([]);
    story.step({ type: 'endAuthorization', about: 'sar' }, '2037-03-18 10:00');
    expect(lines('2037-03-18 11:00')).toEqual([]);
  });

  it('[SU-1] has clients whom no review has looked at for longest', () => {
    const clients = ['old', 'seen', 'new'].map((id) =>
      bare(id, id === 'new' ? '2037-04-20 10:00' : '2037-03-01 10:00'),
    );
    const reviews = [
      review('r-1', '2037-03-05 09:00', { lookedAt: ['seen', 'old'] }),
      review('r-2', '2037-04-05 09:00', { lookedAt: ['seen'] }),
    ];
    expect(linesOf(agenda({ clients, reviews }, '2037-05-06 09:00'), 'not-reviewed')).toEqual([
      'old No review has looked at this client since 2037-03-05, 62 days (SU-1)',
    ]);
    expect(linesOf(agenda({ clients }, '2037-05-06 09:00'), 'not-reviewed')).toHaveLength(2);
  });

  it('[SU-1] carries open points of every review until they are closed', () => {
    const closed = { by: coordinator, at: at('2037-03-12 09:00'), outcome: 'Called.' };
    const reviews = [
      review('r-1', '2037-03-05 09:00', { points: [point({ closed }), point({ enrollmentId: null })] }),
      review('r-2', '2037-04-05 09:00', { points: [point({ what: 'Ask', dueOn: '2037-03-19' })] }),
    ];
    const prepared = agenda({ reviews }, '2037-05-05 09:00');
    expect(prepared.lastReviewAt).toBe(at('2037-04-05 09:00'));
    expect(prepared.lines.map(({ about }) => about)).toEqual(['r-2/1', 'r-1/2']);
    expect(linesOf(prepared, 'open-points')[1]).toBe(
      'null Open since the review of 2037-03-05, with the coordinator, due 2037-03-20: Call the landlord',
    );
    expect(agenda({ reviews }, '2037-04-01 09:00').lines.map(({ about }) => about)).toEqual(['r-1/2']);
  });

  it('[SU-1] names each open obligation at most once and each overdue one always; every case is of the caseload', () => {
    const kinds = ['contact.routine', 'sccp.review', 'authorization.renewal', 'rst.meeting'];
    const now = at('2037-03-10 09:00');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(5), fc.constantFrom(...kinds), fc.integer({ min: -40, max: 40 }))),
        (all) => {
          const clients = [0, 1, 2, 3, 4, 5].map((n) =>
            bare(`e-${n}`, '2037-03-01 10:00', {
              obligations: all.flatMap(([whose, kind, days], place) =>
                whose === n
                  ? [{ key: `${place}`, kind, duty: 'XX-1', due: now + days * 86_400_000 + 1 }]
                  : [],
              ),
            }),
          );
          const { lines, caseload } = agenda({ clients }, '2037-03-10 09:00');
          const work = lines.map(({ about }) => about).filter((key) => /^\d+$/.test(key));
          expect(new Set(work).size).toBe(work.length);
          const late = all.flatMap(([, , days], place) => (days < 0 ? [`${place}`] : []));
          const shown = lines.filter(({ section }) => section === 'overdue').map(({ about }) => about);
          expect(shown.toSorted()).toEqual(late.toSorted());
          expect(lines.every(({ enrollmentId }) => caseload.includes(enrollmentId ?? ''))).toBe(true);
        },
      ),
    );
  });
});
