import type { PlanSections, PlanVersion } from '../../src/features/plans/plan.ts';

/** An invented plan that lacks nothing, far from all dates. */
const sections: PlanSections = {
  strengths: [{ id: 's1', text: 'Keeps appointments; cooks for the whole house.' }],
  needs: [
    { id: 'n1', domain: 'housing', text: 'A stable room.', immediate: true },
    { id: 'n2', domain: 'substance-use', text: 'Outpatient treatment.', immediate: true },
  ],
  goals: [
    {
      ...{ id: 'g1', text: 'I want a door I can lock.', needs: ['n1', 'n2'], state: 'open' },
      ...{ targetOn: '2099-06-30', reviewOn: '2099-03-31', progress: [] },
      strategies: [{ text: 'Stable room first, then treatment intake and a job coach.', state: 'planned' }],
    },
  ],
  services: [
    {
      ...{ id: 'v1', goals: ['g1'], text: 'Housing search' },
      options: [{ provider: 'Harbor Rooms' }, { provider: 'Vliet House' }],
      choice: { provider: 'Vliet House', reasons: 'Near family, and quiet.' },
    },
  ],
  responsibilities: [
    { id: 'r1', who: 'Coordinator', what: 'Calls Vliet House for a visit.', by: '2099-03-10' },
  ],
  funding: [
    {
      ...{ id: 'f1', service: 'v1', tier: 'low-cost', source: 'Neighborhood fund' },
      ...{ outcome: 'not-available', reason: 'Spent for this year.' },
    },
    { id: 'f2', service: 'v1', tier: 'other-payer', source: 'Medicaid', outcome: 'pays' },
  ],
  safetyPlan: {
    warningSigns: ['Stops answering the phone.'],
    strengths: ['s1'],
    naturalSupports: [{ name: 'Sister', relation: 'sister', how: 'Comes over, whatever the hour.' }],
    steps: ['Calls sister or the warm line at the first sign of craving; walks to the library.'],
    crisisContacts: [{ name: 'Warm line', reach: '414 555 0199' }],
  },
  transition: null,
};

/** The body that begins such a plan, signed by client, coordinator and team on that day (`YYYY-MM-DD`). */
export function samplePlan(version: PlanVersion, on: string) {
  return {
    version,
    sections,
    signatures: [
      { role: 'client' as const, name: 'The client', on },
      { role: 'coordinator' as const, name: 'The coordinator', on },
      { role: 'team-member' as const, name: 'Sister', on },
    ],
  };
}
