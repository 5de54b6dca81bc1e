import { z } from 'zod';
import { partStandings, systemParts, type PartStanding } from '../standing.ts';
import { instantOut } from '../../../kit/http/dates.ts';

const words = Object.entries(partStandings)
  .map(([code, why]) => `\`${code}\`: ${why}`)
  .join(' ');
const codes = Object.keys(partStandings) as [PartStanding, ...PartStanding[]];

export const standingReply = z
  .strictObject({
    asOf: instantOut,
    pages: z.strictObject({ count: z.int(), since: instantOut.nullable() }).meta({
      description: 'Things that somebody is paged about and nobody has answered; since when the first',
    }),
    parts: z
      .array(
        z.strictObject({
          part: z.enum(systemParts),
          standing: z.enum(codes).meta({ description: words }),
          since: instantOut
            .nullable()
            .meta({ description: 'Since when not; null: all is well, or nobody can tell' }),
          count: z.int().meta({
            description: 'So many enrollments, steps or messages of the agency are stuck there',
          }),
          link: z
            .string()
            .nullable()
            .meta({ description: 'Where the Temporal Web UI shows it; null: nowhere, or no address is set' }),
        }),
      )
      .meta({ description: 'In the order in which one looks' }),
  })
  .meta({ id: 'SystemStanding' });
