import { type FactsIn, step } from './step.ts';
import type { TellingFacts } from './disclosures.ts';

/** Steps about the team, contact information (RT, CO). */
export const teamSteps = {
  /** The roster document, and the hash of what it held. */
  formRst: step<{ roster?: string; rosterHash?: string }>('RstFormed'),
  holdRstMeeting: step<TellingFacts>('RstMeetingHeld'),
  /** CO-4: the client was asked, and this is how they are reached. `revision`: of the document that was confirmed. */
  confirmContactInformation: step<{ revision?: number }>('ContactInformationConfirmed'),
};

export type TeamFacts = FactsIn<typeof teamSteps>;
