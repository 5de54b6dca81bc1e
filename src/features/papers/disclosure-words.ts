import type { ToldRole } from '../../engine/record/steps/disclosures.ts';
import type { ReleasableContent, ReleasePurpose } from '../../engine/record/steps/releases.ts';
import type { DisclosedTo, DisclosureWay } from '../disclosures/disclosure.ts';

// What papers call what releases and the accounting of disclosures hold as a word of a list.

export const purposes: Record<ReleasePurpose, string> = {
  referral: 'Referral',
  'care-coordination': 'Care coordination',
  monitoring: 'Monitoring',
  authorization: 'Authorization of services',
  locate: 'Finding the client',
  crisis: 'Crisis',
  legal: 'Legal proceedings',
  'treatment-payment-operations': 'Treatment, payment and health care operations',
};

export const contents: Record<ReleasableContent, string> = {
  identity: 'who the client is, and that they are one',
  'contact-information': 'contact information',
  'presenting-issue': 'presenting issue',
  services: 'services',
  goals: 'goals',
  payer: 'payer and coverage',
  plan: 'plan of care',
  assessment: 'assessment',
  progress: 'progress',
  attendance: 'attendance',
  notes: 'case notes',
  'counselling-notes': 'counselling notes',
};

export const ways: Record<DisclosureWay, string> = {
  referral: 'Referral sent',
  request: 'Request to the payer',
  'request-read': 'Request opened by the payer',
  transfer: 'Transfer to another agency',
  'mis-batch': "Entered in the county's system",
  'handed-out': 'Paper handed out',
  list: 'Table of a list handed out',
  'provider-told': 'Treatment provider told of the coordinator',
  spoken: 'Said in a contact or meeting',
};

/** Of whom directory and roster have no name. */
export const recipients: Record<DisclosedTo['kind'], string> = {
  provider: 'A provider',
  'team-member': 'Somebody of the team',
  person: 'Somebody close to the client',
  payer: 'The payer',
  agency: 'An agency',
  role: 'Somebody',
};

export const roles: Record<ToldRole, string> = {
  family: 'Family',
  friend: 'A friend',
  landlord: 'Landlord',
  employer: 'Employer',
  school: 'School',
  'parole-or-probation': 'Parole or probation officer',
  court: 'Court',
  police: 'Police',
  'physician-or-hospital': 'Physician or hospital',
  'child-welfare': 'Child welfare',
  'benefits-office': 'Benefits office',
  'intake-unit': 'Intake unit',
  other: 'Somebody else',
};

/** 42 CFR 2.32(a)(1), as it has been in force since 2024: it goes with every disclosure made with the client's consent. */
export const notice =
  'This record which has been disclosed to you is protected by Federal confidentiality rules (42 CFR part 2). These rules prohibit you from using or disclosing this record, or testimony that describes the information contained in this record, in any civil, criminal, administrative, or legislative proceedings by any Federal, State, or local authority, against the patient, unless authorized by the consent of the patient, except as provided at 42 CFR 2.12(c)(5) or as otherwise authorized by a court in accordance with 42 CFR 2.64 or 2.65. In addition, the Federal rules prohibit you from making any other use or disclosure of this record unless at least one of the following applies: (i) Further use or disclosure is expressly permitted by the written consent of the individual whose information is being disclosed in this record or as otherwise permitted by 42 CFR part 2. (ii) You are a covered entity or business associate and have received the record pursuant to a consent for treatment, payment, or health care operations, or (iii) You have received the record from a covered entity or business associate as permitted by 45 CFR part 164, subparts A and E.';
