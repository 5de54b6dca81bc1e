import { z } from 'zod';
import { actor } from '../../../kit/http/reply-parts.ts';
import { instantIn, instantOut } from '../../../kit/http/dates.ts';
import { staffMember } from '../../../kit/http/schemas.ts';

const text = z.string();
const person = z.strictObject({ staffId: text, name: text });

export const absenceBody = z
  .strictObject({
    from: instantIn('planned').optional().meta({ description: 'Left out, at once' }),
    until: instantIn('planned').optional().meta({ description: 'Left out, until somebody ends it' }),
    cover: staffMember('to-act')
      .optional()
      .meta({ description: 'Who covers; left out, whoever is there all the while and has the most room' }),
    shiftsKnown: z.boolean().optional().meta({
      description:
        'True: the shifts that it meets have been seen. The rota shows a gap then until somebody takes them',
    }),
  })
  .meta({ id: 'AbsenceBody', description: 'Nothing says why: the reason is not kept' });

export const absenceReply = z
  .strictObject({
    absence: text.meta({ description: 'Names it' }),
    ...{ staff: person, cover: person, from: instantOut },
    until: instantOut.nullable().meta({ description: 'Null: until somebody ends it' }),
    ...{ by: actor, recordedAt: instantOut },
    endedBy: actor.nullable().meta({ description: 'Who ended it before its time' }),
  })
  .meta({ id: 'Absence' });

export const absencesReply = z.strictObject({ items: z.array(absenceReply) }).meta({ id: 'Absences' });
