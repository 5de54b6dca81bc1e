import { randomUUID } from 'node:crypto';
import { type CommandType, mayDo } from '../../contracts/permissions.ts';
import { RecordUnavailableError } from '../../contracts/reads.ts';
import { type CommandBody, toCommand } from '../../contracts/schemas/command-body.ts';
import type { Command, Rejection } from '../../domain/enrollment/commands.ts';
import type { SubmitOutcome, Trouble } from '../../gateway/gateway.ts';
import { isRefusal, ok, type Refusal, refuse, type Reply } from '../http/reply.ts';
import { renderReceipt } from '../render/receipt.ts';
import type { Input } from '../route.ts';
import { actorOf, type RouteContext, scopeOf } from './context.ts';

export type Asked = {
  commands: {
    type: CommandType;
    body: CommandBody;
    /** Where the command stands in the body. */ pointer: string;
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
): Promise<Reply | Refusal> {
  const result = await attempt(context, input, asked);
  const outcome = isRefusal(result)
    ? result.problem
    : result.headers?.['Idempotent-Replayed']
      ? 'replayed'
      : 'accepted';
  for (const { type } of asked.commands) context.commands(type, outcome);
  return result;
}

async function attempt(
  context: RouteContext,
  { caller, key, expectedVersion }: Pick<Input, 'caller' | 'key' | 'expectedVersion'>,
  asked: Asked,
): Promise<Reply | Refusal> {
  const forbidden = asked.commands.filter(({ type }) => !mayDo(caller.role, `command:${type}`));
  if (forbidden.length > 0) {
    const errors = forbidden.map(({ pointer }) => ({ pointer, detail: 'is not for your role' }));
    return refuse('forbidden', asked.commands.length > 1 ? { errors } : {});
  }
  const enrollment = await context.reads.enrollment(scopeOf(caller), asked.enrollmentId, context.clock.now());
  if (!enrollment) return refuse('not-found');

  const commands: Command[] = [];
  for (const one of asked.commands) {
    const command = await resolveCommand(context, caller.agencyId, one);
    if (isRefusal(command)) return command;
    commands.push(command);
  }
  const commandId = key ?? randomUUID();
  const outcome = await settled(() =>
    context.gateway.submit(asked.enrollmentId, {
      commandId,
      by: actorOf(caller),
      commands,
      fingerprint: context.keyed.fingerprint(asked.content),
      ...(expectedVersion === undefined ? {} : { expectedVersion }),
    }),
  );
  return answerOf(outcome, asked, commandId, enrollment.endedAt !== null);
}

/** The record may go away while the gateway asks it what became of a command: then nobody knows. */
export async function settled<T>(ask: () => Promise<T>): Promise<T | Trouble> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof RecordUnavailableError) return { status: 'unavailable', unknown: true };
    throw error;
  }
}

/** Looks up what a body only names: staff and policies. */
async function resolveCommand(
  { reads, policies, seal }: RouteContext,
  agencyId: string,
  { type, body, pointer }: Asked['commands'][number],
): Promise<Command | Refusal> {
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
  return toCommand(type, body, close);
}

function answerOf(outcome: SubmitOutcome, asked: Asked, commandId: string, ended: boolean): Reply | Refusal {
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
      // The record has the enrollment, so its workflow has ended, or is to be revived.
      return ended ? refuse('enrollment-ended') : refuse('unavailable');
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
