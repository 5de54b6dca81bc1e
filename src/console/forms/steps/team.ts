import type { StepsOf } from '../registry.ts';
import { type Known, note, optional, part, prose, type StepForms } from './fields.ts';
import {
  type Attendance,
  AttendancePart,
  DecisionsPart,
  NextStepsPart,
  ofTheTeam,
  RosterPart,
} from './meeting-parts.tsx';

const teamPath = ({ enrollmentId }: Pick<Known, 'enrollmentId'>) => `/enrollments/${enrollmentId}/team`;
const reads = (given: Pick<Known, 'enrollmentId'>) => [teamPath(given)];

/** The Recovery Support Team, and how the client is reached (RT, CO-4). */
export const forms: StepForms<StepsOf<'team'>> = {
  formRst: { facts: {}, words: { note }, shows: RosterPart, reads },
  holdRstMeeting: {
    facts: { disclosed: null },
    words: {
      attendance: part<Attendance>(AttendancePart, {
        first: () => ({ members: [], client: true }),
        still: ofTheTeam,
      }),
      decisions: part(DecisionsPart, { first: () => [] }),
      nextSteps: part(NextStepsPart, { first: () => [] }),
      summary: optional(prose()),
      toldWords: null,
      emergencyNote: null,
      note: null,
    },
    reads,
  },
  confirmContactInformation: { facts: {}, words: { note } },
};
