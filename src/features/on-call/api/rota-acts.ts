import { randomUUID } from 'node:crypto';
import type { RotaOutcome, SwapOutcome } from '../postgres/ports.ts';
import { ok, type Refusal, refuse } from '../../../kit/http/reply.ts';
import { renderShift, renderSwap, type ShownBy } from './render.ts';
import type { Input } from '../../../kit/http/route.ts';
import { actorOf, type RouteContext } from '../../../kit/http/context.ts';
import { staffClockOf } from '../../staff/api/staff-clock.ts';

/** By whose clocks an agency's rota is shown. */
export async function shownBy(context: RouteContext, agencyId: string): Promise<ShownBy> {
  const { calendar } = await staffClockOf(context, agencyId);
  return { calendar, now: context.clock.now() };
}

/** Who asks for an act, under which name. */
export function askedBy(
  { keyed }: RouteContext,
  { caller, key, body }: Pick<Input, 'caller' | 'key' | 'body'>,
  { now }: ShownBy,
  path: string,
) {
  return {
    ...{ by: actorOf(caller), commandId: key ?? randomUUID(), now },
    fingerprint: keyed.fingerprint({ route: path, body }),
  };
}

/** `of`: how many shifts were asked for at once. */
export function rotaReplyOf(outcome: RotaOutcome, shown: ShownBy, of = 1) {
  if (!('shifts' in outcome)) return refusalOf(outcome, of);
  return replyOf(outcome.status, { shifts: outcome.shifts.map((row) => renderShift(row, shown)) });
}

export function swapReplyOf(outcome: SwapOutcome, shown: ShownBy) {
  if (!('swap' in outcome)) return refusalOf(outcome, 1);
  return replyOf(outcome.status, renderSwap(outcome.swap, shown));
}

function replyOf<Body>(status: 'written' | 'replayed', body: Body) {
  return ok(body, status === 'replayed' ? { 'Idempotent-Replayed': 'true' } : {});
}

function refusalOf(outcome: Exclude<RotaOutcome, { shifts: unknown }>, of: number): Refusal {
  if (outcome.status === 'command-id-reused') return refuse('command-id-reused');
  const { code, at = 0 } = outcome;
  if (of === 1) return refuse(code);
  return refuse(code, {
    errors: [{ pointer: '/repeat', detail: `holds for number ${at + 1} of the ${of}` }],
  });
}
