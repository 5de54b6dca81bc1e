import { z } from 'zod';
import { actor } from '../../../kit/http/reply-parts.ts';
import { dateIn, instantOut, localTimeIn } from '../../../kit/http/dates.ts';
import { staffMember, uuid, whyInShort } from '../../../kit/http/schemas.ts';

const text = z.string();
const reason = whyInShort();
const localTime = localTimeIn('planned').meta({
  description: "A time of the agency's clocks; one that clocks skip is the first after it",
});
const rank = z.int().min(1).max(9).meta({ description: '1 is paged first, then 2, and so on' });

const absencesKnown = z.boolean().default(false).meta({
  description: 'True: the absences that it meets have been seen. The rota shows a gap for them',
});

export const rotaQuery = z.strictObject({
  from: dateIn('looked').optional().meta({ description: 'Its first day; left out, today' }),
  to: dateIn('looked')
    .optional()
    .meta({ description: 'Its last day; left out, as far ahead as the agency looks for gaps, or a week' }),
});

export const shiftBody = z
  .strictObject({
    staffId: staffMember('to-act'),
    rank: rank.default(1),
    from: localTime.optional().meta({ description: 'Left out, at once' }),
    until: localTime,
    repeat: z
      .strictObject({
        everyWeeks: z.int().min(1).max(52),
        times: z.int().min(1).max(104).meta({ description: 'How many shifts in all' }),
      })
      .optional()
      .meta({ description: 'The same local times again; all of them are made or none' }),
    reason: reason.optional(),
    absencesKnown,
  })
  .refine(({ from, repeat }) => from !== undefined || repeat === undefined, {
    message: 'is needed where the shift repeats',
    path: ['from'],
  })
  .meta({ id: 'OnCallShiftBody' });

export const shiftChangeBody = z
  .strictObject({
    staffId: staffMember('to-act').optional(),
    rank: rank.optional(),
    from: localTime.optional().meta({ description: 'Left out, as it was; of a shift under way, now' }),
    until: localTime.optional(),
    reason,
    absencesKnown,
  })
  .meta({ id: 'OnCallShiftChange', description: 'What is left out stays as it is' });

export const shiftEndBody = z.strictObject({ reason }).meta({ id: 'OnCallShiftEnd' });

export const swapBody = z
  .strictObject({
    shift: uuid.meta({ description: 'A shift of the caller’s' }),
    with: staffMember('to-act').meta({ description: 'Who is asked to take it' }),
    inReturn: uuid.optional().meta({ description: 'A shift of theirs that the caller would take' }),
    reason: reason.optional(),
  })
  .meta({ id: 'OnCallSwapBody' });

export const swapAnswerBody = z.strictObject({ reason: reason.optional() }).meta({ id: 'OnCallSwapAnswer' });

const act = z.strictObject({ by: actor, at: instantOut, reason: text.nullable() });
const span = { from: instantOut, until: instantOut, fromLocal: text, untilLocal: text };

const shift = z
  .strictObject({
    ...{ shiftId: text, revision: z.int(), staffId: text, name: text, rank: z.int(), ...span },
    underWay: z.boolean().meta({ description: 'Whether its person is on call now' }),
    countsUntil: instantOut.nullable().meta({
      description: 'Where it was cut before its end; not after its beginning: it never counted',
    }),
    covers: z.boolean().meta({ description: 'False where its person has left' }),
    fit: z.boolean().meta({ description: 'Whether their staff file lasts for all of it (ST-2)' }),
    away: z
      .array(z.strictObject(span))
      .meta({ description: 'When its person is absent while it lasts: then it leaves a gap' }),
    made: act,
    replaces: text.nullable(),
    cut: act.nullable().meta({ description: 'Who withdrew, changed or swapped it, and why' }),
  })
  .meta({ id: 'OnCallShift' });

const swap = z
  .strictObject({
    ...{ swapId: text, shift, inReturn: shift.nullable() },
    askedOf: z.strictObject({ staffId: text, name: text }),
    state: z.enum(['asked', 'lapsed', 'accepted', 'declined', 'withdrawn']).meta({
      description: '`lapsed`: nobody answered before a shift of it began, or was changed',
    }),
    ...{ asked: act, settled: act.nullable() },
  })
  .meta({ id: 'OnCallSwap' });

export const shiftsReply = z.strictObject({ shifts: z.array(shift) }).meta({
  id: 'OnCallShifts',
  description: 'All shifts that the act has made or ended',
});
export const shiftReply = shift;
export const shiftChangedReply = shiftsReply
  .extend({ revision: z.int().meta({ description: 'Of the shift that the address names' }) })
  .meta({ id: 'OnCallShiftChanged' });
export const swapReply = swap;
export const swapsReply = z.strictObject({ items: z.array(swap) }).meta({ id: 'OnCallSwaps' });

export const rotaReply = z
  .strictObject({
    ...{ asOf: instantOut, from: instantOut, until: instantOut, timeZone: text },
    hasRota: z.boolean().meta({
      description: 'False: nobody was ever put on call; who is marked as on call among the staff is paged',
    }),
    shifts: z.array(shift).meta({ description: 'Soonest first, with those that were withdrawn or changed' }),
    gaps: z.array(z.strictObject(span)).meta({
      description: 'Nobody is on call; who is marked as on call among the staff is paged, or the supervisor',
    }),
  })
  .meta({ id: 'OnCallRota' });

export const mineReply = z
  .strictObject({
    ...{ asOf: instantOut, timeZone: text },
    onCallNow: shift.nullable(),
    next: z.array(shift).meta({ description: 'Soonest first' }),
    toAnswer: z.array(swap).meta({ description: 'Swaps that the caller is asked for' }),
    asked: z.array(swap).meta({ description: 'Swaps that the caller has asked for and nobody has answered' }),
  })
  .meta({ id: 'OnCallMine' });
