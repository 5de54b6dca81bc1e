import { z } from 'zod';
import {
  type OutcomeFacts,
  clientGroups,
  instrumentIds,
  instrumentOutcomes,
  instrumentPoints,
  disputeMethods,
  arbitrations,
  disputeOutcomes,
  disputeSubjects,
} from '../../../engine/record/steps/outcomes.ts';
import { wrongInstrument } from './instruments.ts';
import { about, contentHashHex, prose } from '../../../kit/http/schemas.ts';
import type { SpecsOf } from '../../../kit/http/command-spec.ts';

const note = prose('What else is to be known.').optional();
const groupFacts = z.strictObject({ group: z.enum(clientGroups) });
const parties = prose('Who it is between.');

export const outcomeSpecs = {
  enterClientGroup: {
    summary: "The client joins a group whose outcome instruments are the agency's to fill in (OU-1)",
    facts: groupFacts,
    words: { note },
  },
  leaveClientGroup: {
    summary: 'The client leaves such a group: what is owed for it is withdrawn (OU-1)',
    facts: groupFacts,
    words: { reason: prose('Why it is done.'), note },
  },
  recordInstrument: {
    summary: 'Record an outcome or satisfaction instrument, or that the client refused it (OU-1, OU-3)',
    facts: z.strictObject({
      instrument: z.enum(instrumentIds),
      version: contentHashHex.meta({ description: 'Hash of its version; `/instruments` lists them' }),
      point: z.enum(instrumentPoints),
      outcome: z.enum(instrumentOutcomes),
    }),
    words: {
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
    facts: z.strictObject({}),
    words: { note },
  },
  raiseDispute: {
    summary: 'Raise a dispute (DI-1)',
    facts: z.strictObject({
      subject: z.enum(disputeSubjects),
    }),
    words: { matter: prose('What it is about, in the words of those who raise it.'), parties, note },
  },
  recordDisputeStep: {
    summary: "Record what was tried to settle a dispute: the ways come in the agency's order (DI-1)",
    facts: z.strictObject({
      about,
      method: z.enum(disputeMethods),
      arbitration: z.enum(arbitrations).exactOptional(),
      outcome: z.enum(disputeOutcomes),
    }),
    words: {
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
    facts: z.strictObject({ about }),
    words: { terms: prose('What was settled.'), note },
  },
  withdrawDispute: {
    summary: 'Close a dispute that nobody goes on with (DI-1)',
    facts: z.strictObject({ about }),
    words: { reason: prose('Why it is withdrawn, and by whom.'), note },
  },
} satisfies SpecsOf<OutcomeFacts>;
