import { describe, expect, it } from 'vitest';
import { factsOf, oneByOne } from '../../../src/features/numbers/board.ts';
import { acuityBandsOf } from '../../../src/features/numbers/bands.ts';
import type { Case } from '../../../src/features/numbers/facts.ts';
import { ownersIn } from '../../../src/features/numbers/owners.ts';
import { periodOf } from '../../../src/features/numbers/period.ts';
import { reportCsv, reportOf } from '../../../src/features/numbers/report.ts';
import { type Figure, factsBehind, type Grouping, tally } from '../../../src/features/numbers/tally.ts';
import { definitions, type NumberId } from '../../../src/features/numbers/definitions.ts';
import { countyStaffPolicy } from '../../../src/pathway/profiles/county-staff.ts';
import { referral, type Story, supervisor } from '../../support/enrollment-builder.ts';

const month = '2037-03';

/** The story as numbers look at it, known at that local time. */
function looked(story: Story, asOf = '2037-04-10 12:00', waited: readonly string[] = []) {
  story.until(asOf);
  const { state, policy } = story;
  const period = periodOf(policy.calendar, month, month, story.at(asOf));
  const one: Case = {
    enrollmentId: story.enrollmentId,
    steps: state.steps,
    obligations: story.rows.map((row) => ({
      ...row,
      owner: ownersIn(policy.profile)(row.kind),
      suspendedUntil: row.suspended?.until ?? null,
      tookWaiting: state.steps.some(({ seq, id }) => seq === row.closedBySeq && waited.includes(id)),
    })),
    answers: new Map(),
  };
  const facts = factsOf([one], period, acuityBandsOf(policy.profile, countyStaffPolicy));
  return { facts, period };
}

function figures(
  story: Story,
  by: Grouping = 'agency',
  ...rest: [asOf?: string, waited?: readonly string[]]
) {
  const groups = tally(oneByOne(looked(story, ...rest).facts), by, month);
  return (number: NumberId, part: string | null = null, key: string | null = null): Figure | undefined =>
    groups
      .find((group) => group.key === key)
      ?.figures.find((one) => one.number === number && one.part === part);
}

const share = (figure: Figure | undefined) => figure && `${figure.numerator}/${figure.denominator}`;

describe('timeliness', () => {
  it('[SU-3] counts what was done in time though it was entered late, and what was late, and what is missing', () => {
    const story = referral()
      .assigned('2037-03-02 10:00')
      .contact('2037-03-03 09:00', {}, { enteredAt: '2037-03-20 09:00' })
      .did('completePreliminarySccp', '2037-03-12 10:00');
    const of = figures(story);
    expect(share(of('timeliness', 'IN-5'))).toBe('1/1');
    expect(share(of('met-late', 'PL-1'))).toBe('1/1');
    expect(share(of('timeliness', 'PL-1'))).toBe('0/1');
    expect(share(of('missed', 'RT-1'))).toBe('1/1');
  });

  it('[SU-3] belongs to whoever did it in time, or had the client when it was due', () => {
    const story = referral()
      .assigned('2037-03-02 10:00')
      .assigned('2037-03-08 10:00', { to: 'coordinator-2' })
      .did('completePreliminarySccp', '2037-03-09 10:00');
    const of = figures(story, 'coordinator');
    expect(share(of('missed', 'IN-5', 'coordinator-1'))).toBe('1/1');
    expect(share(of('timeliness', 'PL-1', 'coordinator-2'))).toBe('1/1');
    expect(of('timeliness', 'PL-1', 'coordinator-1')).toBeUndefined();
    // What was done before the hand-over is the merit of who did it.
    const done = referral()
      .assigned('2037-03-02 10:00')
      .did('completePreliminarySccp', '2037-03-05 10:00')
      .assigned('2037-03-06 10:00', { to: 'coordinator-2' });
    const after = figures(done, 'coordinator');
    expect(share(after('timeliness', 'PL-1', 'coordinator-1'))).toBe('1/1');
    expect(after('timeliness', 'PL-1', 'coordinator-2')).toBeUndefined();
    // What came too late was missed by who had the client then, whoever did it in the end.
    const late = referral()
      .assigned('2037-03-02 10:00')
      .assigned('2037-03-13 10:00', { to: 'coordinator-2' })
      .did('completePreliminarySccp', '2037-03-16 10:00');
    expect(share(figures(late, 'coordinator')('met-late', 'PL-1', 'coordinator-1'))).toBe('1/1');
  });

  it('[SU-3] assigning is the supervisor’s duty, and no coordinator’s who came later', () => {
    const of = figures(referral().assigned('2037-03-05 10:00'), 'coordinator');
    expect(share(of('met-late', 'IN-4'))).toBe('1/1');
    expect(of('met-late', 'IN-4', 'coordinator-1')).toBeUndefined();
    // Whoever is warned of it has it to do: the county's other duties of supervisors, and the payer's.
    const { policy } = referral();
    const others = policy.profile.rules.filter(
      ({ kind }) => ownersIn(policy.profile)(kind) !== 'coordinator',
    );
    expect(others.map(({ kind }) => kind).toSorted()).toEqual([
      ...['assignment', 'assignment.lasting', 'crisis.reopening', 'disclosure.unauthorized'],
      ...['extension.decision', 'level.decision'],
      ...['locate.decision', 'locate.further-decision', 'sar.decision'],
    ]);
  });

  it('[SU-3] leaves out what is held and what is not due yet', () => {
    const story = referral()
      .assigned('2037-03-02 10:00')
      .held(['rst.formation'], '2037-03-10 10:00', '2037-04-05');
    const of = figures(story, 'agency', '2037-03-25 12:00');
    expect(of('missed', 'RT-1')).toBeUndefined();
    expect(of('missed', 'PL-2')).toBeUndefined();
  });
});

describe('the cause of a miss', () => {
  const late = () => referral().assigned('2037-03-02 10:00');

  it('[SU-3] is the client where a try lies between opening and due, the system where the step waited, else staff', () => {
    const tried = late().contact('2037-03-02 15:00', { mode: 'phone', outcome: 'attempted' });
    expect(share(figures(tried)('miss-causes', 'client'))).toMatch(/^[1-9]/);
    const waiting = late().did('completePreliminarySccp', '2037-03-12 10:00', { id: 'waited' });
    expect(share(figures(waiting, 'agency', undefined, ['waited'])('miss-causes', 'system'))).toMatch(/^1\//);
    expect(share(figures(late())('miss-causes', 'client'))).toBeUndefined();
  });

  it('[SU-3] is what a supervisor says, and the record’s own stands beside it; voided, it never was said', () => {
    const key = late()
      .until('2037-03-20 10:00')
      .rows.find(({ kind }) => kind === 'contact.first')?.key;
    const facts = { type: 'explainMiss', obligation: key ?? '', cause: 'system' } as const;
    const said = late().step(facts, '2037-03-20 10:00', { by: supervisor, id: 'why' });
    const fact = looked(said).facts.find(({ measure, about }) => measure === 'duty' && about === key);
    expect(fact).toMatchObject({ cause: 'system', derivedCause: 'staff', outcome: 'missed' });
    said.voided('why', '2037-04-11 10:00');
    expect(
      looked(said, '2037-04-12 12:00').facts.find(({ measure, about }) => measure === 'duty' && about === key)
        ?.cause,
    ).toBe('staff');
  });

  it('[SU-3] cannot be said of what was not missed', () => {
    const facts = { type: 'explainMiss', obligation: 'sccp.full~1', cause: 'client' } as const;
    expect(() => late().step(facts, '2037-03-03 10:00', { by: supervisor })).toThrow('not-missed');
  });
});

describe('caseload, closures, contacts', () => {
  it('[SU-3] counts days and clients by who had them, and discharges that were not taken back', () => {
    const story = referral()
      .assigned('2037-03-02 10:00')
      .assigned('2037-03-12 10:00', { to: 'coordinator-2' })
      .discharged('2037-03-22 10:00');
    const of = figures(story, 'coordinator');
    expect(of('client-days', null, 'coordinator-1')?.value).toBe(10);
    expect(of('client-days', null, 'coordinator-2')?.value).toBe(10);
    expect(of('caseload-end', null, 'coordinator-2')?.value).toBe(0);
    expect(share(of('closures', 'completed', 'coordinator-2'))).toBe('1/1');
    expect(share(of('closures', null, 'coordinator-1'))).toBe('0/1');
    expect(share(figures(story)('closures'))).toBe('1/1');
    story.did('reopen', '2037-03-28 10:00', { by: supervisor, enteredAt: '2037-04-11 10:00' });
    expect(share(figures(story, 'agency', '2037-04-12 12:00')('closures'))).toBe('0/1');
    expect(figures(story, 'agency', '2037-04-12 12:00')('caseload-end')?.value).toBe(1);
  });

  it('[SU-3] puts contacts into the band of the newest index, and opens the cases behind a number', () => {
    const story = referral()
      .assigned('2037-03-02 10:00')
      .contact('2037-03-03 09:00')
      .scored('2037-03-04 10:00', 70)
      .contact('2037-03-09 09:00');
    const of = figures(story);
    expect(share(of('contact-rate', 'high'))).toBe('2/3');
    expect(of('first-contact-median')?.value).toBe(23);
    const definition = definitions.find(({ id }) => id === 'contact-rate');
    if (!definition) throw new Error('no such number');
    const behind = factsBehind(looked(story).facts, definition, month);
    expect(behind.map(({ counted, part }) => `${part} ${counted}`).toSorted()).toEqual([
      'high false',
      'high true',
      'high true',
    ]);
  });
});

describe('a report', () => {
  it('[SU-3] holds the agency, each coordinator by name, and what each number means; no satisfaction of a few', () => {
    const { facts, period } = looked(referral().assigned('2037-03-02 10:00').contact('2037-03-03 09:00'));
    const names = new Map([['coordinator-1', '=Ana, "A." Ruiz']]);
    const report = reportOf(facts, { agency: 'Lakeshore', month, period, names, fewestAnswering: 5 });
    expect(report.complete).toBe(true);
    expect(report.definitions).toHaveLength(definitions.length);
    expect(report.groups.map(({ name }) => name)).toContain('=Ana, "A." Ruiz');
    expect(
      report.groups.flatMap((group) => group.figures).some(({ number }) => number === 'satisfaction'),
    ).toBe(false);
    const csv = reportCsv(report);
    expect(csv).toContain(
      '2037-03,coordinator,"\'=Ana, ""A."" Ruiz",timeliness,Done in time,IN-5,100,percent,1,1\r\n',
    );
  });
});
