import { describe, expect, it } from 'vitest';
import { countyStaffPolicy } from '../../../src/pathway/profiles/county-staff.ts';
import { staffDuties, type StaffMember } from '../../../src/features/staff/duties.ts';
import type { StaffFile } from '../../../src/features/staff/file.ts';
import { fitUntil } from '../../../src/features/staff/fitness.ts';
import type { ItemSeen, StaffFileAct } from '../../../src/features/staff/staff-file.document.ts';
import { staffNotices } from '../../../src/features/staff/notices.ts';
import {
  acted,
  at,
  calendar,
  clock,
  complete,
  item,
  type Kind,
  kinds,
  member,
  seen,
  subject,
} from '../../support/staff-files.ts';

const today = '2037-03-02';
const policy = countyStaffPolicy;
const fit = (file: StaffFile | null) => fitUntil('coordinator', file, policy, calendar);
const without = (kind: Kind) =>
  complete({ items: kinds.filter((one) => one !== kind).map((one) => item(one)) });
const record = (one: ItemSeen): StaffFileAct => ({ type: 'record-item', seen: one, subject, policy, today });
const refusalOf = (file: StaffFile | null, act: StaffFileAct, by?: Parameters<typeof acted>[2]) => {
  const judged = acted(file, [act], by);
  return judged.ok ? null : judged.refusal.code;
};

/** What the person, then the others, are told by then: `kind to`. */
function toldBy(who: StaffMember, when: string, kind: string): string[] {
  const duties = staffDuties([who], clock, at(when)).filter((duty) => duty.kind === kind);
  return staffNotices(duties, clock, at(when)).map((notice) => `${notice.kind} ${notice.audience}`);
}
const stateOf = (who: StaffMember, when: string, kind: string) =>
  staffDuties([who], clock, at(when))
    .filter((duty) => duty.kind === kind)
    .map(({ state }) => state);

describe('qualifications', () => {
  it('[ST-1] a degree in an accepted field and experience, both verified, come before a client', () => {
    expect(fit(complete()).until).toBe(at('2037-11-30 23:59:59.999'));
    expect(fit(without('degree'))).toEqual({ until: null, missing: ['degree'] });
    expect(fit(without('experience'))).toEqual({ until: null, missing: ['experience'] });
    for (const states of [
      { degree: 'ba', field: 'history' },
      { degree: 'associate', field: 'nursing' },
      { field: 'nursing' },
    ])
      expect(refusalOf(complete(), record(seen('degree', { states })))).toBe('item-not-accepted');
    const degree = item('degree', { states: { degree: 'ba', field: 'history' } });
    expect(fit(complete({ items: [...without('degree').items, degree] })).missing).toEqual(['degree']);
  });

  it('[ST-2] check, licence by its abstract, insurance and resume come before a client, and the first to expire ends it', () => {
    for (const kind of ['resume', 'background-check', 'drivers-licence', 'auto-insurance'] as const)
      expect(fit(without(kind))).toEqual({ until: null, missing: [kind] });
    const renewed = item('auto-insurance', { expiresOn: '2039-11-30', verifiedOn: '2037-11-20' });
    // The insurance renewed, the licence is next; then the check, four years after its date.
    const file = complete({ items: [...complete().items, renewed] });
    expect(fit(file).until).toBe(at('2038-08-31 23:59:59.999'));
    const licence = item('drivers-licence', { expiresOn: '2046-08-31' });
    const longer = complete({
      items: [...file.items, licence, item('auto-insurance', { expiresOn: '2045-01-01' })],
    });
    expect(fit(longer).until).toBe(at('2040-02-01 23:59:59.999'));
  });

  it('[ST-2] what was withdrawn counts no more, and nobody is fit without a file', () => {
    const [first = item('degree')] = complete().items;
    const judged = acted(complete(), [{ type: 'withdraw-item', item: 1, reason: 'Not theirs.' }]);
    expect(judged).toMatchObject({ ok: true, reason: 'Not theirs.' });
    if (judged.ok) expect(fit(judged.content).missing).toEqual([first.kind]);
    expect(refusalOf(complete(), { type: 'withdraw-item', item: 7, reason: 'x' })).toBe('unknown-entry');
    expect(fit(null)).toEqual({ until: null, missing: kinds });
    expect(fitUntil('supervisor', null, policy, calendar)).toEqual({ until: Infinity, missing: [] });
  });

  it.each<[string, Partial<ItemSeen>, string | null]>([
    ['is taken as it is', {}, null],
    ['without evidence', { evidence: null }, 'evidence-missing'],
    ['that the policy does not know', { kind: 'horoscope' }, 'unknown-file-item'],
    ['without its last day', { expiresOn: null }, 'item-not-accepted'],
    ['that ends before it begins', { expiresOn: '2035-01-01' }, 'item-not-accepted'],
    ['verified before it was there', { verifiedOn: '2036-01-01' }, 'item-not-accepted'],
    ['shown by something else', { states: { shownBy: 'word-of-mouth' } }, 'item-not-accepted'],
    [
      'with a statement the policy does not ask for',
      { states: { shownBy: 'drivers-abstract', colour: 'red' } },
      'item-not-accepted',
    ],
    ['verified tomorrow', { verifiedOn: '2037-03-03' }, 'occurred-in-future'],
    ['dated tomorrow', { datedOn: '2037-03-03', verifiedOn: '2037-03-03' }, 'occurred-in-future'],
  ])("[ST-2] a driver's licence %s", (_, changes, code) => {
    expect(refusalOf(complete(), record(seen('drivers-licence', changes)))).toBe(code);
  });

  it('[ST-2] nobody verifies their own file', () => {
    const self = { staffId: subject, role: 'supervisor', agencyId: 'agency' } as const;
    expect(refusalOf(complete(), record(seen('resume')), self)).toBe('verified-by-oneself');
    expect(refusalOf(complete(), record(seen('resume')))).toBeNull();
  });
});

describe('what expires', () => {
  it('[ST-2] is warned of 60, 30 and 7 days before, then goes up: supervisor, director, quality office', () => {
    const who = member(complete());
    const told = (when: string) => toldBy(who, when, 'auto-insurance');
    expect(told('2037-10-01 07:59')).toEqual([]);
    expect(told('2037-10-01 08:00')).toEqual(['warning coordinator']);
    const ids = ['2037-10-01 08:00', '2037-10-31 08:00', '2037-11-23 08:00'].map(
      (when) => staffNotices(staffDuties([who], clock, at(when)), clock, at(when)).map(({ id }) => id)[0],
    );
    expect(new Set(ids).size).toBe(3);
    expect(told('2037-11-30 23:59:59.999')).toEqual(['warning coordinator']);
    const passed = ['overdue coordinator', 'escalation supervisor'];
    expect(told('2037-12-01 00:00')).toEqual(passed);
    expect(told('2037-12-02 17:00')).toEqual([...passed, 'escalation director']);
    expect(told('2037-12-07 17:00')).toEqual([...passed, 'escalation director', 'escalation quality-office']);
    expect(stateOf(who, '2037-12-07 17:00', 'auto-insurance')).toEqual(['overdue']);
  });

  it('[ST-2] is quiet once renewed, and where nobody has clients to lose', () => {
    const renewed = item('auto-insurance', { expiresOn: '2038-11-30', verifiedOn: '2037-11-10' });
    const file = complete({ items: [...complete().items, renewed] });
    expect(toldBy(member(file), '2037-12-05 12:00', 'auto-insurance')).toEqual([]);
    expect(stateOf(member(file), '2037-12-05 12:00', 'auto-insurance')).toEqual(['met', 'open']);
    expect(toldBy(member(complete(), { clients: 0 }), '2037-12-05 12:00', 'auto-insurance')).toEqual([]);
    expect(toldBy(member(file), '2038-11-23 08:00', 'auto-insurance')).toEqual(['warning coordinator']);
  });

  it('[ST-2] what is taken from somebody with clients is overdue at once', () => {
    const items = complete().items.map((one) =>
      one.kind === 'drivers-licence' ? { ...one, withdrawnAt: at('2037-03-02 09:00') } : one,
    );
    const who = member(complete({ items }));
    expect(toldBy(who, '2037-03-02 09:01', 'drivers-licence')).toEqual([
      'overdue coordinator',
      'escalation supervisor',
    ]);
    expect(stateOf({ ...who, clients: 0 }, '2037-03-02 09:01', 'drivers-licence')).toEqual([]);
    expect(toldBy(member(null, { heldSince: at('2037-03-02 00:00') }), '2037-03-04 18:00', 'degree')).toEqual(
      ['overdue coordinator', 'escalation supervisor', 'escalation director'],
    );
  });

  it('[ST-2] a warning whose day had passed when the item came in is not given', () => {
    const late = item('auto-insurance', { expiresOn: '2037-03-20', enteredAt: at('2037-03-02 09:00') });
    const file = complete({
      items: [...complete().items.filter(({ kind }) => kind !== 'auto-insurance'), late],
    });
    expect(toldBy(member(file), '2037-03-12 12:00', 'auto-insurance')).toEqual([]);
    expect(toldBy(member(file), '2037-03-13 08:00', 'auto-insurance')).toEqual(['warning coordinator']);
  });
});

describe('a hire', () => {
  // A Friday.
  const hired = (more: Partial<StaffFile> = {}) => member(complete({ hiredOn: '2037-03-06', ...more }));

  it('[ST-3] is told to the quality office, and access requested, within three business days', () => {
    for (const kind of ['hire.notice', 'hire.access']) {
      const [duty] = staffDuties([hired()], clock, at('2037-03-06 12:00')).filter((one) => one.kind === kind);
      expect(duty).toMatchObject({ duty: 'ST-3', due: at('2037-03-11 17:00'), state: 'open', rungs: [] });
      expect(toldBy(hired(), '2037-03-10 08:00', kind)).toEqual(['warning supervisor']);
      expect(toldBy(hired(), '2037-03-11 17:00:01', kind)).toEqual(['escalation supervisor']);
      expect(toldBy(hired(), '2037-03-13 17:00', kind)).toEqual([
        'escalation supervisor',
        'escalation director',
      ]);
    }
    const done = hired({
      notice: { sentOn: '2037-03-09', verified: [] },
      access: { requestedOn: '2037-03-12' },
    });
    for (const kind of ['hire.notice', 'hire.access']) {
      expect(stateOf(done, '2037-03-20 12:00', kind)).toEqual(['met']);
      expect(toldBy(done, '2037-03-20 12:00', kind)).toEqual([]);
    }
  });

  it('[ST-3] the notice says what is verified by then, and is sent once', () => {
    const file = without('background-check');
    const send: StaffFileAct = {
      ...{ type: 'send-notice', sentOn: '2037-03-02', byMail: false, policy, today },
    };
    const judged = acted(file, [send]);
    const verified = kinds.filter((kind) => kind !== 'background-check');
    expect(judged).toMatchObject({ content: { notice: { sentOn: '2037-03-02', verified } } });
    if (judged.ok) expect(refusalOf(judged.content, send)).toBe('nothing-changed');
    expect(refusalOf(file, { ...send, sentOn: '2037-03-03' })).toBe('occurred-in-future');
    const request: StaffFileAct = { type: 'request-access', requestedOn: '2037-03-02', today };
    expect(refusalOf({ ...file, access: { requestedOn: '2037-02-01' } }, request)).toBe('nothing-changed');
    expect(acted(file, [request])).toMatchObject({ content: { access: { requestedOn: '2037-03-02' } } });
  });

  it('[ST-3] of who was given the role later it is owed from that day on', () => {
    const given = { ...hired(), roleSince: at('2037-06-05 09:00') };
    const [duty] = staffDuties([given], clock, at('2037-06-05 12:00')).filter(
      ({ kind }) => kind === 'hire.notice',
    );
    expect(duty).toMatchObject({ key: 'hire.notice/2037-06-05', due: at('2037-06-10 17:00'), state: 'open' });
    const reviews = staffDuties([given], clock, at('2037-06-05 12:00')).filter(
      ({ duty: id }) => id === 'SU-1',
    );
    expect(reviews.every(({ state }) => state === 'open')).toBe(true);
  });

  it('[ST-3] nobody owes it for who was there before the agency was held to it', () => {
    const who = { ...hired(), heldSince: at('2037-03-07 09:00') };
    expect(stateOf(who, '2037-04-01 12:00', 'hire.notice')).toEqual([]);
    expect(refusalOf(complete(), { type: 'hire', role: 'coordinator', hiredOn: today, today })).toBe(
      'file-begun',
    );
    expect(refusalOf(null, { type: 'hire', role: 'coordinator', hiredOn: '2037-03-03', today })).toBe(
      'occurred-in-future',
    );
    expect(refusalOf(null, record(seen('resume')))).toBe('not-found');
  });
});

describe('trainings and meetings', () => {
  const mandate = (kind: string): StaffFileAct => ({
    type: 'mandate',
    mandate: { kind, title: 'Safe visits', dueOn: '2037-03-20' },
    policy,
  });
  const attend: StaffFileAct = { type: 'attend', mandate: 1, on: '2037-03-02', today };
  const fileAfter = (...acts: StaffFileAct[]): StaffFile => {
    const judged = acted(complete(), acts);
    if (!judged.ok) throw new Error(judged.refusal.code);
    return judged.content;
  };

  it('[ST-5] are attended by the day that is set, or go up', () => {
    for (const kind of ['training', 'meeting']) {
      const who = member(fileAfter(mandate(kind)), { clients: 0 });
      expect(toldBy(who, '2037-03-19 07:59', kind)).toEqual([]);
      expect(toldBy(who, '2037-03-19 08:00', kind)).toEqual(['warning coordinator']);
      expect(toldBy(who, '2037-03-21 00:00', kind)).toEqual(['overdue coordinator', 'escalation supervisor']);
      const attended = member(fileAfter(mandate(kind), attend));
      expect(stateOf(attended, '2037-03-25 00:00', kind)).toEqual(['met']);
      expect(toldBy(attended, '2037-03-25 00:00', kind)).toEqual([]);
      const excused = fileAfter(mandate(kind), { type: 'excuse', mandate: 1, reason: 'On leave.' });
      expect(stateOf(member(excused), '2037-03-25 00:00', kind)).toEqual([]);
    }
  });

  it('[ST-5] are known to the policy, attended once, and not before they happen', () => {
    expect(refusalOf(complete(), mandate('picnic'))).toBe('unknown-file-item');
    const file = fileAfter(mandate('training'));
    expect(refusalOf(file, { ...attend, mandate: 2 })).toBe('unknown-entry');
    expect(refusalOf(file, { ...attend, on: '2037-03-03' })).toBe('occurred-in-future');
    expect(refusalOf(fileAfter(mandate('training'), attend), attend)).toBe('entry-closed');
    expect(
      refusalOf(fileAfter(mandate('training'), attend), { type: 'excuse', mandate: 1, reason: 'x' }),
    ).toBe('entry-closed');
  });
});

it('gives each number and each word of the staff policy its source', () => {
  const { items, hire, mandates, ladders } = policy;
  const sourced = [
    ...items,
    ...hire,
    ...mandates,
    ...items.flatMap(({ accepts, renewAfterMonths }) => [
      ...Object.values(accepts),
      ...(renewAfterMonths ? [renewAfterMonths] : []),
    ]),
    ...hire.map(({ withinBusinessDays }) => withinBusinessDays),
    ...Object.values(ladders).flat(),
  ];
  for (const { source, basis } of sourced)
    expect(source, basis).toMatch(basis === 'policy' ? /\b001\b/ : /agency default/i);
  for (const { ladder, kind, duty } of [...items, ...hire, ...mandates]) {
    expect(ladders[ladder]?.length ?? 0, kind).toBeGreaterThan(2);
    expect(duty).toMatch(/^ST-[1235]$/);
  }
});
