import { about, contentHashHex, noFacts, note, prose, why } from '../../../kit/http/schemas.ts';
import { leavingSpecs } from './leaving-commands.ts';
import type { SpecsFor } from '../../../kit/http/command-spec.ts';
import { leads, team } from '../../../kit/http/roles.ts';
import type { outcomeStepRules } from '../step-rules.ts';
import { z } from 'zod';
import { disputeMethods } from '../../../engine/policy/terms.ts';
import {
  clientGroups,
  instrumentIds,
  instrumentOutcomes,
  instrumentPoints,
  arbitrations,
  disputeOutcomes,
  disputeSubjects,
} from '../../../engine/record/steps/outcomes.ts';
import { wrongInstrument } from './instruments.ts';

const groupFacts = z.strictObject({ group: z.enum(clientGroups) });
const parties = prose('Who it is between.');

export const outcomeSpecs = {
  ...leavingSpecs,
  enterClientGroup: {
    summary: "The client joins a group whose outcome instruments are the agency's to fill in (OU-1)",
    roles: ['intake', ...team],
    problems: { 'already-in-group': true },
    resolve: null,
    facts: groupFacts,
    details: { note },
  },

  leaveClientGroup: {
    summary: 'The client leaves such a group: what is owed for it is withdrawn (OU-1)',
    roles: team,
    problems: { 'not-in-group': true },
    resolve: null,
    facts: groupFacts,
    details: { reason: why('Why it is done.'), note },
  },

  recordInstrument: {
    summary: 'Record an outcome or satisfaction instrument, or that the client refused it (OU-1, OU-3)',
    roles: team,
    problems: {},
    resolve: null,
    facts: z.strictObject({
      instrument: z.enum(instrumentIds),
      version: contentHashHex.meta({ description: 'Hash of its version; `/instruments` lists them' }),
      point: z.enum(instrumentPoints),
      outcome: z.enum(instrumentOutcomes),
    }),
    details: {
      answers: z
        .record(
          z
            .string()
            .max(60)
            .regex(/^[a-z0-9-]+$/),
          z.union([prose('An answer.'), z.number(), z.boolean(), z.null()]),
        )
        .optional()
        .meta({ description: 'By item; null where the client declined to answer. Protected.' }),
      note,
    },
    check: wrongInstrument,
  },

  askSatisfaction: {
    summary: 'The county asks for the client satisfaction instrument (OU-3)',
    // A lead enters what the county asked by letter.
    roles: ['payer', ...leads],
    problems: {},
    resolve: null,
    facts: noFacts,
    details: { note },
  },

  raiseDispute: {
    summary: 'Raise a dispute (DI-1)',
    roles: team,
    problems: {},
    resolve: null,
    facts: z.strictObject({
      subject: z.enum(disputeSubjects),
    }),
    details: { matter: prose('What it is about, in the words of those who raise it.'), parties, note },
  },

  recordDisputeStep: {
    summary: "Record what was tried to settle a dispute: the ways come in the agency's order (DI-1)",
    roles: team,
    problems: { 'unknown-dispute': true, 'dispute-closed': true, 'dispute-out-of-order': true },
    resolve: null,
    facts: z.strictObject({
      about,
      method: z.enum(disputeMethods),
      arbitration: z.enum(arbitrations).exactOptional(),
      outcome: z.enum(disputeOutcomes),
    }),
    details: {
      parties,
      neutral: prose('The mediator or arbitrators.').optional(),
      summary: prose('What was said and agreed.'),
      note,
    },
    check({ method, arbitration, neutral }) {
      const given = arbitration !== undefined;
      return [
        ...(given === (method === 'arbitration')
          ? []
          : [{ field: 'arbitration', detail: 'belongs to an arbitration, and to nothing else' }]),
        ...(method !== 'negotiation' && neutral === undefined
          ? [{ field: 'neutral', detail: 'is missing: who mediated or arbitrated' }]
          : []),
      ];
    },
  },

  settleDispute: {
    summary: 'Close a dispute whose last step settled it (DI-1)',
    roles: leads,
    problems: { 'unknown-dispute': true, 'dispute-closed': true, 'dispute-not-settled': true },
    resolve: null,
    facts: z.strictObject({ about }),
    details: { terms: prose('What was settled.'), note },
  },

  withdrawDispute: {
    summary: 'Close a dispute that nobody goes on with (DI-1)',
    roles: team,
    problems: { 'unknown-dispute': true, 'dispute-closed': true },
    resolve: null,
    facts: z.strictObject({ about }),
    details: { reason: why('Why it is withdrawn, and by whom.'), note },
  },
} satisfies SpecsFor<typeof outcomeStepRules>;
