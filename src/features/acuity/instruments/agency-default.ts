import type { AcuityInstrument } from '../../../engine/policy/acuity-form.ts';

/**
 * Our own default form of the Acuity Index. 001 B.3 gives the score up to which Case Management is indicated, and
 * nothing of the form: an agency that has the county's form stores it beside this one and names it in its profile.
 */
export const agencyAcuityIndex: AcuityInstrument = {
  id: 'agency-acuity-index',
  version: 1,
  title: 'Acuity Index (agency default)',
  source: 'Agency default: 001 B.3 gives the range of use of the index, not its form',
  basis: 'agency',
  scale: [
    { points: 0, means: 'no need here, or one the client meets alone' },
    { points: 1, means: 'some need; information or a reminder is enough' },
    { points: 2, means: 'a need that somebody has to help with now and then' },
    { points: 3, means: 'a pressing need; help at least every week' },
    { points: 4, means: 'an acute need; safety or treatment is at risk' },
  ],
  documentedFrom: 2,
  domains: [
    {
      id: 'substance-use',
      title: 'Substance use',
      items: [
        {
          id: 'recent-use',
          asks: 'Use within the last 30 days',
          documentation: ['treatment-provider-report', 'case-notes'],
        },
        {
          id: 'withdrawal',
          asks: 'Risk of withdrawal',
          documentation: ['treatment-provider-report', 'medical-record'],
        },
        {
          id: 'overdose',
          asks: 'Overdoses, and the risk of another',
          documentation: ['medical-record', 'case-notes'],
        },
      ],
    },
    {
      id: 'mental-health',
      title: 'Mental health',
      items: [
        {
          id: 'symptoms',
          asks: 'Symptoms that get in the way of the day',
          documentation: ['mental-health-report'],
        },
        {
          id: 'self-harm',
          asks: 'Thoughts of self-harm or of harming others',
          documentation: ['mental-health-report', 'case-notes'],
        },
        {
          id: 'medication',
          asks: 'Medication is taken as prescribed',
          documentation: ['medication-list', 'mental-health-report'],
        },
      ],
    },
    {
      id: 'physical-health',
      title: 'Physical health',
      items: [
        { id: 'conditions', asks: 'Conditions that need care', documentation: ['medical-record'] },
        {
          id: 'emergency-care',
          asks: 'Use of emergency rooms and hospital beds',
          documentation: ['medical-record'],
        },
        { id: 'regular-care', asks: 'A doctor the client can go to', documentation: ['case-notes'] },
      ],
    },
    {
      id: 'housing',
      title: 'Housing',
      items: [
        {
          id: 'where-tonight',
          asks: 'Where the client sleeps',
          documentation: ['lease-or-shelter-letter', 'case-notes'],
        },
        {
          id: 'risk-of-loss',
          asks: 'Risk of losing the home',
          documentation: ['lease-or-shelter-letter'],
        },
        {
          id: 'safety-at-home',
          asks: 'Safety and substance use where the client lives',
          documentation: ['case-notes'],
        },
      ],
    },
    {
      id: 'legal',
      title: 'Legal',
      items: [
        {
          id: 'supervision',
          asks: 'Probation, parole or other supervision',
          documentation: ['court-or-supervision-record'],
        },
        {
          id: 'open-cases',
          asks: 'Open cases, warrants, hearings to come',
          documentation: ['court-or-supervision-record'],
        },
      ],
    },
    {
      id: 'family',
      title: 'Family and children',
      items: [
        {
          id: 'child-welfare',
          asks: 'Involvement of child welfare',
          documentation: ['child-welfare-record'],
        },
        { id: 'care-for-others', asks: 'Care for children or relatives', documentation: ['case-notes'] },
      ],
    },
    {
      id: 'supports',
      title: 'Natural supports',
      items: [
        { id: 'people-to-rely-on', asks: 'People the client can rely on', documentation: ['case-notes'] },
        { id: 'company', asks: 'Company that endangers recovery', documentation: ['case-notes'] },
      ],
    },
    {
      id: 'means',
      title: 'Income and benefits',
      items: [
        { id: 'income', asks: 'Income that covers what is needed', documentation: ['benefit-letter'] },
        { id: 'benefits', asks: 'Benefits and insurance in force', documentation: ['benefit-letter'] },
        {
          id: 'work-or-school',
          asks: 'Work, school or training',
          documentation: ['employment-or-school-record'],
        },
      ],
    },
    {
      id: 'daily-life',
      title: 'Daily life',
      items: [
        { id: 'transport', asks: 'Getting to appointments', documentation: ['case-notes'] },
        {
          id: 'own-affairs',
          asks: 'Reading, writing, keeping dates and money',
          documentation: ['case-notes'],
        },
      ],
    },
    {
      id: 'engagement',
      title: 'Engagement',
      items: [
        {
          id: 'kept-appointments',
          asks: 'Appointments kept in the last 30 days',
          documentation: ['treatment-provider-report', 'case-notes'],
        },
        {
          id: 'readiness',
          asks: 'Readiness for the next step of the plan',
          documentation: ['case-notes'],
        },
      ],
    },
  ],
};
