import { isDeepStrictEqual } from 'node:util';
import { isStepEvent } from '../../src/engine/record/events.ts';
import type { Answer, GivenReceipt } from '../load/answers.ts';
import { contentOf, type Found, type OnRecord } from './content.ts';
import type { Check, Evidence, StoredEvent } from './evidence.ts';

/** What became of each request, against what its author was told. */
export function checkAnswers(evidence: Evidence): Check[] {
  const onRecord = byCommand(evidence.streams);
  const acknowledged: Check = {
    name: 'acknowledged: there once, as acknowledged',
    examined: 0,
    violations: [],
  };
  const refused: Check = { name: 'refused: not there', examined: 0, violations: [] };
  const takenIn: Check = { name: 'taken in: there once, or refused and told', examined: 0, violations: [] };
  const unknown: Check = { name: 'unknown: there once or not at all', examined: 0, violations: [] };
  const plain: Check = { name: 'answers agree and are clean', examined: 0, violations: [] };
  for (const answer of evidence.answers) {
    const { key, outcome } = answer;
    const found = onRecord.get(key) ?? [];
    plain.examined += 1;
    plain.violations.push(...notClean(answer, firstSeq(found)).map((words) => `${key}: ${words}`));
    if (kept.has(answer.kind)) continue;
    const wrong = found.filter(({ enrollmentId }) => enrollmentId !== answer.enrollmentId);
    if (wrong.length > 0 && answer.enrollmentId !== '')
      plain.violations.push(`${key}: is in another enrollment`);
    const steps = found.flatMap(({ event }) => (isStepEvent(event) ? [event] : []));
    switch (outcome) {
      case 'acknowledged':
        acknowledged.examined += 1;
        acknowledged.violations.push(
          ...differences(
            answer,
            found.map(({ event }) => event),
            onRecord,
          ),
        );
        break;
      case 'refused':
        refused.examined += 1;
        if (found.length > 0) refused.violations.push(`${key}: was refused and is on record`);
        break;
      case 'taken-in':
        takenIn.examined += 1;
        takenIn.violations.push(...ofTakenIn(answer, steps, evidence, onRecord));
        break;
      case 'unknown':
        unknown.examined += 1;
        if (found.length > 0) unknown.violations.push(...contentOf(answer, steps, onRecord));
        break;
    }
  }
  return [acknowledged, refused, takenIn, unknown, plain];
}

function byCommand(streams: Evidence['streams']): Map<string, Found[]> {
  const found = new Map<string, Found[]>();
  for (const [enrollmentId, events] of streams) {
    for (const event of events) {
      const known = found.get(event.commandId);
      // The clock names its batches by their place, alike in every enrollment.
      if (event.commandId.startsWith('clock-')) continue;
      if (known) known.push({ enrollmentId, event });
      else found.set(event.commandId, [{ enrollmentId, event }]);
    }
  }
  return found;
}

function differences(answer: Answer, events: StoredEvent[], onRecord: OnRecord): string[] {
  const { key, receipt } = answer;
  const steps = events.filter(isStepEvent) as (StoredEvent & { stepId: string })[];
  if (steps.length === 0) return [`${key}: was acknowledged and is not there`];
  const lines = contentOf(answer, steps, onRecord);
  if (!receipt) return [...lines, `${key}: was acknowledged without a receipt`];
  const version = Math.max(...events.map(({ seq }) => seq));
  if (receipt.version !== version)
    lines.push(`${key}: receipt says version ${receipt.version}, it ended at ${version}`);
  const told = receipt.steps.map(({ stepId, type, occurredAt }) => ({
    stepId,
    type,
    at: Date.parse(occurredAt),
  }));
  const stored = steps.map((step) => ({
    stepId: step.stepId,
    type: 'facts' in step ? step.facts.type : step.type,
    at: step.occurredAt,
  }));
  if (!isDeepStrictEqual(told, stored)) lines.push(`${key}: the receipt names other steps than are stored`);
  if (events.some(({ recordedAt }) => recordedAt !== recordedIn(receipt))) {
    lines.push(`${key}: the receipt names another time of recording`);
  }
  return lines;
}

const recordedIn = (receipt: GivenReceipt): number => Date.parse(receipt.recordedAt);

function ofTakenIn(
  answer: Answer,
  steps: readonly StoredEvent[],
  evidence: Evidence,
  onRecord: OnRecord,
): string[] {
  const { key, enrollmentId } = answer;
  const row = evidence.pending.find((one) => one.commandId === key && one.enrollmentId === enrollmentId);
  if (steps.length > 0) {
    const told =
      row !== undefined && row.state !== 'recorded'
        ? [`${key}: is on record and said to be ${row.state}`]
        : [];
    return [...told, ...contentOf(answer, steps, onRecord)];
  }
  if (row?.state !== 'refused') return [`${key}: was taken in and is neither on record nor refused`];
  const heard = evidence.notifications.some(
    ({ id, staffId }) => id === `${enrollmentId}/pending/${row.id}` && staffId === answer.staffId,
  );
  return heard ? [] : [`${key}: was refused later and its author was not told`];
}

/** Where the first of its events is; a step may have come between a refusal of one copy and that. */
const firstSeq = (found: readonly Found[]): number => Math.min(...found.map(({ event }) => event.seq));

/**
 * The payer's: to them an enrollment is not there before something of it was put before them. Whoever may not see a client
 * has no name of theirs to correct. A shift that was never made cannot be swapped.
 */
const mayBeAbsent = new Set([
  ...['decideAuthorization', 'decideExtension', 'identity'],
  ...['swap', 'shift-withdrawn', 'offer', 'accept', 'decline', 'withdraw'],
]);

/** What is no step of an enrollment has checks of its own. */
const kept = new Set<Answer['kind']>(['document', 'fund', 'team', 'transfer']);
/** Whose judgement may change from one copy to the next. */
const judgedAnew = new Set<Answer['kind']>(['fund', 'team', 'transfer']);

function notClean({ given, nonsense, outcome, kind, asked }: Answer, first: number): string[] {
  const lines: string[] = [];
  const statuses = given.map(({ status }) => status);
  const is = (test: (status: number) => boolean): boolean => statuses.some((status) => test(status));
  const done = is((status) => status === 200 || status === 201);
  // Of the fund, whose judgement may change from one copy to the next: looked at there.
  const refused = given.filter(({ status }) => status >= 400 && status < 500 && status !== 429);
  const mayBeUnknown = asked.length > 0 && asked.every(({ type }) => mayBeAbsent.has(type));
  // The client may have gone to somebody else between two copies, or come before the payer: of them nothing is said then.
  const saysNothing = (code: string | null): boolean =>
    code === 'no-relation' || (code === 'not-found' && mayBeUnknown);
  // Judged by the very state in which another copy was recorded, or by one that had it already.
  const contrary = refused.some(
    ({ version, code }) => !saysNothing(code) && (version === null || version + 1 >= first),
  );
  if (done && !judgedAnew.has(kind) && contrary) {
    lines.push(`was refused and acknowledged (${statuses.join(' ')})`);
  }
  if (is((status) => status >= 500 && status !== 503)) lines.push(`was answered ${statuses.join(' ')}`);
  if (is((status) => status === 401 || (status === 404 && !mayBeUnknown)))
    lines.push(`was told that it does not exist (${statuses.join(' ')})`);
  // Taken in it may be: it is judged later.
  if (nonsense && outcome === 'acknowledged') lines.push('makes no sense and was acknowledged');
  if (kind === 'start' && outcome !== 'acknowledged' && outcome !== 'taken-in')
    lines.push(`a referral was ${outcome}`);
  return lines;
}
