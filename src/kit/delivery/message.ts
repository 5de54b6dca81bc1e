import type { NotificationKind } from '../../engine/notifications/notification.ts';
import type { Delivery, Wording } from './delivery.ts';

const lead: Record<NotificationKind, string> = {
  assignment: 'New assignment',
  'handed-over': 'No longer yours',
  warning: 'Due soon',
  overdue: 'Overdue',
  escalation: 'Escalated to you',
  'escalation-withdrawn': 'No longer escalated',
  request: 'Request to decide',
  decision: 'Decision of the payer',
  page: 'Page: please answer',
  hire: 'New hire',
  'staff-changed': 'Changed about a member of staff',
  report: 'Monthly report',
  rota: 'Your shifts have changed',
  swap: 'About a swap',
  'system-assigned': 'Assigned by the system',
  'nobody-fits': 'Nobody can be assigned',
  'step-refused': 'A step of yours was refused',
  'reopening-asked': 'A discharged client is in danger',
  'entered-in-error': 'Entered in error',
  disclosure: 'Something was told that nothing allowed',
  'break-glass': 'Somebody broke the glass',
  'file-infected': 'The virus scanner found something',
  'files-linked': 'Another file of your client',
  'files-parted': 'The other file is not your client',
};

const explanation: Record<NotificationKind, string> = {
  assignment: 'An enrollment has been assigned to you.',
  'handed-over':
    'An enrollment that was assigned to you has another coordinator now, who gets what is told about it from here on.',
  warning: 'A deadline of an enrollment is near.',
  overdue: 'A deadline of an enrollment has passed.',
  escalation: 'A deadline of an enrollment has passed and is now brought to you.',
  'escalation-withdrawn':
    'What you were told about this deadline no longer holds: a step was entered late, voided, or the deadline was moved.',
  request: 'A request waits for your decision.',
  decision: 'The payer has decided on a request.',
  report: "The month's report is there.",
  page: 'An emergency waits for an answer. Acknowledge it, or the next person is paged.',
  hire: 'Somebody who is to carry clients was hired. Who, when, and what is verified is behind the link.',
  rota: 'You were put on call, or a shift of yours was changed or withdrawn. What holds now is behind the link.',
  swap: 'Somebody asks for a swap of on-call shifts, or one was accepted, declined or withdrawn. It is behind the link.',
  'staff-changed':
    'Your name, mail address or role has changed, or somebody has given another mail address of their own. What, by whom and why is behind the link.',
  'system-assigned':
    'Nobody had assigned a coordinator and the deadline was near: the system has taken the first suggestion. You can assign somebody else.',
  'nobody-fits':
    'The deadline for an assignment is near, and nobody has both room and a complete file. Give an override, or find somebody.',
  'step-refused':
    'A step that you entered while the system could not record it was refused now, and is not in the record. See why, and enter it again where it is due.',
  'reopening-asked':
    'A crisis was reported after the discharge, and who is on call is paged. Reopen the enrollment, or record why it stays closed.',
  'entered-in-error':
    'A lead has said that a referral was never meant. Its clocks have ended and it counts for nothing; why, and what had been missed by then, is behind the link.',
  disclosure:
    'Something about a client was told, and no release and no law allowed it. Who told what kind of thing to whom is behind the link.',
  'break-glass':
    'Somebody looks at a client with whom they have nothing to do, and has said why. Who, whom and why is behind the link.',
  'file-infected':
    'The virus scanner found something in a file of a client. Nobody opens it. Whoever sent it is to send another copy, and somebody of the team strikes this one out.',
  'files-linked':
    'A lead has linked the file of your client with another one of the same person. What keeps them safe there is behind the link.',
  'files-parted':
    'A lead has said that a file that was linked with that of your client is somebody else. What you have read there is not about your client.',
};

/** The page on which its reader finds what it is about, and can do something. */
export function pageUrl(publicUrl: string, { notification }: Delivery): string {
  const { kind, enrollmentId, aboutStaffId, aboutReport, audience } = notification;
  if (kind === 'page' || isAboutRota(notification)) return `${publicUrl}/on-call`;
  if (kind === 'file-infected') return `${publicUrl}/inbox`;
  if (audience === 'privacy-officer') return `${publicUrl}/privacy`;
  if (aboutReport) return `${publicUrl}/numbers`;
  // Neither reads in files: the payer of what is asked of them, the quality office of hires.
  if (audience === 'quality-office') return `${publicUrl}/hires`;
  if (aboutStaffId !== null) return `${publicUrl}/people/${aboutStaffId}`;
  return `${publicUrl}${audience === 'payer' ? '/requests' : `/clients/${enrollmentId}`}`;
}

/** Where a program reads of the enrollment, the report, or what is kept of the member of staff. */
export function subjectUrl(publicUrl: string, { notification }: Delivery): string {
  const { kind, enrollmentId, aboutStaffId, aboutReport, audience, duty, staffId } = notification;
  if (kind === 'file-infected' && aboutStaffId === null)
    return `${publicUrl}/api/v1/enrollments/${enrollmentId}/attachments`;
  if (kind === 'file-infected') return `${publicUrl}/api/v1/staff/${aboutStaffId}/attachments`;
  if (audience === 'privacy-officer' && kind !== 'break-glass')
    return `${publicUrl}/api/v1/disclosures/unauthorized`;
  if (audience === 'privacy-officer') return `${publicUrl}/api/v1/break-glass`;
  if (aboutReport) return `${publicUrl}/api/v1/reports/${aboutReport}.pdf`;
  if (isAboutRota(notification)) return `${publicUrl}/api/v1/on-call${staffId === null ? '' : '/mine'}`;
  if (aboutStaffId === null) return `${publicUrl}/api/v1/enrollments/${enrollmentId}`;
  // The quality office reads of hires, not in files.
  if (audience === 'quality-office') return `${publicUrl}/api/v1/hires`;
  if (kind === 'staff-changed') return `${publicUrl}/api/v1/staff/${aboutStaffId}/changes`;
  return `${publicUrl}/api/v1/staff/${aboutStaffId}/${pageOf(duty)}`;
}

/** About who is on call when: neither an enrollment nor a file. */
function isAboutRota({ obligation }: Delivery['notification']): boolean {
  return obligation?.startsWith('on-call.') === true;
}

/** Where what is owed about a member of staff is kept. */
function pageOf(duty: string | null): string {
  if (duty === 'SU-1') return 'case-reviews';
  return duty === 'SU-2' ? 'supervision' : 'file';
}

/** Where a program answers a page. Ids of notifications hold slashes, which a path may not. */
export function acknowledgeUrl(publicUrl: string, { notification }: Delivery): string {
  return `${publicUrl}/api/v1/pages/${notification.id.replaceAll('/', '.')}/acknowledge`;
}

/** The same about a member of staff, for the kinds there are. */
const aboutStaff: Partial<Record<NotificationKind, string>> = {
  warning: 'Something on file about staff is due soon.',
  overdue:
    'Something on your file has passed its day. What has expired keeps you from new clients until it is renewed.',
  escalation: 'Something on file about staff has passed its day and is now brought to you.',
  'file-infected':
    'The virus scanner found something in a file of a member of staff. Nobody opens it. Whoever sent it is to send another copy, and a lead strikes this one out.',
};

/** The same about the rota (CR-1). */
const aboutRota: Partial<Record<NotificationKind, string>> = {
  warning: 'Nobody is on call from the time below. Put somebody there, or let them swap.',
  escalation: 'Nobody is on call from the time below, and it is near. It is now brought to you.',
};

/** The same about supervision (SU-1, SU-2). */
const aboutSupervision: Partial<Record<NotificationKind, string>> = {
  warning: 'A case review, a check-in or an evaluation is due soon.',
  escalation: 'A case review, a check-in or an evaluation has passed its day and is now brought to you.',
};

export type Words = { subject: string; text: string; html: string };

/** The words of a message, from codes only: no name, no note, nothing about the person it concerns. */
export function wordsFor(
  delivery: Delivery,
  wording: Wording,
  publicUrl: string,
  /** Where its one reader answers it. */
  answerUrl?: string,
): Words {
  const { kind, duty, aboutStaffId, aboutReport } = delivery.notification;
  const ofStaff = aboutStaffId !== null;
  const ofRota = isAboutRota(delivery.notification);
  const supervised = ofStaff && duty?.startsWith('SU-') === true;
  const told = ofRota ? aboutRota : supervised ? aboutSupervision : ofStaff ? aboutStaff : {};
  const ofFile = supervised ? 'Supervision' : ofStaff ? 'Staff file' : 'Enrollment';
  const link = aboutReport ? 'Report' : ofRota || kind === 'page' ? 'On call' : ofFile;
  const ofClient = !ofStaff && !aboutReport && !ofRota;
  const explained = told[kind] ?? explanation[kind];
  const about = [wording.title, duty ? `(${duty})` : null].filter((part) => part !== null).join(' ');
  const subject = about === '' ? lead[kind] : `${lead[kind]}: ${about}`;
  const facts: [string, string][] = [];
  if (about !== '') facts.push(['Duty', about]);
  if (wording.due !== null) facts.push(['Due', wording.due]);
  const links: [string, string][] = [[link, pageUrl(publicUrl, delivery)]];
  if (answerUrl !== undefined) links.push(['Answer without signing in', answerUrl]);
  const closing = `Sent by Throughline. It ${ofClient ? 'holds nothing about the client' : 'names nobody'}; what it is about is behind the link.`;
  const lines = [...facts, ...links].map(([name, value]) => `${name}: ${value}`);
  return {
    subject,
    text: [explained, '', ...lines, '', closing, ''].join('\n'),
    html: [
      `<p>${explained}</p>`,
      ...facts.map(([name, value]) => `<p>${name}: <b>${escaped(value)}</b></p>`),
      ...links.map(([name, value]) => `<p>${name}: <a href="${escaped(value)}">${escaped(value)}</a></p>`),
      `<p><small>${closing}</small></p>`,
    ].join('\n'),
  };
}

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
