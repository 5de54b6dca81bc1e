import type { RotaOutcome, RotaRefused, SwapOutcome } from '../postgres/ports.ts';
import { actReply, askOf } from '../../../kit/http/act-reply.ts';
import { ok, type Refusal, refuse } from '../../../kit/http/reply.ts';
import { renderShift, renderSwap, type ShownBy } from './render.ts';
import type { Input } from '../../../kit/http/route.ts';
import type { RouteContext } from '../../../kit/http/context.ts';
import { staffClockOf } from '../../staff/api/staff-clock.ts';

/** By whose clocks an agency's rota is shown. */
export async function shownBy(context: RouteContext, agencyId: string): Promise<ShownBy> {
  const { calendar } = await staffClockOf(context, agencyId);
  return { calendar, now: context.clock.now() };
}

/** Who asks for an act, under which name; as of when its times were read, so that a shift from now on is not in the past. */
export function askedBy(
  context: RouteContext,
  input: Pick<Input, 'caller' | 'key' | 'body'>,
  { now }: ShownBy,
  route: string,
) {
  return { ...askOf(context, input, { route }), now };
}

/** `of`: how many shifts were asked for at once. */
export function rotaReplyOf(outcome: RotaOutcome, shown: ShownBy, of = 1) {
  return actReply(outcome, {
    thing: 'act on the rota',
    reply: (shifts) => ok({ shifts: shifts.map((row) => renderShift(row, shown)) }),
    refusal: (refused) => refusalOf(refused, of),
  });
}

export function swapReplyOf(outcome: SwapOutcome, shown: ShownBy) {
  return actReply(outcome, {
    thing: 'act on the rota',
    reply: (swap) => ok(renderSwap(swap, shown)),
    refusal: (refused) => refusalOf(refused, 1),
  });
}

function refusalOf({ code, at = 0 }: RotaRefused, of: number): Refusal {
  if (of === 1) return refuse(code);
  return refuse(code, {
    errors: [{ pointer: '/repeat', detail: `holds for number ${at + 1} of the ${of}` }],
  });
}
