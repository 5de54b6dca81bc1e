import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Ground,
  judge,
  type ObligationNow,
  withheldReasons,
} from '../../../../src/features/notifications/judgement.ts';
import { type Colleague, recipientsOf } from '../../../../src/features/notifications/recipients.ts';
import { obligationStatuses } from '../../../../src/engine/obligations/obligation.ts';
import { runs } from '../../../support/sizes.ts';

const due = 1_000;
const owed = (changes: Partial<ObligationNow> = {}): ObligationNow => ({
  ...{ due, status: 'open', closedBy: null, closed: false, acknowledged: false },
  ...{ missWithdrawn: false, missRaised: false, superseded: false, ...changes },
});
const closed = (status: ObligationNow['status'], closedBy = 'ContactLogged') =>
  owed({ status, closedBy, closed: true });
const missed = (changes: Partial<ObligationNow> = {}) =>
  owed({ status: 'overdue', missRaised: true, ...changes });
const has = { coordinatorId: 'theo', discharged: false, deceased: false, inError: false };
const ground = (changes: Partial<Ground> = {}): Ground => ({
  ...{ kind: 'warning', audience: 'coordinator', staffId: 'theo', due, enrollment: has, obligation: owed() },
  ...{ crisis: null, told: null, subjectLeft: false, addresseeLeft: false, filled: false, onShift: [] },
  ...changes,
});

describe('what waits is judged anew', () => {
  it.each<[string, Partial<Ground>, string | null]>([
    ['a warning of what is still owed leaves', {}, 'theo'],
    ['of what was met does not', { obligation: closed('met') }, 'met'],
    ['of what was withdrawn does not', { obligation: closed('cancelled') }, 'withdrawn'],
    [
      'of what no longer is part of the record does not',
      { obligation: owed({ superseded: true }) },
      'withdrawn',
    ],
    ['of what was moved does not: its new day is warned of', { obligation: owed({ due: 2_000 }) }, 'moved'],
    ['of what was missed meanwhile leaves that to the miss', { obligation: missed() }, 'missed'],
    [
      'to the payer, whom no miss is told, leaves',
      { audience: 'payer', staffId: null, obligation: missed() },
      null,
    ],
    [
      'about somebody who was discharged does not',
      { enrollment: { ...has, discharged: true }, obligation: closed('cancelled', 'Discharged') },
      'discharged',
    ],
    [
      'nor about the dead',
      {
        enrollment: { ...has, discharged: true, deceased: true },
        obligation: closed('cancelled', 'Discharged'),
      },
      'deceased',
    ],
    [
      'about a referral that was entered in error does not',
      { enrollment: { ...has, inError: true }, kind: 'page' },
      'entered-in-error',
    ],
    [
      'that it was entered in error does',
      {
        enrollment: { ...has, inError: true },
        kind: 'entered-in-error',
        audience: 'director',
        staffId: null,
      },
      null,
    ],
    ['of what the discharge left to do does', { enrollment: { ...has, discharged: true } }, 'theo'],
    ['goes to who has the client by now', { enrollment: { ...has, coordinatorId: 'jonas' } }, 'jonas'],
    ['a miss that stands leaves', { kind: 'overdue', obligation: missed() }, 'theo'],
    ['also where it was met late', { kind: 'overdue', obligation: closed('met-late') }, 'theo'],
    [
      'one that was none does not',
      { kind: 'overdue', obligation: missed({ missWithdrawn: true }) },
      'withdrawn',
    ],
    [
      'nor does its escalation',
      { kind: 'escalation', audience: 'quality-office', staffId: null, obligation: closed('met') },
      'met',
    ],
    [
      'a miss is taken back where it was told, from who was told',
      { kind: 'escalation-withdrawn', told: { staffId: 'ada' } },
      'ada',
    ],
    ['and nowhere else', { kind: 'escalation-withdrawn' }, 'never-told'],
    ['an assignment that holds leaves', { kind: 'assignment' }, 'theo'],
    [
      'one that no longer holds does not',
      { kind: 'assignment', enrollment: { ...has, coordinatorId: 'jonas' } },
      'no-longer-theirs',
    ],
    ['who had the client is told so', { kind: 'handed-over', staffId: 'ada' }, 'ada'],
    ['not where the client has come back', { kind: 'handed-over' }, 'theirs-again'],
    ['nor once they have left', { kind: 'handed-over', staffId: 'ada', addresseeLeft: true }, 'left'],
    ['a page nobody has answered leaves', { kind: 'page', audience: 'on-call', staffId: null }, null],
    [
      'one that somebody has answered does not',
      { kind: 'page', obligation: owed({ acknowledged: true }) },
      'answered',
    ],
    [
      'of a crisis that somebody has answered neither',
      { kind: 'page', obligation: null, crisis: 'answered' },
      'answered',
    ],
    [
      'for who is on shift goes to who is by now',
      { kind: 'page', audience: 'on-call', onShift: ['jonas'] },
      'jonas',
    ],
    [
      'that a client should be reopened is not asked once they are',
      { kind: 'reopening-asked', audience: 'supervisor', staffId: null, obligation: null },
      'met',
    ],
    ['a gap that is filled is no gap', { obligation: null, enrollment: null, filled: true }, 'filled'],
    [
      'a request that was decided asks nothing',
      { kind: 'request', audience: 'payer', obligation: closed('met') },
      'met',
    ],
    [
      'of a referral that still waits everything leaves',
      { kind: 'page', enrollment: null, obligation: null },
      'theo',
    ],
  ])('%s', (_, changes, expected) => {
    const judged = judge(ground(changes));
    expect(judged.send ? judged.staffId : judged.because).toBe(expected);
  });

  it('never holds back what is still owed, and never sends a warning of what is not, whatever else there is', () => {
    const obligation = fc
      .record({
        status: fc.constantFrom(...obligationStatuses),
        byDischarge: fc.boolean(),
        late: fc.boolean(),
      })
      .map(({ status, byDischarge, late }) => {
        const isClosed = status !== 'open' && (status !== 'overdue' || late);
        return owed({
          status,
          closed: isClosed,
          closedBy: isClosed ? (byDischarge ? 'Discharged' : 'X') : null,
        });
      });
    const enrollment = fc.record({
      ...{ coordinatorId: fc.constantFrom('theo', 'jonas', null), discharged: fc.boolean() },
      ...{ deceased: fc.boolean(), inError: fc.boolean() },
    });
    fc.assert(
      fc.property(obligation, enrollment, (its, theirs) => {
        const judged = judge(ground({ obligation: its, enrollment: theirs }));
        expect(judged.send).toBe(!its.closed && !theirs.inError);
        if (judged.send) expect(judged.staffId).toBe(theirs.coordinatorId ?? 'theo');
        else expect(withheldReasons[judged.because]).toBeDefined();
      }),
      runs(1_000),
    );
  });
});

describe('who reads it', () => {
  const people: Colleague[] = (
    [
      ['theo', 'coordinator', false],
      ['ada', 'coordinator', true],
      ['ruth', 'supervisor', false],
      ['caspar', 'director', false],
      ['noor', 'payer', false],
    ] as const
  ).map(([staffId, role, onCall]) => ({ staffId, role, onCall, email: `${staffId}@x.example` }));
  const read = (
    audience: Parameters<typeof recipientsOf>[0]['audience'],
    staffId: string | null,
    covers = {},
    ofClient = true,
  ) =>
    recipientsOf(
      { kind: 'overdue', audience, staffId, coordinatorId: ofClient ? 'theo' : null, ofClient },
      people,
      new Map(Object.entries(covers)),
    ).map((one) => one.staffId);

  it('is who it is for, who covers for them now, or who stands in for the part', () => {
    expect(read('coordinator', 'theo')).toEqual(['theo']);
    expect(read('coordinator', 'theo', { theo: 'ada' })).toEqual(['theo', 'ada']);
    // What is about themselves, their file or their shifts, nobody reads in their stead.
    expect(read('coordinator', 'theo', { theo: 'ada' }, false)).toEqual(['theo']);
    expect(read('coordinator', 'gone')).toEqual(['theo']);
    expect(read('author', 'gone')).toEqual(['ruth']);
    expect(read('on-call', null)).toEqual(['ada']);
    expect(read('quality-office', null)).toEqual(['noor']);
    expect(read('privacy-officer', null)).toEqual(['caspar']);
  });
});
