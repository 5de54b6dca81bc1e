import type { CommandBody, CommandType } from './command.ts';
import { RecordUnavailableError } from '../reads.ts';
import type { Trouble } from '../temporal/gateway.ts';
import type { Receipt, ReceiptLine } from '../../engine/deadlines/receipt.ts';
import type { ProblemCode } from './problem.ts';
import { isRefusal, type Refusal, refuse, type Reply, reply } from './reply.ts';
import type { Input } from './route.ts';

/** Commands on their way to an enrollment. */
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

/** The receipt; or, while Temporal is away, that the steps were taken in. */
export type StepReply =
  Reply<200, Receipt<ReceiptLine & { title: string }>> | ReturnType<typeof waitingReply>;

/** Brings commands to their enrollment, all or none, and answers with the receipt or the reason of the refusal. */
export type SubmitCommands = (
  input: Pick<Input, 'caller' | 'key' | 'expectedVersion'> & Partial<Pick<Input, 'codes'>>,
  asked: Asked,
) => Promise<StepReply | Refusal>;

/** Taken in, to be recorded when the engine is back; with the place where to look what became of it. */
export function waitingReply(
  { takenInAt, ahead }: { takenInAt: number; ahead: number },
  enrollmentId: string,
  commandId: string,
) {
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

/** A domain rejection as a problem, with the field it is about. */
export function refusalOf(
  rejection: { code: ProblemCode; detail: string; field?: string; version: number },
  pointer: string,
): Refusal {
  const { code, detail, field, version } = rejection;
  const errors = field === undefined ? [] : [{ pointer: `${pointer}/${field.replaceAll('.', '/')}`, detail }];
  return refuse(code, { detail, errors, extra: { version } });
}
