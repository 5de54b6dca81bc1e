import type { Answer } from '../load/answers.ts';
import type { Check, Evidence, StoredEntry } from './evidence.ts';

/**
 * The discretionary fund (AU-4): a ledger that adds up and never falls below zero, each acknowledged request in it once
 * and nothing else, and each payment with its one step at its enrollment, or given back.
 */
export function checkFund({ fund, answers, pending, streams }: Evidence): Check[] {
  const asked = answers.filter(({ kind }) => kind === 'payment' || kind === 'fund');
  const payments = fund.filter(({ kind }) => kind === 'payment');
  return [
    {
      name: 'fund: adds up, and never below zero',
      examined: fund.length,
      violations: [...wrongSums(fund), ...payments.flatMap((paid) => returnedTooMuch(paid, fund))],
    },
    {
      name: 'fund: entered once, as acknowledged',
      examined: asked.length,
      violations: [...asked.flatMap((answer) => notAsTold(answer, fund)), ...unasked(fund, asked)],
    },
    {
      name: 'fund: each payment with its one step, or given back',
      examined: payments.length,
      violations: [
        ...payments.flatMap((paid) => withoutStep(paid, { fund, pending, streams })),
        ...withoutEntry(payments, streams),
      ],
    },
  ];
}

function wrongSums(fund: readonly StoredEntry[]): string[] {
  const last = new Map<string, StoredEntry>();
  return fund.flatMap((entry) => {
    const { agencyId, seq, commandId, amountCents, balanceCents, kind } = entry;
    const before = last.get(agencyId);
    last.set(agencyId, entry);
    const lines: string[] = [];
    if (seq !== (before?.seq ?? 0) + 1) lines.push(`${commandId}: entry ${seq} follows ${before?.seq ?? 0}`);
    if (balanceCents !== (before?.balanceCents ?? 0) + amountCents)
      lines.push(`${commandId}: ${amountCents} make ${before?.balanceCents ?? 0} to ${balanceCents}`);
    if (balanceCents < 0) lines.push(`${commandId}: leaves ${balanceCents}`);
    if (kind === 'payment' ? amountCents >= 0 : kind !== 'reconciled' && amountCents <= 0)
      lines.push(`${commandId}: a ${kind} of ${amountCents}`);
    return lines;
  });
}

function returnedTooMuch({ agencyId, commandId, amountCents }: StoredEntry, fund: readonly StoredEntry[]) {
  const back = backOf(fund, agencyId, commandId);
  return back > -amountCents ? [`${commandId}: of ${-amountCents} paid ${back} came back`] : [];
}

const backOf = (fund: readonly StoredEntry[], agencyId: string, commandId: string): number =>
  fund
    .filter((entry) => entry.agencyId === agencyId && entry.about === commandId)
    .reduce((sum, { amountCents }) => sum + amountCents, 0);

function notAsTold(answer: Answer, fund: readonly StoredEntry[]): string[] {
  const { key, outcome, nonsense, given, entry: told, staffId } = answer;
  const wrong = (words: string): string[] => [`${key}: ${words}`];
  const done = given.filter(({ status }) => status === 200 || status === 202);
  if (done.filter(({ replayed }) => !replayed).length > 1) return wrong('was done anew when it was repeated');
  const denied = given.find(({ status, code }) => isFinal(status) && !mayChange.has(code ?? ''));
  if (done.length > 0 && denied) return wrong(`was done and refused (${denied.code})`);
  const found = fund.filter(({ commandId }) => commandId === key);
  const [entry] = found;
  if (found.length > 1) return wrong(`is entered ${found.length} times`);
  if (!entry) return told || done.length > 0 ? wrong('was acknowledged and is not there') : [];
  if (outcome === 'refused' || nonsense) return wrong('had to be refused and is there');
  const lines =
    isAsAsked(answer, entry) && entry.by === staffId ? [] : wrong('is entered with another content');
  if (
    told &&
    (['seq', 'kind', 'amountCents', 'balanceCents'] as const).some((one) => told[one] !== entry[one])
  )
    lines.push(...wrong('its author was told of another entry'));
  return lines;
}

const isFinal = (status: number): boolean => status >= 400 && status < 500 && status !== 429;
/** Copies sent at once may be judged at different moments, with a deposit or the payment itself in between. */
const mayChange = new Set(['fund-exhausted', 'unknown-payment']);

function isAsAsked({ asked, enrollmentId, kind }: Answer, entry: StoredEntry): boolean {
  const [step] = asked;
  if (!step) return false;
  const { type, facts } = step;
  if (kind === 'payment')
    return (
      entry.kind === 'payment' &&
      entry.amountCents === -Number(facts['amountCents']) &&
      entry.enrollmentId === enrollmentId
    );
  switch (type) {
    case 'deposits':
      return entry.kind === 'deposit' && entry.amountCents === facts['amountCents'];
    case 'reimbursements':
      return (
        entry.kind === 'claimed-back' &&
        entry.amountCents === facts['amountCents'] &&
        entry.about === facts['payment']
      );
    default:
      return entry.kind === 'reconciled' && entry.balanceCents === facts['countedCents'];
  }
}

/** Entries of which no author knows; what the system gives back by itself is looked at with its payment. */
function unasked(fund: readonly StoredEntry[], asked: readonly Answer[]): string[] {
  const keys = new Set(asked.map(({ key }) => key));
  return fund
    .filter(({ kind, commandId }) => kind !== 'reversal' && !keys.has(commandId))
    .map(({ commandId }) => `${commandId}: nobody asked for it`);
}

/** Recorded, or still on its way, and then the money is out; or refused, and then all of it has come back. */
function withoutStep(
  { commandId, agencyId, enrollmentId, amountCents }: StoredEntry,
  { fund, pending, streams }: Pick<Evidence, 'fund' | 'pending' | 'streams'>,
): string[] {
  const wrong = (words: string): string[] => [`${commandId}: ${words}`];
  const rows = pending.filter((row) => row.commandId === commandId && row.enrollmentId === enrollmentId);
  const [row] = rows;
  if (!row || rows.length > 1) return wrong(`has ${rows.length} steps that were taken in`);
  const steps = stepsOf(streams).filter(({ entry }) => entry === commandId);
  const reversals = fund.filter(
    (one) => one.agencyId === agencyId && one.kind === 'reversal' && one.about === commandId,
  );
  if (row.state !== 'refused') {
    if (reversals.length > 0) return wrong(`its step is ${row.state} and the money came back`);
    if (steps.length > 1) return wrong(`has ${steps.length} steps`);
    const [step] = steps;
    if (!step) return row.state === 'recorded' ? wrong('its step is not there') : [];
    const own = step.enrollmentId === enrollmentId && step.amountCents === -amountCents;
    return own ? [] : wrong('its step is another one');
  }
  if (steps.length > 0) return wrong('its step was refused and is there');
  if (reversals.length > 1) return wrong(`came back ${reversals.length} times`);
  const back = backOf(fund, agencyId, commandId);
  return back === -amountCents
    ? []
    : wrong(`its step was refused, and of ${-amountCents} only ${back} came back`);
}

/** Steps that say something was paid, and nothing was. */
function withoutEntry(payments: readonly StoredEntry[], streams: Evidence['streams']): string[] {
  const paid = new Set(payments.map(({ commandId }) => commandId));
  return stepsOf(streams)
    .filter(({ entry }) => !paid.has(entry))
    .map(({ entry }) => `${entry}: a step without its payment`);
}

function stepsOf(streams: Evidence['streams']) {
  return [...streams].flatMap(([enrollmentId, events]) =>
    events.flatMap((event) =>
      'facts' in event && event.facts.type === 'payFromFund'
        ? [{ enrollmentId, entry: event.facts.entry, amountCents: event.facts.amountCents }]
        : [],
    ),
  );
}
