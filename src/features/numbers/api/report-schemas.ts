import { z } from 'zod';
import { boundsOf } from '../../../kit/http/date-kinds.ts';
import { instantOut, monthIn } from '../../../kit/http/dates.ts';

const text = z.string();

/** `2037-03.csv`, `2037-03.pdf`, `2037-03.html`. */
export const reportFile = z
  .string()
  .regex(/^(?:19|20)\d{2}-(?:0[1-9]|1[0-2])\.(?:csv|pdf|html)$/)
  .meta({ description: 'The month, and in which form', ...boundsOf('counted'), example: '2037-03.pdf' });

export const reportQuery = z.strictObject({
  revision: z.coerce
    .number()
    .int()
    .min(1)
    .max(1_000_000)
    .optional()
    .meta({ description: 'Left out, the newest' }),
});

export const reportReply = z
  .strictObject({
    month: monthIn,
    revision: z.int(),
    hash: text.meta({ description: 'Of what is in it' }),
    madeAt: instantOut,
    madeBy: z
      .strictObject({ staffId: text, name: text.nullable() })
      .nullable()
      .meta({ description: 'null: made by itself, on the first business day of the next month' }),
  })
  .meta({ id: 'MonthlyReport' });

export const reportsReply = z
  .strictObject({ items: z.array(reportReply) })
  .meta({ id: 'MonthlyReports', description: 'Newest month first, its newest revision first' });
