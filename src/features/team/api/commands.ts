import { z } from 'zod';
import { disclosed, tellingFaults, tellingWords } from '../../disclosures/api/telling-schemas.ts';
import { whatWasTold } from '../../disclosures/api/what-was-told.ts';
import { noFacts, note, summary } from '../../../kit/http/schemas.ts';
import { confirmedRevision, formedRoster, knownMembers } from './named-roster.ts';
import { meetingWords } from './schemas.ts';
import type { SpecsFor } from '../../../kit/http/command-spec.ts';
import { team } from '../../../kit/http/roles.ts';
import type { teamStepRules } from '../step-rules.ts';

export const teamSpecs = {
  formRst: {
    summary: 'Form the Recovery Support Team of the roster on file (RT-1, RT-3)',
    roles: team,
    problems: {},
    resolve: formedRoster,
    facts: noFacts,
    details: { note },
  },

  holdRstMeeting: {
    summary: 'Record a meeting of the Recovery Support Team (RT-2)',
    roles: team,
    problems: { 'release-missing': true, 'law-does-not-cover': true },
    resolve: whatWasTold(knownMembers),
    encounter: true,
    facts: z.strictObject({ disclosed }),
    details: { ...meetingWords, summary: summary.optional(), ...tellingWords, note },
    check: (body) => tellingFaults(body, (body['attendance'] as { guests: string[] }).guests.length > 0),
  },
  confirmContactInformation: {
    summary: 'Confirm with the client that the contact information on file still holds (CO-4)',
    roles: team,
    problems: {},
    resolve: confirmedRevision,
    facts: noFacts,
    details: { note },
  },
} satisfies SpecsFor<typeof teamStepRules>;
