import { z } from 'zod';
import { reentryTasks } from '../../../engine/policy/profile.ts';
import { itemChanges } from '../compare.ts';
import {
  lifeDomains,
  strategyStates,
  goalStates,
  fundingTiers,
  fundingOutcomes,
  signatureRoles,
  planVersions,
} from '../plan.ts';
import { dateIn, dateOut } from '../../../kit/http/dates.ts';
import { line, personName, prose, uuid, why, withoutRepeats } from '../../../kit/http/schemas.ts';

const id = z
  .string()
  .regex(/^[A-Za-z0-9._-]{1,60}$/)
  .meta({ description: 'Names the item within its section, through all versions', example: 'g1' });
const ids = z.array(id).max(50).refine(withoutRepeats, 'names something twice');
const items = <T extends z.ZodType>(item: T) => z.array(item).max(100);
const name = personName(200).meta({ description: 'Protected.' });

const member = uuid
  .optional()
  .meta({ description: "In a family's plan, the member it concerns; left out, all of them" });
const item = { id, member };

const strength = z.strictObject({ ...item, text: prose('A strength of the client.') });

const need = z.strictObject({
  ...item,
  domain: z.enum(lifeDomains),
  text: prose('What is needed.'),
  immediate: z.boolean().meta({ description: 'One of the most immediate needs (PL-1)' }),
});

const goal = z.strictObject({
  ...item,
  text: prose("The goal, in the client's own words."),
  needs: ids.meta({ description: 'The needs it answers' }),
  targetOn: dateIn('planned'),
  reviewOn: dateIn('planned'),
  strategies: z
    .array(
      z.strictObject({
        text: prose('What is done for it.'),
        state: z.enum(strategyStates),
      }),
    )
    .max(50),
  progress: z
    .array(z.strictObject({ on: dateIn('done'), text: prose('What came of it, barriers included (PL-7).') }))
    .max(200),
  state: z.enum(goalStates),
});

const service = z.strictObject({
  ...item,
  goals: ids.meta({ description: 'The goals it serves' }),
  text: prose('The service.'),
  options: z
    .array(z.strictObject({ provider: name, entry: uuid.optional() }))
    .max(20)
    .meta({ description: 'The providers that were offered (PL-6)' }),
  onlyOption: why('Why only one could be offered.').optional(),
  choice: z
    .strictObject({ provider: name, reasons: why('Why the client chose it.') })
    .optional()
    .meta({ description: 'What the client chose among them' }),
  firstAppointment: z.strictObject({ on: dateIn('planned'), place: line(500) }).optional(),
});

const funding = z.strictObject({
  ...item,
  service: id.meta({ description: 'The service it pays for' }),
  tier: z.enum(fundingTiers).meta({ description: 'In the order of PL-5' }),
  source: line(200),
  outcome: z.enum(fundingOutcomes),
  reason: why('Why it is not available.').optional(),
});

const safetyPlan = z.strictObject({
  member,
  warningSigns: z.array(prose('How a crisis announces itself.')).max(50),
  strengths: ids.meta({ description: "The client's strengths it uses (PL-3)" }),
  naturalSupports: z
    .array(z.strictObject({ name, relation: line(200), how: prose('How they help.') }))
    .max(50),
  steps: z.array(prose('What the client does, in order.')).max(50),
  crisisContacts: z.array(z.strictObject({ name, reach: line(200) })).max(50),
});

const transition = z.strictObject({
  releaseOn: dateIn('planned'),
  facility: name,
  paroleAgent: z.strictObject({ name, reach: line(200) }),
  meetings: z
    .array(
      z.strictObject({
        on: dateIn('done'),
        attended: z.boolean(),
        decisions: prose('What was decided there.'),
      }),
    )
    .max(50),
});

const section = {
  strengths: items(strength),
  needs: items(need),
  goals: items(goal),
  services: items(service),
  responsibilities: items(
    z.strictObject({ ...item, who: name, what: prose('What they see to.'), by: dateIn('planned') }),
  ),
  funding: items(funding),
  safetyPlan: safetyPlan.nullable(),
  transition: transition.nullable(),
};
export const planSections = z.strictObject(section);

/** Sections that are given replace those of the plan. */
export const someSections = z
  .strictObject({
    strengths: section.strengths.exactOptional(),
    needs: section.needs.exactOptional(),
    goals: section.goals.exactOptional(),
    services: section.services.exactOptional(),
    responsibilities: section.responsibilities.exactOptional(),
    funding: section.funding.exactOptional(),
    safetyPlan: section.safetyPlan.exactOptional(),
    transition: section.transition.exactOptional(),
  })
  .meta({ id: 'PlanSections' });

const signatureRole = z.enum(signatureRoles);
const signed = {
  role: signatureRole,
  name,
  on: dateIn('signed'),
  declined: why('Why the client did not sign.').optional(),
};
export const signatures = z.array(z.strictObject(signed)).min(1).max(20);

export const planVersion = z.enum(planVersions);

const dates = z.strictObject({ targetOn: dateOut, reviewOn: dateOut });
export const planContent = z
  .strictObject({
    version: planVersion,
    reason: z.string().nullable(),
    from: z
      .strictObject({ plan: uuid, hash: z.string(), dates: z.record(z.string(), dates) })
      .nullable()
      .meta({ description: 'The version it was begun from, and the dates its goals had' }),
    sections: planSections,
    signatures: z.array(z.strictObject({ ...signed, hash: z.string(), by: z.string() })),
  })
  .meta({ id: 'PlanContent' });

const text = z.string();

export const planComparison = z
  .strictObject({
    left: text,
    right: text,
    sections: z.array(
      z.strictObject({
        section: text,
        items: z.array(
          z.strictObject({
            id: text,
            change: z.enum(itemChanges),
            members: z.array(text).meta({ description: 'What differs within it' }),
            left: z.unknown().optional(),
            right: z.unknown().optional(),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'PlanComparison' });

export const planReadiness = z
  .strictObject({
    missing: z
      .array(z.strictObject({ pointer: text, detail: text }))
      .meta({ description: 'What it lacks to be complete; pointers into its content' }),
    countdown: z
      .array(
        z.strictObject({
          task: z.enum(reentryTasks),
          by: dateOut,
          done: z.boolean(),
        }),
      )
      .meta({ description: 'Counted back from the release date (PL-9); empty without one' }),
  })
  .meta({ id: 'PlanReadiness' });
