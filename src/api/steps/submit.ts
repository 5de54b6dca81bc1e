import { randomUUID } from 'node:crypto';
import { type CommandType, mayDo } from '../permissions.ts';
import type { Admission } from '../../features/pending-steps/pending-steps.ts';
import { RecordUnavailableError } from '../../kit/reads.ts';
import { type CommandBody, toCommand } from './body.ts';
import type { Command, CommandBatch, Rejection } from '../../engine/record/commands.ts';
import type { SubmitOutcome, Trouble } from '../../kit/temporal/gateway.ts';
import type { Waiting } from '../../features/pending-steps/take-in.ts';
import { isRefusal, ok, type Refusal, refuse, type Reply, reply } from '../../kit/http/reply.ts';
import { renderReceipt } from '../../features/enrollments/api/render-receipt.ts';
import type { Input } from '../../kit/http/route.ts';
import { documentFacts } from '../../features/team/api/named-roster.ts';
import { actorOf, type RouteContext, scopeOf } from '../../kit/http/context.ts';
import { scoredBody } from '../../features/acuity/api/scored-index.ts';
import { withoutProvider } from '../../features/referrals/api/named-provider.ts';

export type Asked = {
  commands: {
    type: CommandType;
    body: CommandBody;
    /** Where the command stands in the body. */ pointer: string;
    /** Facts that the route knows, and no body may say. */
    also?: Record<string, unknown>;
  }[];
  enrollmentId: string;
  /** Names the request: the same key with another content is refused. */
  content: unknown;
};

/** Brings commands to their enrollment, all or none, and answers with the receipt or the reason of the refusal. */
export async function submitCommands(
  context: RouteContext,
  input: Pick<Input, 'caller' | 'key' | 'expectedVersion'>,
  asked: Asked,
) {
  const result = await attempt(context, input, asked);
  const outcome = outcomeOf(result);
  for (const { type } of asked.commands) context.commands(type, outcome);
  return result;
}

async function attempt(
  context: RouteContext,
  { caller, key, expectedVersion }: Pick<Input, 'caller' | 'key' | 'expectedVersion'>,
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
  const commands: Command[] = [];
  for (const one of asked.commands) {
    const command = await resolveCommand(context, caller.agencyId, one);
    if (isRefusal(command)) return command;
    const facts = await documentFacts(context, { ...one, commandId, enrollmentId, caller });
    if (isRefusal(facts)) return facts;
    commands.push({ ...command, facts: { ...command.facts, ...facts, ...one.also } });
  }
  const batch: CommandBatch = {
    commandId,
    by: actorOf(caller),
    commands,
    askedAt: context.clock.now(),
    fingerprint: context.keyed.fingerprint(asked.content),
    ...(expectedVersion === undefined ? {} : { expectedVersion }),
  };
  const outcome = await bring(context, enrollmentId, batch, admission);
  if (outcome.status === 'waiting') return waitingReply(outcome, enrollmentId, batch.commandId);
  return answerOf(outcome, asked, batch.commandId, admission);
}

/** To the enrollment, or, where steps wait for it already or the engine is away, into the line before it. */
async function bring(
  { gateway, intake, clock }: RouteContext,
  enrollmentId: string,
  batch: CommandBatch,
  { own, waiting, onRecord }: Admission,
): Promise<SubmitOutcome | Waiting> {
  if (own && own.fingerprint === batch.fingerprint) return { status: 'waiting', ...own };
  // Not before what is recorded, though the clocks of two machines differ.
  const now = Math.max(clock.now(), onRecord?.updatedAt ?? 0);
  const join = (judge: boolean) => settled(() => intake.submit(enrollmentId, batch, { judge, now }));
  if (waiting > 0) return join(false);
  const outcome = await settled(() => gateway.submit(enrollmentId, batch));
  return outcome.status === 'unavailable' && outcome.away === 'engine' ? join(true) : outcome;
}

/** Taken in, to be recorded when the engine is back; with the place where to look what became of it. */
export function waitingReply({ takenInAt, ahead }: Waiting, enrollmentId: string, commandId: string) {
  const body = { enrollmentId, commandId, status: 'waiting' as const, takenInAt, ahead };
  return reply(202, body, { Location: `/api/v1/enrollments/${enrollmentId}/pending/${commandId}` });
}

/** For the metrics: accepted, replayed, waiting, or the code of the refusal. */
export function outcomeOf(result: Reply | Refusal): string {
  if (isRefusal(result)) return result.problem;
  if (result.status === 202) return 'waiting';
  return result.headers?.['Idempotent-Replayed'] ? 'replayed' : 'accepted';
}

/** The record may go away while the gateway asks it what became of a command: then nobody knows. */
export async function settled<T>(ask: () => Promise<T>): Promise<T | Trouble> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof RecordUnavailableError)
      return { status: 'unavailable', unknown: true, away: 'record' };
    throw error;
  }
}

/** Looks up what a body only names: staff, policies and providers. */
async function resolveCommand(
  context: RouteContext,
  agencyId: string,
  asked: Asked['commands'][number],
): Promise<Command | Refusal> {
  const { reads, policies, seal } = context;
  const { type, body, pointer } = asked;
  const close = (words: unknown) => seal.seal(words);
  if (type === 'adoptPolicy') {
    const policy = await policies.policy(String(body['profile']), String(body['calendar']));
    if (!policy) {
      const errors = ['profile', 'calendar'].map((name) => ({
        pointer: `${pointer}/${name}`,
        detail: 'must name a known document',
      }));
      return refuse('unknown-policy', { errors });
    }
    return toCommand(type, body, close, policy);
  }
  if (
    type === 'assignCoordinator' &&
    !(await reads.isActiveCoordinator(agencyId, String(body['coordinatorId'])))
  ) {
    return refuse('unknown-staff', {
      errors: [
        { pointer: `${pointer}/coordinatorId`, detail: 'must be an active coordinator of your agency' },
      ],
    });
  }
  if (type === 'scoreAcuity') {
    const scored = await scoredBody(policies, body, pointer);
    return isRefusal(scored) ? scored : toCommand(type, scored, close);
  }
  return (await withoutProvider(context, agencyId, asked)) ?? toCommand(type, body, close);
}

function answerOf(outcome: SubmitOutcome, asked: Asked, commandId: string, { onRecord }: Admission) {
  switch (outcome.status) {
    case 'accepted': {
      const { receipt, replayed } = outcome;
      return ok(renderReceipt(receipt), {
        ETag: `"${receipt.version}"`,
        ...(replayed ? { 'Idempotent-Replayed': 'true' } : {}),
      });
    }
    case 'refused':
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

/** A domain rejection as a problem, with the field it is about. */
export function refusalOf(rejection: Rejection, pointer: string): Refusal {
  const { code, detail, field, version } = rejection;
  const errors = field === undefined ? [] : [{ pointer: `${pointer}/${field.replaceAll('.', '/')}`, detail }];
  return refuse(code, { detail, errors, extra: { version } });
}
