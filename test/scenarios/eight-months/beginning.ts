import { type Login, signedOnPaper } from '../../../prisma/seed/index.ts';
import { everybodySigns, wholeSections } from '../../support/plans.ts';
import { act, type Act, step } from './teller.ts';

const reached = { with: 'client', outcome: 'reached' } as const;
export const plan = (at: string, name: string, begin: object, by: Login = 'coordinator'): Act =>
  act(at, (teller) => teller.begins(by, 'plans', { signatures: everybodySigns, ...begin }, name));
const provider = (at: string, name: string, title: string, services: string[]): Act =>
  act(at, (teller) =>
    teller.begins(
      'supervisor',
      '/providers',
      {
        ...{ name: title, services, populations: ['families'], languages: ['en', 'es'], internal: false },
        ...{ contact: { phone: '414 555 0110' }, openings: 2, waitingDays: 1 },
      },
      name,
    ),
  );

/** An emergency on a Monday morning, the first plan, the lasting coordinator (IN, PL-1, RF, AU). */
export const beginning: Act[] = [
  provider('2037-03-02 08:10', 'shelter', 'Vliet Street Family Shelter', ['emergency-housing']),
  provider('2037-03-02 08:11', 'clinic', 'Lakeside Clinic', ['outpatient-treatment']),
  provider('2037-03-02 08:12', 'center', 'Harbor Treatment Center', ['outpatient-treatment']),
  act('2037-03-02 09:00', async (teller) => {
    const reply = await teller.sends('intake', '/enrollments', {
      client: { reference: 'LK-2041', givenName: 'Marisol', familyName: 'Vance', birthDate: '2009-05-11' },
      referral: {
        level: 'rsc-f',
        emergency: true,
        needs: [{ need: 'housing', words: 'Put out last night, with a child of three.' }, 'medication'],
        screen: 'Alcohol; in treatment until February; a daughter of three; sister nearby.',
        consents: [],
      },
    });
    const { enrollmentId } = reply.body as { enrollmentId: string };
    teller.made.set('enrollment', enrollmentId);
    teller.rig.told.push(enrollmentId);
  }),
  step('2037-03-02 09:06', 'acknowledgePage', {}, { by: 'coordinator2' }),
  step('2037-03-02 09:10', 'logContact', { ...reached, with: 'ciu', mode: 'phone' }, { by: 'coordinator2' }),
  step('2037-03-02 09:24', 'logContact', { ...reached, mode: 'face-to-face' }, { by: 'coordinator2' }),
  step(
    '2037-03-02 09:40',
    'confirmNeed',
    { need: 'housing', outcome: 'confirmed', words: 'Without a room since last night, with a child.' },
    { by: 'coordinator2', key: 'need-housing' },
  ),
  step(
    '2037-03-02 09:45',
    'confirmNeed',
    { need: 'medication', outcome: 'not-needed', last: true },
    { by: 'coordinator2' },
  ),
  step(
    '2037-03-02 10:00',
    'recordChoice',
    (t) => ({
      ...{ service: 'emergency-housing', options: [t.named('shelter')], chosen: t.named('shelter') },
      ...{
        optionsOffered: 'The family shelter has a room tonight.',
        reasons: 'She can keep her daughter with her.',
      },
    }),
    { by: 'coordinator2' },
  ),
  step(
    '2037-03-02 10:05',
    'grantRelease',
    (t) => ({
      ...{ recipient: t.named('shelter'), recipientKind: 'provider', purpose: 'referral' },
      ...{ content: ['identity', 'presenting-issue', 'services', 'goals'], expiresOn: '2037-09-30' },
      ...{ recipientName: 'Vliet Street Family Shelter', ...signedOnPaper('2037-03-02') },
    }),
    { by: 'coordinator2', key: 'release-shelter' },
  ),
  step(
    '2037-03-02 10:10',
    'makeReferral',
    (t) => ({
      ...{ provider: t.named('shelter'), service: 'emergency-housing', internal: false },
      ...{ need: 'need-housing', emergency: true },
      ...{ availabilityKnown: true, waitingDays: 0, fits: true },
    }),
    { by: 'coordinator2', key: 'referral-shelter' },
  ),
  step(
    '2037-03-02 10:15',
    'sendReferral',
    { about: 'referral-shelter', release: 'release-shelter' },
    { by: 'coordinator2' },
  ),
  step(
    '2037-03-02 11:30',
    'recordReferralAnswer',
    { about: 'referral-shelter', answer: 'accepted' },
    { by: 'coordinator2' },
  ),
  step('2037-03-02 17:00', 'startService', { about: 'referral-shelter' }, { by: 'coordinator2' }),
  // Whoever has the emergency writes it: nobody else has anything to do with her yet.
  plan(
    '2037-03-02 15:00',
    'preliminary',
    { version: 'preliminary', sections: wholeSections() },
    'coordinator2',
  ),
  step('2037-03-02 15:30', 'completePreliminarySccp', (t) => ({ plan: t.named('preliminary') }), {
    by: 'coordinator2',
  }),
  step(
    '2037-03-03 10:00',
    'assignCoordinator',
    ({ rig }) => ({ coordinatorId: rig.agency.staffIds.coordinator }),
    { by: 'supervisor' },
  ),
  step('2037-03-03 10:30', 'nameTreatmentProvider', { provider: 'Harbor Treatment Center' }),
  step('2037-03-03 14:00', 'notifyTreatmentProvider', (t) => ({
    told: 'Told the front desk by phone.',
    disclosed: [
      {
        ...{ recipientKind: 'provider', recipient: t.named('center'), content: ['services'] },
        ground: 'qualified-service-organization',
      },
    ],
  })),
];
