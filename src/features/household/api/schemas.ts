import { z } from 'zod';
import type { Household } from '../household.document.ts';
import { line, personName, uuid, withoutRepeats } from '../../../kit/http/schemas.ts';
import { planSections } from '../../plans/api/schemas.ts';

const others = z.array(uuid).max(30).refine(withoutRepeats, 'names somebody twice');

export const householdFields = {
  members: z
    .array(
      z.strictObject({
        id: uuid.meta({ description: 'Chosen by its sender; items of the plan name the member by it' }),
        name: personName(200).meta({ description: 'Protected.' }),
        relation: line(200),
        client: z.boolean().meta({ description: 'The one the enrollment is for' }),
        minor: z.boolean(),
        guardians: others.meta({ description: "Of a minor: who sees the minor's part" }),
        lets: others.meta({ description: 'Members whom they let see their part' }),
      }),
    )
    .min(1)
    .max(30),
};

export const householdContent: z.ZodType<Household, Household> = z
  .strictObject(householdFields)
  .meta({ id: 'Household' });

const text = z.string();

export const householdCopy = z
  .strictObject({
    member: z.strictObject({ id: text, name: text }),
    of: z
      .array(z.strictObject({ id: text, name: text, relation: text }))
      .meta({ description: 'Whose parts are in it' }),
    plan: z
      .strictObject({ documentId: text, version: text, sections: planSections })
      .nullable()
      .meta({ description: 'Of the newest complete plan, what this member may be given; null without one' }),
  })
  .meta({ id: 'HouseholdCopy' });
