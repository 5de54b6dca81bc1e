import type { RotaOutcome, RotaRefused, SwapOutcome } from '../postgres/ports.ts';
import { actReply, askOf } from '../../../kit/http/act-reply.ts';
import { isRefusal, ok, type Refusal, refuse } from '../../../kit/http/reply.ts';
import { localTime, renderShift, renderSwap, type ShownBy } from './render.ts';
import type { Span } from '../shift.ts';
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

type Asked = {
  /** What the request says of the shift. */
  body?: object;
  /** How many shifts were asked for at once. */
  of?: number;
};

export function rotaReplyOf(outcome: RotaOutcome, shown: ShownBy, asked: Asked = {}) {
  return actReply(outcome, {
    thing: 'act on the rota',
    reply: (shifts) => ok({ shifts: shifts.map((row) => renderShift(row, shown)) }),
    refusal: (refused) => refusalOf(refused, asked, shown),
  });
}

/** What a change has made and ended, with the revision that the shift it names has since. */
export function changeReplyOf(
  outcome: RotaOutcome,
  shown: ShownBy,
  { id, ...asked }: Asked & { id: string },
) {
  const answered = rotaReplyOf(outcome, shown, asked);
  if (isRefusal(answered)) return answered;
  const { shifts } = answered.body;
  const revision = shifts.find(({ shiftId }) => shiftId === id)?.revision ?? 0;
  return ok({ shifts, revision }, { ...answered.headers, ETag: `"${revision}"` });
}

export function swapReplyOf(outcome: SwapOutcome, shown: ShownBy, asked: Asked = {}) {
  return actReply(outcome, {
    thing: 'act on the rota',
    reply: (swap) => ok(renderSwap(swap, shown)),
    // Of the two who are to have a shift the first is who is asked.
    refusal: (refused) => refusalOf(refused, refused.at === 1 ? {} : asked, shown),
  });
}

/** Of which fields a refusal is, where they were given. */
const fieldsOf: Partial<Record<RotaRefused['code'], readonly string[]>> = {
  'shift-begun': ['from'],
  'end-not-later': ['from', 'until'],
  'on-call-already': ['staffId', 'from', 'until'],
  'rank-taken': ['rank', 'from', 'until'],
  'staff-file-incomplete': ['staffId', 'with', 'from', 'until'],
  'coordinator-absent': ['staffId', 'with', 'from', 'until'],
  'without-access': ['staffId', 'with'],
  'unknown-staff': ['staffId', 'with'],
};

function refusalOf(
  { code, at = 0, absences }: RotaRefused,
  { body = {}, of = 1 }: Asked,
  { calendar }: ShownBy,
): Refusal {
  const met = absences?.map((span) => metIn(span, calendar));
  const beside = met === undefined ? {} : { extra: { absences: met } };
  if (of > 1)
    return refuse(code, {
      ...beside,
      errors: [{ pointer: '/repeat', detail: `holds for number ${at + 1} of the ${of}` }],
    });
  const given = (fieldsOf[code] ?? []).filter((name) => name in body);
  return refuse(code, {
    ...beside,
    errors: given.map((name) => ({ pointer: `/${name}`, detail: 'cannot be used' })),
  });
}

/** An absence that a shift meets; until: null while nobody knows when it ends. */
function metIn({ from, until }: Span, calendar: ShownBy['calendar']) {
  const open = until === Infinity;
  return {
    ...{ from: new Date(from).toISOString(), fromLocal: localTime(calendar, from) },
    until: open ? null : new Date(until).toISOString(),
    untilLocal: open ? null : localTime(calendar, until),
  };
}
