import type { StepsOf } from '../registry.ts';
import { disclosed, tellingWords } from './disclosed-part.tsx';
import { type Known, note, optional, part, prose, type StepForms } from './fields.ts';
import {
  type Attendance,
  AttendancePart,
  DecisionsPart,
  NextStepsPart,
  ofTheTeam,
  RosterPart,
  whoWasThere,
} from './meeting-parts.tsx';
import { teamPath } from './roster.ts';
import { tellingReads } from './telling.ts';

const reads = (given: Pick<Known, 'enrollmentId'>) => [teamPath(given)];

/** The Recovery Support Team, and how the client is reached (RT, CO-4). */
export const forms: StepForms<StepsOf<'team'>> = {
  formRst: { facts: {}, words: { note }, shows: RosterPart, reads },
  holdRstMeeting: {
    facts: { disclosed: disclosed() },
    words: {
      attendance: part<Attendance>(AttendancePart, {
        first: () => ({ members: [], client: true, guests: [] }),
        still: ofTheTeam,
        sent: whoWasThere,
      }),
      decisions: part(DecisionsPart, { first: () => [] }),
      nextSteps: part(NextStepsPart, { first: () => [] }),
      summary: optional(prose()),
      ...tellingWords,
      note: null,
    },
    reads: tellingReads,
  },
  confirmContactInformation: { facts: {}, words: { note } },
};
