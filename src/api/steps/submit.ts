import { randomUUID } from 'node:crypto';
import { mayDo } from '../permissions.ts';
import type { Admission } from '../../features/pending-steps/postgres/ports.ts';
import { toCommand } from './body.ts';
import { commandSpecs } from './specs.ts';
import {
  type Asked,
  outcomeOf,
  refusalOf,
  settled,
  type StepReply,
  type SubmitCommands,
  waitingReply,
} from '../../kit/http/submit.ts';
import type { Command, CommandBatch } from '../../engine/record/commands.ts';
import type { SubmitOutcome } from '../../kit/temporal/gateway.ts';
import type { Waiting } from '../../features/pending-steps/activities/take-in.ts';
import { keyReused, nameRefused } from '../../kit/http/act-reply.ts';
import { dutyTitles, type TitleOf } from '../../kit/duty-titles.ts';
import { isRefusal, ok, type Refusal, refuse } from '../../kit/http/reply.ts';
import { renderReceipt } from '../../features/enrollments/api/render-receipt.ts';
import { actorOf, type RouteContext, scopeOf } from '../../kit/http/context.ts';

/** Brings commands to their enrollment, all or none, and answers with the receipt or the reason of the refusal. */
export async function submitCommands(
  context: RouteContext,
  input: Parameters<SubmitCommands>[0],
  asked: Asked,
) {
  const result = await attempt(context, input, asked);
  const outcome = outcomeOf(result);
  for (const { type } of asked.commands) context.commands(type, outcome);
  return result;
}

async function attempt(
  context: RouteContext,
  { caller, key, expectedVersion, codes }: Parameters<SubmitCommands>[0],
  asked: Asked,
) {
  const forbidden = asked.commands.filter(({ type }) => !mayDo(caller.role, `command:${type}`));
  if (forbidden.length > 0) {
    const errors = forbidden.map(({ pointer }) => ({ pointer, detail: 'is not for your role' }));
    return refuse('forbidden', asked.commands.length > 1 ? { errors } : {});
  }
  const { enrollmentId } = asked;
  const admission = await context.reads.admission(scopeOf(caller), enrollmentId, key ?? null);
  if (!admission) return refuse('not-found');

  const commandId = key ?? randomUUID();
  const ask = { by: actorOf(caller), commandId, fingerprint: context.keyed.fingerprint(asked.content) };
  const reuse = nameRefused(admission, ask, 'step');
  // Before anything is looked up for it: a plan that a step names is completed on the way.
  if (reuse) return reuse;
  if (codes?.refusal && !admission.named) return codes.refusal;
  const owner = { agencyId: caller.agencyId, enrollmentId, commandId };
  const commands: Command[] = [];
  for (const { also, ...one } of asked.commands) {
    const { resolve } = commandSpecs[one.type];
    const submitted = { ...one, commandId, enrollmentId, caller };
    const resolved = resolve ? await resolve.look(submitted, context) : {};
    // An answer that was lost on its way is given again, whatever has become of those it names.
    if (isRefusal(resolved) && !admission.named) return resolved;
    const facts = isRefusal(resolved) ? {} : resolved;
    const words = (await resolve?.words?.(submitted, context)) ?? {};
    const body = { ...one.body, ...words };
    commands.push(
      toCommand(one.type, body, (details) => context.seal.seal(details, owner), { ...facts, ...also }),
    );
  }
  const batch: CommandBatch = {
    ...ask,
    commands,
    askedAt: context.clock.now(),
    ...(expectedVersion === undefined ? {} : { expectedVersion }),
  };
  const outcome = await bring(context, enrollmentId, batch, admission);
  if (outcome.status === 'waiting') return waitingReply(outcome, enrollmentId, batch.commandId);
  const pinned = admission.onRecord?.profileHash ?? caller.profileHash;
  const titleOf = await dutyTitles(context.policies, [pinned, caller.profileHash]);
  return answerOf(outcome, asked, batch.commandId, admission, titleOf);
}

/** To the enrollment, or, where steps wait for it already or the engine is away, into the line before it. */
async function bring(
  { gateway, pendingSteps, clock }: RouteContext,
  enrollmentId: string,
  batch: CommandBatch,
  { own, waiting, onRecord }: Admission,
): Promise<SubmitOutcome | Waiting> {
  if (own) return { status: 'waiting', ...own };
  // Not before what is recorded, though the clocks of two machines differ.
  const now = Math.max(clock.now(), onRecord?.updatedAt ?? 0);
  const join = (judge: boolean) => settled(() => pendingSteps.submit(enrollmentId, batch, { judge, now }));
  if (waiting > 0) return join(false);
  const outcome = await settled(() => gateway.submit(enrollmentId, batch));
  return outcome.status === 'unavailable' && outcome.away === 'engine' ? join(true) : outcome;
}

function answerOf(
  outcome: SubmitOutcome,
  asked: Asked,
  commandId: string,
  { onRecord }: Admission,
  titleOf: TitleOf,
): StepReply | Refusal {
  switch (outcome.status) {
    case 'accepted': {
      const { receipt, replayed } = outcome;
      return ok(renderReceipt(receipt, titleOf), {
        ETag: `"${receipt.version}"`,
        ...(replayed ? { 'Idempotent-Replayed': 'true' } : {}),
      });
    }
    case 'refused':
      if (outcome.reuse) return keyReused(outcome.reuse, 'step');
      return refusalOf(outcome.rejection, asked.commands[outcome.rejection.index]?.pointer ?? '');
    case 'not-found':
      // Its referral waited once, and was refused.
      if (!onRecord) return refuse('not-found');
      // The record has the enrollment, so its workflow has ended, or is to be revived.
      return onRecord.endedAt === null ? refuse('unavailable') : refuse('enrollment-ended');
    case 'unavailable':
      return outcome.unknown ? refuse('outcome-unknown', { extra: { commandId } }) : refuse('unavailable');
  }
}
