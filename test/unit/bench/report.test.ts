import { describe, expect, test } from 'vitest';
import { byOperation, splitOurs } from '../../../bench/counts.ts';
import { actionsIn, tasksIn, type HistoryEvent } from '../../../bench/history.ts';
import { readOptions } from '../../../bench/options.ts';
import { mean, median, percentile, ratio, rounded } from '../../../bench/report/numbers.ts';
import { judge, reach } from '../../../bench/report/reach.ts';
import { completed, required } from '../../../bench/report/results.ts';
import { table } from '../../../bench/report/table.ts';
import { endOfLocalDay, localDateOf } from '../../../src/engine/calendar/index.ts';
import { calendarWithMidnightAt } from '../../support/midnight.ts';

describe('numbers', () => {
  test('percentiles are values that were measured, by nearest rank', () => {
    const values = Array.from({ length: 100 }, (_, i) => 100 - i);
    expect(percentile(values, 0.99)).toBe(99);
    expect(percentile(values, 1)).toBe(100);
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 3, 2])).toBe(2);
    expect(percentile([7], 0.99)).toBe(7);
    expect(percentile([], 0.5)).toBeNull();
    expect(mean([])).toBeNull();
  });

  test('a ratio without one of its sides is none', () => {
    expect(ratio(3, 2)).toBe(1.5);
    expect(ratio(null, 2)).toBeNull();
    expect(ratio(3, undefined)).toBeNull();
    expect(ratio(3, 0)).toBeNull();
  });

  test('rounding keeps three digits', () => {
    expect([1.23456, 0.04567, 1234.5, null, Number.NaN].map(rounded)).toEqual([
      1.23,
      0.0457,
      1235,
      null,
      null,
    ]);
  });
});

describe('reach', () => {
  const verdictOf = (figure: string, results: Parameters<typeof judge>[0]) =>
    judge(results).find((verdict) => verdict.figure === figure)?.verdict;

  test('a figure at its bound holds, one beyond it falls short, on either side', () => {
    expect(verdictOf('step.dbStatements', { step: { dbStatements: 9 } })).toBe('holds');
    expect(verdictOf('step.dbStatements', { step: { dbStatements: 9.01 } })).toBe('falls short');
    expect(verdictOf('step.perSecondRatioToMinimal', { step: { perSecondRatioToMinimal: 0.8 } })).toBe(
      'holds',
    );
    expect(verdictOf('step.perSecondRatioToMinimal', { step: { perSecondRatioToMinimal: 0.79 } })).toBe(
      'falls short',
    );
    expect(verdictOf('midnight.notExactlyOnce', { midnight: { notExactlyOnce: 1 } })).toBe('falls short');
  });

  test('what was not measured never holds, and says why', () => {
    const verdicts = judge(completed({}, { midnight: 'the power went' }));
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(reach.map(() => 'not measured'));
    expect(verdicts.find(({ figure }) => figure === 'midnight.rssMb')?.why).toBe('the power went');
    expect(judge({ step: { dbStatements: Number.NaN } })[4]?.verdict).toBe('not measured');
  });
});

describe('results', () => {
  test('each key is there; what is missing is null with a reason, and what is there stays', () => {
    const whole = completed(
      { step: { p50Ms: 12, engineStatements: null, engineStatementsReason: 'SQLite' } },
      {},
    );
    for (const [part, keys] of Object.entries(required))
      for (const key of keys) {
        expect(whole[part]).toHaveProperty(key);
        if (whole[part]?.[key] === null) expect(whole[part]?.[`${key}Reason`]).toEqual(expect.any(String));
      }
    expect(whole['step']?.['p50Ms']).toBe(12);
    expect(whole['step']?.['engineStatementsReason']).toBe('SQLite');
  });

  test('the table has counts before ratios before times, and a bound that falls short in capitals', () => {
    const results = {
      step: {
        p50Ms: 12.345,
        dbStatements: 10,
        p50RatioToMinimal: 1.1,
        walBytes: null,
        walBytesReason: 'away',
      },
    };
    const text = table(results, judge(results));
    const places = ['dbStatements', 'p50RatioToMinimal', 'p50Ms ', 'Reach'].map((word) => text.indexOf(word));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
    expect(text).toContain('- (away)');
    expect(text).toMatch(/FALLS SHORT\s+our statements a step\s+10\s+<= 9/);
    expect(text).toMatch(/holds\s+step p50 \/ minimal step\s+1.1/);
  });
});

describe('counts', () => {
  test('samples of a metric are summed by operation within a namespace', () => {
    const text = [
      'persistence_requests{namespace="default",operation="UpdateWorkflowExecution",service_name="history"} 7',
      'persistence_requests{namespace="default",operation="UpdateWorkflowExecution",service_name="other"} 1',
      'persistence_requests{namespace="temporal_system",operation="UpdateWorkflowExecution"} 100',
      'persistence_latency{namespace="default",operation="UpdateWorkflowExecution"} 50',
    ].join('\n');
    expect(byOperation(text, 'persistence_requests', 'default')).toEqual(
      new Map([['UpdateWorkflowExecution', 8]]),
    );
  });

  test('confirmations and deliveries are beside the path; their transactions are not taken for commits of a step', () => {
    const texts = new Map([
      ['a', 'INSERT INTO "public"."event" VALUES ($1)'],
      ['b', 'UPDATE enrollment SET confirmed_version = LEAST(known.version, enrollment.version)'],
      ['c', 'UPDATE delivery SET state = $3, sent_at = now() WHERE id = $2'],
      ['d', 'INSERT INTO "public"."delivery" VALUES ($1)'],
    ]);
    const ours = new Map([
      ['a', 10],
      ['b', 2],
      ['c', 1],
      ['d', 10],
    ]);
    const none = new Map<string, number>();
    const split = splitOurs({
      ours,
      texts,
      engine: none,
      persistence: none,
      visibility: none,
      writers: 14,
      walBytes: 0,
    });
    expect(split).toMatchObject({ path: 20, beside: 3, writersBeside: 4, writersOnPath: 10 });
  });
});

describe('histories', () => {
  const task = (...led: HistoryEvent[]): HistoryEvent[] => [
    { workflowTaskScheduledEventAttributes: {} },
    { workflowTaskStartedEventAttributes: {} },
    { workflowTaskCompletedEventAttributes: {} },
    ...led,
  ];
  const step: HistoryEvent[] = [
    { workflowExecutionUpdateAcceptedEventAttributes: {} },
    { markerRecordedEventAttributes: { markerName: 'core_local_activity' } },
    { workflowExecutionUpdateCompletedEventAttributes: {} },
  ];
  const rearmed: HistoryEvent[] = [
    { upsertWorkflowSearchAttributesEventAttributes: {} },
    { timerCanceledEventAttributes: {} },
    { timerStartedEventAttributes: {} },
  ];

  test('are cut into tasks, each with the timer that woke it', () => {
    const events = [
      ...task(...step),
      { timerFiredEventAttributes: {} },
      ...task(),
      ...task(...step, ...rearmed),
    ];
    expect(tasksIn(events)).toEqual([
      { events: 6, updates: 1, rearmed: false, crisis: false },
      { events: 4, updates: 0, rearmed: false, crisis: false },
      { events: 9, updates: 1, rearmed: true, crisis: false },
    ]);
  });

  test("set the steps apart that a crisis' own workflow adds to", () => {
    const events = [
      ...task(...step, { startChildWorkflowExecutionInitiatedEventAttributes: {} }),
      { childWorkflowExecutionStartedEventAttributes: {} },
      ...task(),
      { childWorkflowExecutionCompletedEventAttributes: {} },
      { externalWorkflowExecutionSignaledEventAttributes: {} },
      ...task(...step),
    ];
    expect(tasksIn(events)).toEqual([
      { events: 7, updates: 1, rearmed: false, crisis: true },
      { events: 4, updates: 0, rearmed: false, crisis: true },
      { events: 8, updates: 1, rearmed: false, crisis: true },
    ]);
  });

  test('bill an update, a timer, an upsert and all local activities of a task as one action each', () => {
    expect(actionsIn(task(...step, ...step.slice(1, 2), ...rearmed))).toBe(4);
  });
});

test('a calendar may put midnight at any minute', () => {
  const noon = Date.UTC(2031, 4, 5, 12, 0);
  for (const midnight of [noon, noon + 60_000, noon - 7 * 3_600_000, Date.UTC(2031, 4, 5)]) {
    const calendar = calendarWithMidnightAt(midnight, 'bench', [6, 7]);
    expect(endOfLocalDay(calendar, localDateOf(calendar, midnight - 1))).toBe(midnight - 1);
    expect(Math.abs(calendar.transitions[0]?.[1] ?? 9_999)).toBeLessThanOrEqual(720);
  }
});

test('options: parts by name, and no others', () => {
  const options = readOptions(['--only', 'visit,midnight', '--enrollments', '70']);
  if (options === 'help') throw new Error('no help was asked for');
  expect([...options.parts]).toEqual(['step', 'midnight']);
  expect(options.enrollments).toBe(70);
  expect(() => readOptions(['--only', 'nights'])).toThrow(TypeError);
  expect(() => readOptions(['--enrollments', '-3'])).toThrow(TypeError);
});
