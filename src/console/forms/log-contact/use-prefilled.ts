import { useIntl } from 'react-intl';
import type { Me, TriageView } from '../../server/replies.ts';
import { useRead } from '../../server/use-read.ts';
import { agencyTime } from '../../time/format.ts';
import type { Foreseen } from '../preview.ts';
import { isReached } from './kinds.ts';
import type { Offers, Prefilled, Words } from './visit.ts';

type Known = {
  enrollmentId: string;
  words: Words;
  offers: Offers | null;
  foreseen: Foreseen | null;
  me: Me;
};

/** Of the note what is known without asking: from the kind of contact, its appointment and the duties that it meets. */
export function usePrefilled({ enrollmentId, words, offers, foreseen, me }: Known): Prefilled {
  const intl = useIntl();
  const { with: whom, kind } = words;
  const appointment = words.appointment && whom === 'client' ? (offers?.appointment ?? null) : null;
  const { reply: triage } = useRead<TriageView>(
    kind && isReached(kind) && appointment ? `/enrollments/${enrollmentId}/triage` : null,
  );
  const made = triage?.appointments.find(({ stepId }) => stepId === appointment?.id)?.details;
  const said = (id: string, values?: Record<string, string>) => intl.formatMessage({ id }, values);
  if (kind === null) return { context: '', place: '', purpose: '' };
  const way = said(`contact.kind.${kind}`);
  const what = whom === 'client' ? way : `${way}: ${said(`contact.with.${whom}`)}`;
  const met = foreseen && 'met' in foreseen ? foreseen.met.map(({ title }) => title) : [];
  const agreed = textOf(made?.['purpose']);
  return {
    context: appointment
      ? said('contact.context.appointment', {
          what,
          ...agencyTime(intl.locale, me.agency.timeZone).parts(new Date(appointment.startsAt).toISOString()),
        })
      : what,
    place: kind === 'visit' ? textOf(made?.['place']) : said(`contact.place.${kind}`),
    purpose:
      [...new Set([...(agreed === '' ? [] : [agreed]), ...met])].join('; ') ||
      said(whom === 'client' ? 'contact.purpose' : 'contact.purpose.other'),
  };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
