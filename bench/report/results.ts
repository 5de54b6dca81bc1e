/** Figures by part; one that could not be measured is null, with the reason beside it under `<figure>Reason`. */
export type Figures = Record<string, unknown>;
export type Results = Record<string, Figures>;

const ofSteps = [
  'historyEvents',
  'historyBytes',
  'actions',
  'stateTransitions',
  'engineCommits',
  'engineStatements',
  'dbStatements',
  'dbCommits',
  'walBytes',
  'p50Ms',
  'p99Ms',
  'perSecond',
  'p50RatioToMinimal',
  'perSecondRatioToMinimal',
];

/** What every file of results holds. */
export const required: Readonly<Record<string, readonly string[]>> = {
  step: ofSteps,
  visit: ofSteps,
  start: ofSteps,
  clientYear: ['historyEvents', 'historyBytes', 'actions', 'dbBytes'],
  rest: ['enrollments', 'rssMb', 'cpuPercent', 'firstDeadlineAfterColdStartSeconds'],
  midnight: ['due', 'seconds', 'ratioToBareTimer', 'latenessP50Ms', 'latenessP99Ms', 'rssMb'],
  reads: ['worklistP99Ms', 'ratioToIndexedSelect', 'rows'],
  floor: [],
  peers: [],
  machine: [],
};

/** Fills in what is missing as null with a reason: `reasons` by part, else a general one. */
export function completed(results: Results, reasons: Readonly<Record<string, string>>): Results {
  const whole: Results = {};
  for (const [part, figures] of Object.entries(results)) whole[part] = { ...figures };
  for (const [part, keys] of Object.entries(required)) {
    const figures = (whole[part] ??= {});
    const reason = reasons[part] ?? 'this part was not run';
    if (keys.length === 0 && Object.keys(figures).length === 0) figures['reason'] = reason;
    for (const key of keys) {
      figures[key] ??= null;
      if (figures[key] === null) figures[`${key}Reason`] ??= reason;
    }
  }
  return whole;
}
