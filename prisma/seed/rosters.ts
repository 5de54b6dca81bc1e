import { v5 as uuidV5 } from 'uuid';
import type { Roster } from '../../src/features/team/roster.document.ts';

const ready = { involved: true, willing: true, understandsRole: true };

/** An invented team that is ready: the treatment system and a sister. Its members' ids come from the enrollment's. */
export function sampleRoster(enrollmentId: string): Roster {
  return {
    systems: ['aoda-treatment', 'criminal-justice'],
    formal: [
      {
        ...{ id: uuidV5('counselor', enrollmentId), name: 'Gwen Abara', reach: '414 555 0150', ...ready },
        ...{ system: 'aoda-treatment', organization: 'Lakeside Treatment' },
      },
    ],
    informal: [
      {
        id: uuidV5('sister', enrollmentId),
        name: 'Rosa',
        reach: '414 555 0151',
        ...ready,
        relation: 'sister',
      },
    ],
  };
}

/** What a meeting of that team has to say. */
export function sampleMeeting(enrollmentId: string) {
  return {
    attendance: { members: [uuidV5('sister', enrollmentId)], client: true, guests: [] },
    decisions: ['A room comes first.'],
    nextSteps: [{ what: 'Visit Vliet House.', who: 'Coordinator' }],
  };
}
