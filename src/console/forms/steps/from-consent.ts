import { consentsOf, consentsOwed, placeOf } from '../../../features/releases/consents.ts';
import type { Attachments, TriageView } from '../../server/replies.ts';
import type { Known, Option, Words } from './fields.ts';

/** A consent form that came with the referral, as it stands on paper. */
export type OnForm = {
  recipient: string;
  purpose: string;
  what: string;
  expires: string;
  signedOn?: string;
};

export const triagePath = ({ enrollmentId }: Pick<Known, 'enrollmentId'>) =>
  `/enrollments/${enrollmentId}/triage`;
export const filesPath = ({ enrollmentId }: Pick<Known, 'enrollmentId'>) =>
  `/enrollments/${enrollmentId}/attachments`;

export const someOwed = (_: Words, { steps }: Pick<Known, 'steps'>) => consentsOwed(steps).length > 0;

/** Those that are no release yet, called by whom they name, as far as the reader may know. */
export function owedConsents(known: Known): Option[] {
  return consentsOwed(known.steps).map((id) => {
    const to = formOf(known, id)?.recipient;
    const place = known.say('intake.consent', { place: placeOf(id) });
    return { value: id, label: to === undefined ? place : `${place}: ${to}` };
  });
}

/** What the form says; undefined where its reader may not know, or none is entered. */
export function formOf(known: Known, enters: unknown): OnForm | undefined {
  const place = consentsOf(known.steps).indexOf(String(enters));
  const reply = known.reply(triagePath(known)) as TriageView | undefined;
  const referral = reply?.reported.find(({ type }) => type === 'receiveReferral');
  const forms = referral?.details?.['consents'] as OnForm[] | undefined;
  return place < 0 ? undefined : forms?.[place];
}

/** The newest file with something that was signed. */
export function newestCopy(known: Known): string | undefined {
  return signedCopies(known).at(-1)?.attachmentId;
}

export function signedCopies(known: Known): Attachments['items'] {
  const { items = [] } = (known.reply(filesPath(known)) ?? {}) as Partial<Attachments>;
  return items.filter(({ what, kept, struck }) => what === 'signed-release' && kept && !struck);
}

const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text);

/** The words of a release as the form has them; what they cannot be taken for stands in the note. */
export function saidOnForm(form: OnForm, say: Known['say']): Words {
  const { recipient, purpose, what, expires, signedOn } = form;
  return {
    recipientName: recipient,
    ...(signedOn === undefined || signedOn === '' ? {} : { signedOn }),
    ...(isDay(expires) ? { expiry: 'date', expiresOn: expires } : { expiry: 'event', expiryWords: expires }),
    note: say('release.onForm', { purpose, what }),
  };
}
