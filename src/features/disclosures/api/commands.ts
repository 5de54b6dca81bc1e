import { z } from 'zod';
import type { SpecsFor } from '../../../kit/http/command-spec.ts';
import { team } from '../../../kit/http/roles.ts';
import { about, note, prose } from '../../../kit/http/schemas.ts';
import type { disclosureStepRules } from '../step-rules.ts';

const telling = about.meta({ description: 'The contact or meeting in which it was told, by its step' });

export const disclosureSpecs = {
  noteDisclosure: {
    summary: 'Write the note on what was told in a medical emergency (RF-3, 42 CFR 2.51)',
    roles: team,
    problems: { 'unknown-disclosure': true },
    resolve: null,
    facts: z.strictObject({ about: telling }),
    details: {
      medicalPersonnel: prose('Who of the medical personnel was told, and where they work.'),
      toldBy: prose('Who told them.'),
      when: prose('On which day and at what time.'),
      emergency: prose('What the emergency was.'),
      note,
    },
  },

  resolveDisclosure: {
    summary: 'Settle a disclosure that nothing allowed: what was done about it (RF-3)',
    roles: ['privacy-officer', 'director'],
    problems: { 'unknown-disclosure': true },
    resolve: null,
    facts: z.strictObject({
      about: telling,
      clientTold: z.boolean().meta({ description: 'Whether the client was told of it' }),
    }),
    details: {
      findings: prose('What was looked into, and what came out.'),
      done: prose('What was done about it, and so that it does not happen again.'),
      note,
    },
  },
} satisfies SpecsFor<typeof disclosureStepRules>;
