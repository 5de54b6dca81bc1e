import { note, prose, summary, why } from '../../../kit/http/schemas.ts';
import type { SpecsFor } from '../../../kit/http/command-spec.ts';
import { team } from '../../../kit/http/roles.ts';
import type { outcomeStepRules } from '../step-rules.ts';
import { type LeavingFact, dischargeReasons, completionMeasures } from '../../../engine/policy/terms.ts';
import { z } from 'zod';

const done = z.boolean().exactOptional();

/** The words that go with each fact where it is true. */
const wordsOf: Partial<Record<LeavingFact, string>> = {
  aftercareArranged: 'aftercare',
  warmHandOver: 'handedOverTo',
  receivingAgencyNamed: 'receivingAgency',
};

/** Discharge and what is measured of it. */
export const leavingSpecs = {
  discharge: {
    summary: 'Discharge the client (OU-4)',
    roles: team,
    problems: {
      'needs-supervisor': true,
      'search-not-closed': true,
      'discharge-incomplete': true,
      'last-meeting-not-recorded': true,
    },
    resolve: null,
    facts: z.strictObject({
      reason: z.enum(dischargeReasons),
      lastMeetingHeld: done.meta({ description: 'Whether the team met for the last time' }),
      aftercareArranged: done.meta({ description: '`true` comes with `aftercare`' }),
      warmHandOver: done.meta({ description: '`true` comes with `handedOverTo`' }),
      receivingAgencyNamed: done.meta({ description: '`true` comes with `receivingAgency`' }),
    }),
    details: {
      note: prose('How the client leaves.'),
      aftercare: prose('What the client goes on with.').optional(),
      handedOverTo: prose('To whom, and how, the client was handed over in person.').optional(),
      receivingAgency: prose('Which agency goes on with the client.').optional(),
      whyNot: why('Why something of it was not done.').optional(),
    },
    check(body) {
      const facts = ['lastMeetingHeld', ...Object.keys(wordsOf)];
      return [
        ...Object.entries(wordsOf).flatMap(([fact, words]) =>
          body[fact] === true && body[words] === undefined
            ? [{ field: words, detail: `is missing: it goes with "${fact}": true` }]
            : [],
        ),
        ...(facts.some((fact) => body[fact] === false) && body['whyNot'] === undefined
          ? [{ field: 'whyNot', detail: 'is missing: why something of it was not done' }]
          : []),
      ];
    },
  },

  recordOutcomes: {
    summary: 'Record the discharge outcome data, and whether the program was completed (OU-2)',
    roles: team,
    problems: { 'completion-not-measured': true },
    resolve: null,
    facts: z.strictObject({
      completed: z.boolean().exactOptional(),
      measure: z.enum(completionMeasures).exactOptional(),
    }),
    details: {
      summary: summary.optional(),
      note,
    },
  },
} satisfies Pick<SpecsFor<typeof outcomeStepRules>, 'discharge' | 'recordOutcomes'>;
