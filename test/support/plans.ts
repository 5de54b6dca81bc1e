import type { Plan, PlanSections } from '../../src/features/plans/plan.ts';

/** Sections of a plan that lacks nothing: two needs, one goal, one service, paid by Medicaid. */
export function wholeSections(): PlanSections {
  return {
    strengths: [{ id: 's1', text: 'Keeps appointments; cooks for the whole house.' }],
    needs: [
      { id: 'n1', domain: 'housing', text: 'A room of her own.', immediate: true },
      { id: 'n2', domain: 'substance-use', text: 'Outpatient treatment.', immediate: false },
    ],
    goals: [
      {
        ...{ id: 'g1', text: 'I want a door I can lock.', needs: ['n1'], state: 'open' },
        ...{ targetOn: '2037-06-01', reviewOn: '2037-04-01' },
        strategies: [{ text: 'Visit three rooms.', state: 'planned' }],
        progress: [],
      },
    ],
    services: [
      {
        ...{ id: 'v1', goals: ['g1'], text: 'Housing search' },
        options: [{ provider: 'Harbor Rooms' }, { provider: 'Vliet House' }],
        choice: { provider: 'Vliet House', reasons: 'Near her sister.' },
      },
    ],
    responsibilities: [{ id: 'r1', who: 'Coordinator', what: 'Calls Vliet House.', by: '2037-03-10' }],
    funding: [
      {
        ...{ id: 'f1', service: 'v1', tier: 'low-cost', source: 'Church fund' },
        ...{ outcome: 'not-available', reason: 'Spent for this year.' },
      },
      { id: 'f2', service: 'v1', tier: 'other-payer', source: 'Medicaid', outcome: 'pays' },
    ],
    safetyPlan: {
      warningSigns: ['Stops answering the phone.'],
      strengths: ['s1'],
      naturalSupports: [{ name: 'Rosalind', relation: 'sister', how: 'Comes over.' }],
      steps: ['Calls Rosalind.'],
      crisisContacts: [{ name: 'Warm line', reach: '414 555 0199' }],
    },
    transition: null,
  };
}

const on = '2037-03-02';
/** Whom every version asks to sign, as a request names them. */
export const everybodySigns = [
  { role: 'client' as const, name: 'Ottilie', on },
  { role: 'coordinator' as const, name: 'Theo Marchetti', on },
  { role: 'team-member' as const, name: 'Rosalind', on },
  { role: 'parole-agent' as const, name: 'Agent Ruiz', on },
];

/** What a transition plan holds besides. */
export const release: NonNullable<Plan['sections']['transition']> = {
  releaseOn: '2037-05-01',
  facility: 'Racine Correctional',
  paroleAgent: { name: 'Agent Ruiz', reach: '262 555 0133' },
  meetings: [{ on: '2037-03-02', attended: true, decisions: 'Room first.' }],
};
