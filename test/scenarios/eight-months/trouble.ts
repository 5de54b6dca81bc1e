import { type Act, step } from './teller.ts';

const action = (at: string, part: string): Act =>
  step(
    at,
    'recordCrisisAction',
    { about: 'crisis-may', action: part, summary: 'As the guide says.' },
    { by: 'supervisor' },
  );

/** A missed appointment, a night in May, a stay in detox, a dispute (IN-7, CR, AC-5, DI-1). */
export const trouble: Act[] = [
  step(
    '2037-04-09 09:00',
    'scheduleAppointment',
    {
      ...{ startsAt: '2037-04-14T14:00:00-05:00', travelArranged: true },
      ...{ purpose: 'Intake at the center.', place: 'Harbor Treatment Center', travel: 'Bus 30.' },
    },
    { key: 'appointment' },
  ),
  step('2037-04-13 12:00', 'remindOfAppointment', { about: 'appointment' }),
  step('2037-04-14 15:30', 'recordAppointment', { about: 'appointment', outcome: 'missed' }),
  step('2037-04-14 16:00', 'recordLocateAttempt', { kind: 'call', outcome: 'not-reached' }),
  step('2037-04-15 10:00', 'recordLocateAttempt', { kind: 'home-visit', outcome: 'not-reached' }),
  step('2037-04-16 11:00', 'recordLocateAttempt', { kind: 'call', outcome: 'reached' }),

  step(
    '2037-05-09 02:10',
    'reportCrisis',
    { kind: 'overdose', what: 'Found asleep on the stairs, breathing.', who: 'Her sister called.' },
    { by: 'coordinator2', key: 'crisis-may' },
  ),
  step('2037-05-09 02:23', 'answerCrisis', { about: 'crisis-may' }, { by: 'supervisor' }),
  action('2037-05-09 02:27', 'respond'),
  action('2037-05-09 02:33', 'listen'),
  action('2037-05-09 02:36', 'consult'),
  action('2037-05-09 02:44', 'act'),
  action('2037-05-09 03:33', 'plan'),
  step('2037-05-09 03:47', 'closeCrisis', { about: 'crisis-may' }, { by: 'supervisor' }),
  step(
    '2037-05-09 10:00',
    'recordStaffing',
    {
      ...{ purpose: 'crisis', about: 'crisis-may', talk: 'The night gone through.' },
      recommendations: 'Detox first; her sister keeps the child.',
    },
    { by: 'supervisor' },
  ),
  step('2037-05-09 16:00', 'reviewSafetyPlan', {
    about: 'crisis-may',
    changed: true,
    safetyPlan: 'Sister first, any hour.',
  }),

  step('2037-05-10 09:00', 'reportHighAcuityEvent', { event: 'detox-admission' }),
  ...['2037-05-10 15:00', '2037-05-13 15:00', '2037-05-16 15:00', '2037-05-19 15:00', '2037-05-22 15:00'].map(
    (at) => step(at, 'logContact', { with: 'client', mode: 'phone', outcome: 'reached' }),
  ),

  step(
    '2037-09-14 14:00',
    'raiseDispute',
    { subject: 'service', matter: 'The center counts a missed group twice.', parties: 'Client and center.' },
    { key: 'dispute' },
  ),
  step('2037-09-16 14:00', 'recordDisputeStep', {
    ...{ about: 'dispute', method: 'negotiation', outcome: 'unsettled' },
    ...{ parties: 'Client and center.', summary: 'Both stay with their count.' },
  }),
  step('2037-09-22 14:00', 'recordDisputeStep', {
    ...{ about: 'dispute', method: 'mediation', outcome: 'settled', neutral: 'The county’s ombudsman.' },
    ...{ parties: 'Client and center.', summary: 'One absence is taken back.' },
  }),
  step(
    '2037-09-22 15:00',
    'settleDispute',
    { about: 'dispute', terms: 'One absence is taken back.' },
    { by: 'supervisor' },
  ),
];
