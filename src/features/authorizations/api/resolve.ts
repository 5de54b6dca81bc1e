import { formatLocalDate, localDateOf, type Calendar } from '../../../engine/calendar/index.ts';
import { effectiveSteps, statusAt } from '../../../engine/obligations/fold.ts';
import type { Policy } from '../../../engine/policy/profile.ts';
import type { RecordedStep } from '../../../engine/record/steps/index.ts';
import type { Resolve, Submitted } from '../../../kit/http/command-spec.ts';
import { type RouteContext, scopeOf } from '../../../kit/http/context.ts';
import type { ProblemCode } from '../../../kit/http/problem.ts';
import { type Refusal, refuse } from '../../../kit/http/reply.ts';
import { beyondAsked } from '../beyond-asked.ts';
import { lastDayOfAppeal } from '../extension-checks.ts';
import { awaitsDecision, type Extension } from '../extensions.ts';
import { authorizationOf, authorizationRegister } from '../state.ts';

// All of it is asked at the door: decisions that were recorded before it fold and replay as they did.

const byPayer: ProblemCode[] = [
  'payer-decides',
  'letter-date-missing',
  'letter-date-impossible',
  'own-request',
];

/** AU-3: which request an extension's decision is about; an approval that says no more gives what was asked. */
export const decidedExtension: Resolve = {
  problems: [...byPayer, 'request-not-named', 'decision-exceeds-request'],
  async look(submitted, context) {
    const read = await readSteps(submitted, context);
    if (!read) return {};
    const { body, pointer } = submitted;
    const { extensions } = authorizationRegister(read.steps);
    const one = extensionMeant(extensions, body, pointer);
    if (one === null) return {};
    if ('problem' in one) return one;
    const refused =
      (await notTheirs(submitted, context, one.request, read.calendar)) ?? tooMuch(one.asked, body, pointer);
    if (refused) return refused;
    const approved = body['decision'] === 'approved';
    const facts = {
      ...appealable(submitted, context, read),
      about: one.id,
      ...(one.authorization === null ? {} : { authorization: one.authorization }),
      ...(approved && body['units'] == null ? { units: one.asked.units } : {}),
      ...(approved && body['through'] === undefined ? { through: one.asked.through } : {}),
    };
    return { ...facts, ...moved(submitted, read.steps, facts, one.authorization) };
  },
};

/** AU-3: a decision on a SAR is the payer's, and grants no more than was asked for. */
export const decidedAuthorization: Resolve = {
  problems: [...byPayer, 'decision-exceeds-request'],
  async look(submitted, context) {
    const read = await readSteps(submitted, context);
    const one = read && authorizationOf(authorizationRegister(read.steps), String(submitted.body['about']));
    if (!one) return {};
    const refused =
      (await notTheirs(submitted, context, one.request, read.calendar)) ??
      tooMuch(one.asked, submitted.body, submitted.pointer);
    if (refused) return refused;
    const facts = appealable(submitted, context, read);
    return { ...facts, ...moved(submitted, read.steps, facts, one.id) };
  },
};

/** The enrollment's steps that count; null where it is unknown, or the step is on record already: a repetition. */
async function readSteps({ caller, enrollmentId, commandId }: Submitted, { reads, clock }: RouteContext) {
  const read = await reads.steps(scopeOf(caller), enrollmentId, { details: false });
  if (!read || read.steps.some((step) => step.commandId === commandId)) return null;
  const now = Math.max(clock.now(), ...read.steps.map(({ at }) => at));
  const { policy } = statusAt(read.steps, now);
  return { steps: effectiveSteps(read.steps, now), policy, calendar: policy.calendar };
}

/** The extension that a decision names, or the only one that waits; null where the step's own rules say more. */
function extensionMeant(
  extensions: readonly Extension[],
  body: Submitted['body'],
  pointer: string,
): Extension | Refusal | null {
  const { about, authorization } = body;
  if (about !== undefined) return extensions.find(({ id }) => id === about) ?? null;
  const waiting = extensions.filter(
    (one) => awaitsDecision(one) && (authorization === undefined || one.authorization === authorization),
  );
  if (waiting.length <= 1) return waiting[0] ?? null;
  const detail = `must name one of the ${waiting.length} requests that wait`;
  return refuse('request-not-named', { errors: [{ pointer: `${pointer}/about`, detail }] });
}

/** Only a payer decides; a lead records the letter of one who is not in the system, never on a request of their own. */
async function notTheirs(
  { caller, body, pointer }: Submitted,
  { reads, clock }: RouteContext,
  request: RecordedStep,
  calendar: Calendar,
): Promise<Refusal | null> {
  const { letterDated } = body;
  const field = { pointer: `${pointer}/letterDated` };
  if (caller.role !== 'payer') {
    // What the payer decided nobody corrects for it.
    if (body['corrects'] !== undefined) return refuse('payer-decides');
    if (request.by === caller.staffId) return refuse('own-request');
    if (await reads.hasActivePayer(caller.agencyId)) return refuse('payer-decides');
    if (letterDated === undefined)
      return refuse('letter-date-missing', { errors: [{ ...field, detail: 'is missing' }] });
  }
  if (typeof letterDated !== 'string') return null;
  const day = (at: number) => formatLocalDate(localDateOf(calendar, at));
  if (day(request.at) <= letterDated && letterDated <= day(clock.now())) return null;
  const detail = 'must be from the day of the request up to today';
  return refuse('letter-date-impossible', { errors: [{ ...field, detail }] });
}

/** AU-1: of a correction, until when the authorization goes on with it; nothing where it goes on no more. */
function moved(
  { type, body, commandId }: Submitted,
  steps: readonly RecordedStep[],
  facts: object,
  authorization: string | null,
): { moves?: true; runsOut?: string } {
  if (body['corrects'] === undefined || authorization === null) return {};
  const at = Math.max(...steps.map((step) => step.at));
  // The body is held to its schema by then.
  const decided = { type, ...body, ...facts } as RecordedStep['facts'];
  const step = { id: commandId, commandId, seq: steps.length, at, recordedAt: at, by: '', facts: decided };
  const after = authorizationOf(authorizationRegister([...steps, step]), authorization);
  const runsOut = after?.granted?.through;
  return { moves: true, ...(runsOut === undefined ? {} : { runsOut }) };
}

/** Until when a denial, or what was granted in part, can be appealed: told with the decision (AU-3). */
function appealable(
  { body }: Submitted,
  { clock }: RouteContext,
  { policy }: { policy: Policy },
): { appealBy?: string } {
  const { decision, occurredAt = clock.now() } = body;
  if (decision !== 'denied' && decision !== 'approved-in-part') return {};
  const last = lastDayOfAppeal(policy, occurredAt);
  return last === null ? {} : { appealBy: formatLocalDate(last) };
}

function tooMuch(asked: Parameters<typeof beyondAsked>[0], body: Submitted['body'], pointer: string) {
  const { decision, units, from, through } = body;
  if (decision === 'returned' || decision === 'denied') return null;
  const granted = {
    units: typeof units === 'number' ? units : null,
    from: typeof from === 'string' ? from : undefined,
    through: typeof through === 'string' ? through : undefined,
  };
  const beyond = beyondAsked(asked, granted);
  if (!beyond) return null;
  const { code, detail, field = '' } = beyond;
  return refuse(code, { errors: [{ pointer: `${pointer}/${field}`, detail }] });
}
