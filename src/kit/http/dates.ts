import { z } from 'zod';
import {
  boundsOf,
  type DateKind,
  dateKinds,
  dateWrong,
  instantWrong,
  type Kind,
  type Wrong,
} from './date-kinds.ts';
import { type Door, doorNow } from './door.ts';

/** What a reply tells is of none of them: it is shown as it was kept. */
const told = { 'x-kind': 'told' };

// Of a year that can be meant: readers of the document make no others.
const datePattern = String.raw`^(?:19|20)\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])`;
const timePattern = String.raw`(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)`;

/** How a codec is documented, in either direction: by what is sent. */
export function documentedBy(sent: z.ZodType) {
  const { $schema: _, ...documented } = z.toJSONSchema(sent);
  return documented;
}

/** An instant as text outside, as epoch ms inside. */
function instantAs(text: z.ZodISODateTime, meta: Record<string, unknown>) {
  return z
    .codec(text, z.number(), {
      decode(given, context) {
        const instant = Date.parse(given);
        if (Number.isFinite(instant)) return instant;
        context.issues.push({ code: 'custom', message: 'is no instant', input: given });
        return z.NEVER;
      },
      encode: (instant) => new Date(instant).toISOString(),
    })
    .meta({
      description: 'ISO 8601 with seconds and UTC offset',
      ...meta,
      override: { ...documentedBy(text), ...meta },
    });
}

/** An instant on the way out: UTC with milliseconds. */
export const instantOut = instantAs(z.iso.datetime({ precision: 3 }), {
  ...told,
  example: '2037-03-02T15:00:00.000Z',
});

/** A date on the way out. */
export const dateOut = z.iso
  .date()
  .meta({ description: "A date of the agency's calendar", example: '2037-03-02', ...told });

/** An instant of that kind on the way in: any offset, but one is required. */
export function instantIn(kind: DateKind) {
  const documented = { ...boundsOf(kind), pattern: `${datePattern}T${timePattern}$` };
  return instantAs(z.iso.datetime({ offset: true }), documented).superRefine((instant, context) =>
    judged(kind, context, (by, door) => instantWrong(by, instant, door)),
  );
}

/** A date of that kind, of the agency's calendar. */
export function dateIn(kind: DateKind) {
  return z.iso
    .date()
    .superRefine((date, context) => judged(kind, context, (by, door) => dateWrong(by, date, door)))
    .meta({
      description: `A date of the agency's calendar. ${dateKinds[kind].says}.`,
      ...boundsOf(kind),
      override: { pattern: `${datePattern}$` },
    });
}

/** A time of that kind as the agency's clocks show it. */
export function localTimeIn(kind: DateKind) {
  return z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d$/)
    .superRefine((time, context) =>
      judged(kind, context, (by, door) => dateWrong(by, time.slice(0, 10), door)),
    )
    .meta({
      ...boundsOf(kind),
      override: { pattern: String.raw`${datePattern}T(?:[01]\d|2[0-3]):[0-5]\d$` },
    });
}

/** A month of the agency's calendar of which something can be counted: it has begun. */
export const monthIn = z
  .string()
  .regex(/^(?:19|20)\d{2}-(?:0[1-9]|1[0-2])$/)
  .superRefine((given, context) =>
    judged('counted', context, (by, door) => dateWrong(by, `${given}-01`, door)),
  )
  .meta({ description: "A month of the agency's calendar, not ahead", ...boundsOf('counted') });

/** Adds what is wrong with a value that comes in. What is kept is not judged. */
function judged(kind: DateKind, context: z.RefinementCtx, find: (kind: Kind, door: Door) => Wrong): void {
  const door = doorNow();
  const wrong = door && find(dateKinds[kind], door);
  if (wrong) context.addIssue({ code: 'custom', message: wrong.detail, params: { problem: wrong.code } });
}
