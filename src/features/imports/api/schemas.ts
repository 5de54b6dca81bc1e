import { z } from 'zod';
import { exportFiles } from '../files.ts';
import { instantOut } from '../../../kit/http/dates.ts';
import { author } from '../../../kit/http/reply-parts.ts';
import { askedAbout, standings } from '../terms.ts';
import { levelId, line, withoutRepeats } from '../../../kit/http/schemas.ts';

const text = z.string();
const count = z.int();

/** The files of an export that are read, by the format's names of them. */
const names = Object.values(exportFiles).map(({ file }) => file);

export const exportBody = z
  .strictObject({
    files: z
      .array(
        z.strictObject({
          file: z.enum(names).meta({ description: 'Which file of the format it is' }),
          content: z.base64().meta({ description: 'The file, byte for byte, as base64' }),
        }),
      )
      .max(names.length)
      .refine((files) => withoutRepeats(files.map(({ file }) => file)), 'names a file twice'),
    source: line(100).optional().meta({
      description:
        'Which HMIS it is of, each time by the same name; left out, as Export.csv says. Ids mean something within a source only',
    }),
    level: levelId.optional().meta({
      description: 'For all; left out, by household: a family for heads with minors, else an individual',
    }),
  })
  .meta({ id: 'HmisExport' });

/** Where something stands in a file; what the server says of it, and what can be done. */
const place = { file: text, row: count.nullable() };
const problem = z.strictObject({ ...place, problem: text, remedy: text });
const note = z.strictObject({ ...place, problem: text });

const from = z
  .strictObject({ exportId: text, exportedOn: text.nullable(), system: text, version: text })
  .meta({ description: 'What Export.csv says of itself' });

const outcomes = ['started', 'already-there', 'left', 'deleted', 'refused', 'not-reached'] as const;

const row = z
  .strictObject({
    row: count.meta({ description: 'Of Enrollment.csv, as a spreadsheet counts' }),
    ...{ sourceEnrollmentId: text, personalId: text },
    outcome: z.enum(outcomes).meta({ description: '`not-reached`: it is to be started' }),
    reason: text.nullable().meta({ description: 'Why it is refused; what is to be done' }),
    remark: text.nullable().meta({ description: 'What somebody should look at, though it is started' }),
    enrollmentId: text.nullable().meta({ description: 'Where there is one already' }),
  })
  .meta({ id: 'ImportedRow', description: 'Ids of the source: no name, no birth date' });

const counts = z.strictObject(
  Object.fromEntries(outcomes.map((one) => [one, count])) as Record<(typeof outcomes)[number], typeof count>,
);

const tellingRows = {
  rows: z.array(row).meta({ description: 'Those of which there is something to say' }),
  rowsLeftOut: count.meta({ description: 'Rows with something to say that are not here' }),
  notes: z.array(note).meta({ description: 'Rows of the other files that are not used, or not wholly' }),
  notesLeftOut: count,
};

export const exportPreview = z
  .strictObject({
    ready: z.boolean().meta({ description: 'Whether it can be started as it is' }),
    stops: z
      .array(problem)
      .meta({ description: 'What is wrong with whole files: nothing of it is believed' }),
    asks: z
      .strictObject({
        about: z.enum(askedAbout),
        why: z.enum(['unnamed', 'described-otherwise', 'of-several', 'unknown']),
        choices: z.array(text),
      })
      .nullable()
      .meta({ description: 'What somebody has to say first' }),
    from: from.nullable(),
    source: text.nullable(),
    counts: counts.nullable(),
    lookAlikes: count.meta({
      description:
        'How many of those to be started look like somebody who is on record, or in the export twice',
    }),
    ...tellingRows,
  })
  .meta({ id: 'ImportPreview', description: 'What would become of each row; nothing was written' });

const head = {
  ...{ importId: text, source: text, from },
  ...{ startedBy: author, startedAt: instantOut, endedAt: instantOut.nullable() },
  stands: z.enum(standings),
  trouble: z
    .enum(['away', 'stopped', 'no-namespace', 'broke-off'])
    .nullable()
    .meta({ description: 'Why it broke off. What was started is safe; the same export goes on from there' }),
  total: count.meta({ description: 'How many were to be started' }),
  done: count,
  counts,
};

export const importsReply = z
  .strictObject({ items: z.array(z.strictObject(head)).meta({ description: 'The last 50, newest first' }) })
  .meta({ id: 'Imports' });

export const importReply = z.strictObject({ ...head, ...tellingRows }).meta({ id: 'Import' });
