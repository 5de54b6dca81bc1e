import { dateIn } from '../../../kit/http/dates.ts';
import { about, note, prose, reason, stepId, uuid, why } from '../../../kit/http/schemas.ts';
import type { SpecsFor } from '../../../kit/http/command-spec.ts';
import { leads, team } from '../../../kit/http/roles.ts';
import type { authorizationStepRules } from '../step-rules.ts';
import { z } from 'zod';
import { namedEnclosures } from './named-enclosures.ts';
import { decidedAuthorization, decidedExtension } from './resolve.ts';
import { authorizationDecisions, served } from '../../../engine/record/steps/authorizations.ts';
import { coordinationServices, psychotherapeuticServices } from '../../../engine/policy/service-kinds.ts';
import { code, corrects, enclosed, justification, lacks, letterDated, saysWhy, units } from './fields.ts';

export const authorizationSpecs = {
  requestExtension: {
    summary: 'Request an extension from the payer (AU-2, AC-2)',
    roles: team,
    problems: {
      'release-missing': true,
      'acuity-index-missing': true,
      'document-missing': true,
      'units-exceeded': true,
      'authorization-not-in-force': true,
      'authorization-overlap': true,
      'unknown-authorization': true,
      'authorization-dates': true,
    },
    resolve: namedEnclosures,
    facts: z.strictObject({
      initial: z.boolean(),
      units,
      through: dateIn('planned'),
      enclosed,
      authorization: about.exactOptional(),
    }),
    details: { justification, note },
  },

  decideExtension: {
    summary: "Record the payer's decision on an extension (AU-3)",
    // A lead enters the decision that came by letter.
    roles: ['payer', ...leads],
    problems: {
      'units-exceeded': true,
      'authorization-not-in-force': true,
      'authorization-overlap': true,
      'unknown-authorization': true,
      'unknown-extension': true,
      'extension-out-of-turn': true,
      'decision-incomplete': true,
      'decision-exceeds-request': true,
    },
    resolve: decidedExtension,
    facts: z.strictObject({
      about: about.exactOptional().meta({
        description: 'The request, by the step that made it; may be left out where one alone waits',
      }),
      decision: z.enum(authorizationDecisions),
      units: units.nullable().default(null),
      authorization: about.exactOptional(),
      through: dateIn('planned').exactOptional(),
      letterDated,
      lacks,
      corrects,
    }),
    details: { reason: reason.optional(), note },
    check: saysWhy,
  },

  resubmitExtension: {
    summary: 'Send a returned extension request again with what was missing (AU-3)',
    roles: team,
    problems: {
      'release-missing': true,
      'acuity-index-missing': true,
      'document-missing': true,
      'units-exceeded': true,
      'authorization-not-in-force': true,
      'authorization-overlap': true,
      'unknown-extension': true,
      'extension-out-of-turn': true,
    },
    resolve: namedEnclosures,
    facts: z.strictObject({
      about,
      enclosed,
      units: units.exactOptional(),
      through: dateIn('planned').exactOptional(),
    }),
    details: { justification: justification.optional(), note },
  },

  appealExtension: {
    summary: 'Appeal the denial or partial approval of an extension: the payer decides anew (AU-3)',
    roles: team,
    problems: {
      'units-exceeded': true,
      'authorization-not-in-force': true,
      'authorization-overlap': true,
      'unknown-extension': true,
      'extension-out-of-turn': true,
      'appeal-too-late': true,
    },
    resolve: null,
    facts: z.strictObject({ about }),
    details: { reason: why('What the payer is asked to look at again.'), note },
  },

  withdrawExtension: {
    summary: 'Take an extension request back (AU-2)',
    roles: team,
    problems: { 'unknown-extension': true, 'extension-out-of-turn': true },
    resolve: null,
    facts: z.strictObject({ about }),
    details: { reason: why('Why it is taken back.'), note },
  },

  requestAuthorization: {
    summary: 'Ask the payer to authorize a service: a SAR (AU-2, AU-3)',
    roles: team,
    problems: {
      'release-missing': true,
      'acuity-index-missing': true,
      'document-missing': true,
      'units-exceeded': true,
      'authorization-not-in-force': true,
      'authorization-overlap': true,
      'unknown-authorization': true,
      'authorization-dates': true,
    },
    resolve: namedEnclosures,
    facts: z.strictObject({
      service: code.meta({ description: "The payer's code of the service", example: 'RSS-HOUSING' }),
      provider: uuid.exactOptional().meta({ description: 'Of the provider directory' }),
      units,
      from: dateIn('planned'),
      through: dateIn('planned'),
      initial: z.boolean().meta({ description: 'Whether it is the first request for that service' }),
      enclosed,
      need: stepId.exactOptional().meta({ description: 'The step that confirmed the need it is for' }),
      claims: stepId.exactOptional().meta({ description: 'The fund payment it claims back (AU-4)' }),
      extends: stepId.exactOptional().meta({ description: 'The authorization it continues (AU-1)' }),
    }),
    details: { justification, note },
  },

  decideAuthorization: {
    summary: "Record the payer's decision on a SAR (AU-3)",
    // A lead enters the decision that came by letter.
    roles: ['payer', ...leads],
    problems: {
      'units-exceeded': true,
      'authorization-not-in-force': true,
      'authorization-overlap': true,
      'unknown-authorization': true,
      'authorization-dates': true,
      'decision-incomplete': true,
      'authorization-out-of-turn': true,
    },
    resolve: decidedAuthorization,
    facts: z.strictObject({
      about,
      decision: z.enum(authorizationDecisions),
      units: units.nullable().default(null),
      from: dateIn('planned').exactOptional(),
      through: dateIn('planned').exactOptional(),
      letterDated,
      lacks,
      corrects,
    }),
    details: { reason: why('Why it is decided so; of a return, what is missing.'), note },
    check: saysWhy,
  },

  resubmitAuthorization: {
    summary: 'Send a returned SAR again with what was missing (AU-3)',
    roles: team,
    problems: {
      'release-missing': true,
      'acuity-index-missing': true,
      'document-missing': true,
      'units-exceeded': true,
      'authorization-not-in-force': true,
      'authorization-overlap': true,
      'unknown-authorization': true,
      'authorization-out-of-turn': true,
    },
    resolve: namedEnclosures,
    facts: z.strictObject({
      about,
      enclosed,
      units: units.exactOptional(),
      from: dateIn('planned').exactOptional(),
      through: dateIn('planned').exactOptional(),
    }),
    details: { justification: justification.optional(), note },
  },

  appealDecision: {
    summary: 'Appeal a denial or a partial approval: the payer decides anew (AU-3)',
    roles: team,
    problems: {
      'units-exceeded': true,
      'authorization-not-in-force': true,
      'authorization-overlap': true,
      'unknown-authorization': true,
      'authorization-out-of-turn': true,
      'appeal-too-late': true,
    },
    resolve: null,
    facts: z.strictObject({ about }),
    details: { reason: why('What the payer is asked to look at again.'), note },
  },

  endAuthorization: {
    summary: 'End an authorization, or take its request back (AU-1)',
    roles: team,
    problems: {
      'units-exceeded': true,
      'authorization-not-in-force': true,
      'authorization-overlap': true,
      'unknown-authorization': true,
      'authorization-out-of-turn': true,
    },
    resolve: null,
    facts: z.strictObject({ about }),
    details: { reason: why('Why it is done.'), note },
  },

  recordService: {
    summary: 'Record a service of the coordinator, and what it used of an authorization (SV-1, AU-1, AU-5)',
    roles: team,
    problems: {
      'units-exceeded': true,
      'authorization-not-in-force': true,
      'authorization-overlap': true,
      'unknown-authorization': true,
      'not-a-coordinators-service': true,
      'units-missing': true,
      'not-the-identified-patient': true,
      'procedure-code-missing': true,
    },
    resolve: null,
    encounter: true,
    facts: z.strictObject({
      kind: z.enum([...coordinationServices, ...psychotherapeuticServices]),
      minutes: z.int().min(1).max(1_440),
      servedFor: z.enum(served).default('client'),
      billable: z.boolean(),
      procedureCode: code.exactOptional().meta({ example: 'T1016' }),
      authorization: about.exactOptional(),
      units: units.exactOptional(),
    }),
    details: { summary: prose('What was done, and what came of it.').optional(), note },
  },
} satisfies SpecsFor<typeof authorizationStepRules>;
