import type { FileSection } from '../../engine/policy/terms.ts';
import type { AttachmentKind } from '../attachments/attachment.ts';
import type { NoteType } from '../notes/note.document.ts';
import type { ContactWayKind } from '../team/contact-information.document.ts';

const sections: Record<FileSection, string> = {
  'fact-sheet': 'Fact sheet',
  assessment: 'Assessment',
  releases: 'Releases of information',
  'service-plan': 'Service plan',
  referrals: 'Referrals',
  'case-notes': 'Case notes',
  updates: 'Updates',
};
const ways: Record<ContactWayKind, string> = {
  phone: 'Phone',
  text: 'Text message',
  email: 'E-mail',
  address: 'Address',
  place: 'Where they are found',
  person: 'Who passes word on',
};
const noteTypes: Record<NoteType, string> = {
  contact: 'Contact',
  service: 'Service',
  meeting: 'Meeting',
  consultation: 'Consultation',
  conversation: 'Conversation',
  other: 'Other',
};
const attachments: Record<AttachmentKind, string> = {
  'referral-form': 'Referral form',
  assessment: 'Assessment',
  'acuity-scoring': 'Scored index',
  'placement-criteria': 'Placement criteria',
  'signed-release': 'Signed release',
  identification: 'Identification',
  plan: 'Plan',
  letter: 'Letter',
  other: 'Other',
};

/** What the client file says on paper (DO-3), beside what is in it. */
export const fileWords = {
  title: 'Client File',
  sections,
  ways,
  noteTypes,
  attachments,
  index: 'What is in it',
  numbered: (number: number, section: string) => `${number}. ${section}`,
  paper: (section: string, paper: string) => `${section}: ${paper}`,
  lacks: (what: string) => `This section lacks ${what}.`,
  whole: 'Nothing is missing',
  entries: 'What is on record',
  behind: 'Papers behind this page',
  columns: ['On', 'What', 'By', 'In words'],
  contact: 'How to reach the client',
  contactColumns: ['Way', 'What', 'A message may be left', 'Note'],
  bestTimes: 'Best times',
  answers: (title: string, at: string, score: number) => `${title}, ${at}: ${score} points`,
  notes: 'Notes',
  note: (type: string, on: string) => `${type}, ${on}`,
  noteFields: {
    context: 'What it is part of',
    place: 'Where',
    purpose: 'What it was for',
    facts: 'What happened',
    impressions: 'Impressions',
    resolution: 'What came of it',
    nextSteps: 'Next steps',
  },
  quotes: "The client's words",
  confidential: 'Told in confidence',
  signed: 'Signed',
  unsigned: 'A draft: nobody has signed it',
  late: (signed: string) => `${signed}, late`,
  addendum: (by: string, at: string) => `Addendum of ${by}, ${at}`,
  below: {
    revision: (revision: number) => `revision ${revision}`,
    fingerprint: (hash: string) => `fingerprint ${hash}`,
    count: (count: number) => (count === 1 ? '1 entry' : `${count} entries`),
    lacks: (what: string) => `lacks ${what}`,
  },
  files: 'Files in the record',
  fileColumns: ['Name', 'Kind', 'Kept on', 'Size', 'Fingerprint'],
  kilobytes: (count: number) => `${count} kB`,
};
