import { z } from 'zod';
import { dateOut } from '../../../kit/http/dates.ts';
import { client } from '../../../kit/http/reply-parts.ts';

const text = z.string();

/** The part of a worklist that warns of authorizations (AU-1). */
export const underUsed = z
  .array(
    z
      .strictObject({
        enrollmentId: text,
        client,
        coordinatorId: text.nullable(),
        authorization: text.meta({ description: 'By the id of its request' }),
        service: text,
        unitsGranted: z.int(),
        unitsUsed: z.int(),
        through: dateOut,
        expectedShare: z
          .number()
          .meta({ description: 'Of its units, the share that the profile expects to be used by now' }),
      })
      .meta({ id: 'UnderUsedAuthorization' }),
  )
  .meta({ description: 'Used much less than the time that has passed would let expect, by last day (AU-1)' });
