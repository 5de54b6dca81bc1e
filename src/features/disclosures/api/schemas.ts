import { z } from 'zod';
import { disclosureLaws } from '../../../engine/record/steps/disclosures.ts';
import { releasableContents, releasePurposes } from '../../../engine/record/steps/releases.ts';
import { dateOut, instantOut } from '../../../kit/http/dates.ts';
import { actor, namedDuty } from '../../../kit/http/reply-parts.ts';
import { disclosedToKinds, disclosureWays } from '../disclosure.ts';

const text = z.string();

/** Under what something that left is read where it is now, and the notice of 42 CFR 2.32 that goes with it. */
export const readUnder = {
  purpose: z.enum(releasePurposes),
  content: z.array(z.enum(releasableContents)),
  until: dateOut.nullable(),
  notice: text,
};

const plainLine = {
  disclosureId: text,
  stepId: text
    .nullable()
    .meta({ description: 'The step that let it leave; null: it was read or handed out' }),
  at: instantOut,
  recordedAt: instantOut,
  by: actor,
  way: z.enum(disclosureWays),
  to: z.strictObject({
    kind: z.enum(disclosedToKinds),
    id: text.nullable().meta({ description: 'Of `role`, what they are to the client' }),
    name: text
      .nullable()
      .meta({ description: 'As directory or roster have it; only for roles that read it' }),
  }),
  purpose: z
    .enum(releasePurposes)
    .nullable()
    .meta({ description: 'Null: it was told without a release, and nobody said what for' }),
  content: z.array(z.enum(releasableContents)),
  items: z
    .array(
      z.strictObject({
        what: text,
        id: text,
        revision: z.int().optional(),
        hash: text.optional(),
      }),
    )
    .meta({ description: 'What of the record left, as it was then' }),
  allowedBy: z
    .discriminatedUnion('type', [
      z.strictObject({ type: z.literal('release'), release: text }),
      z.strictObject({ type: z.literal('law'), law: z.enum(disclosureLaws), citation: text }),
    ])
    .nullable()
    .meta({ description: 'Null: nothing allowed it' }),
  inError: z.boolean().meta({ description: 'The step was voided since: it had never left' }),
};

export const accountedLine = z
  .strictObject({
    ...plainLine,
    words: z.record(text, text).nullable().meta({ description: 'What people wrote of it. Protected' }),
  })
  .meta({ id: 'Disclosure', description: 'One thing that left the agency' });

export const accountingReply = z
  .strictObject({ asOf: instantOut, items: z.array(accountedLine) })
  .meta({ id: 'AccountingOfDisclosures' });

export const unauthorizedReply = z
  .strictObject({
    asOf: instantOut,
    items: z.array(
      z.strictObject({
        enrollmentId: text,
        reference: text,
        stepId: text,
        ...namedDuty,
        due: instantOut,
        told: z.array(z.strictObject(plainLine)),
      }),
    ),
  })
  .meta({ id: 'UnauthorizedDisclosures' });
