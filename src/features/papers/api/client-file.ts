import type { ReleasableContent } from '../../../engine/record/steps/releases.ts';
import type { Policy } from '../../../engine/policy/profile.ts';
import { nameOf } from '../../../kit/client-row.ts';
import { agencyPolicy } from '../../../kit/http/documents/agency-policy.ts';
import { type RouteContext, scopeOf } from '../../../kit/http/context.ts';
import type { Caller } from '../../../kit/reads.ts';
import type { Paper } from '../../../engine/documents/paper.ts';
import type { Refusal } from '../../../kit/http/reply.ts';
import type { PaperClient, PaperName } from '../papers.ts';
import { english, type PaperTexts } from '../words.ts';

/** A client's enrollment, as papers are made of it. */
export type ClientFile = {
  context: RouteContext;
  caller: Caller;
  enrollmentId: string;
  now: number;
  policy: Policy;
  client: PaperClient;
  /** In whose words it is printed. */
  texts: PaperTexts;
  enrollment: NonNullable<Awaited<ReturnType<RouteContext['reads']['enrollment']>>>;
};

/** What a paper can be made of. */
export type Printable = { paper: PaperName; of: string; state: string; writtenAt: number };

/** A paper with what it was made of; what is not on record makes none. */
export type Made = {
  paper: Paper;
  of: string;
  revision: number | null;
  hash: string | null;
  /** What this one tells, where that is less than its kind may. */
  tells?: readonly ReleasableContent[];
};

/** Papers of one kind of thing on record: what there is, newest first, and one of them (`of` left out: the newest that holds). */
export type PaperMaker = {
  names: readonly PaperName[];
  list(file: ClientFile): Promise<Printable[]>;
  make(file: ClientFile, name: PaperName, of: string | undefined): Promise<Made | Refusal>;
};

/** Who makes the paper of that name; null where there is none of that name. */
export function makerOf(
  makers: readonly PaperMaker[],
  asked: string,
): { name: PaperName; maker: PaperMaker } | null {
  for (const maker of makers) {
    const name = maker.names.find((one) => one === asked);
    if (name !== undefined) return { name, maker };
  }
  return null;
}

/** Null: there is no such enrollment for the caller. */
export async function clientFile(
  context: RouteContext,
  caller: Caller,
  enrollmentId: string,
  texts: PaperTexts = english,
): Promise<ClientFile | null> {
  const now = context.clock.now();
  const enrollment = await context.reads.enrollment(scopeOf(caller), enrollmentId, now);
  if (!enrollment) return null;
  const { client: row, coordinatorName: coordinator } = enrollment;
  const { reference, birthDate } = row;
  const known = caller.role === 'payer' ? ({ numberOnly: true } as const) : {};
  const client = { name: nameOf(row), reference, birthDate, coordinator, ...known };
  const policy = await agencyPolicy(context, caller.agencyId);
  return { context, caller, enrollmentId, now, policy, client, texts, enrollment };
}
