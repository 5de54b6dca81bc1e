import { endOfLocalDay, formatLocalDate, localDateOf, parseLocalDate } from '../../engine/calendar/index.ts';
import { type Authorization, authorizationRegister, usedOf } from '../authorizations/state.ts';
import { spanOf } from '../authorizations/contradictions.ts';
import { underUseOf } from '../authorizations/under-use.ts';
import { countOf } from './agenda-days.ts';
import type { AgendaLine, AgendaView } from './agenda.ts';

/** AU-1: authorizations in force that end soon and that nothing continues yet, or of which little is used. */
export function authorizationLines(view: AgendaView): AgendaLine[] {
  const lines = view.clients
    .filter(({ discharged }) => !discharged)
    .flatMap(({ enrollmentId, steps }) => {
      const { authorizations } = authorizationRegister(steps);
      const continued = new Set(authorizations.map(({ request }) => request.facts.extends));
      return authorizations.flatMap((one) => lineOf(view, enrollmentId, one, continued.has(one.id)));
    });
  return lines.toSorted((a, b) => (a.at ?? 0) - (b.at ?? 0));
}

function lineOf(
  { policy, terms, asOf }: AgendaView,
  enrollmentId: string,
  one: Authorization,
  continued: boolean,
): AgendaLine[] {
  const { calendar } = policy;
  const span = spanOf(one, calendar);
  const last = span && parseLocalDate(span.through);
  const today = localDateOf(calendar, asOf);
  if (!span || last == null || last < today || span.from > formatLocalDate(today) || !one.granted) return [];
  const days = last - today;
  const ends = !continued && !one.ended && days <= terms.authorizationDays.value;
  const little = underUseOf(one, policy, asOf) !== null;
  if (!ends && !little) return [];
  const why = [
    ...(ends ? [`Ends on ${span.through}, in ${countOf(days)}, and nothing continues it`] : []),
    ...(little
      ? [`${usedOf(one)} of ${one.granted.units} units used, much less than its time lets expect`]
      : []),
  ].join('; ');
  const at = endOfLocalDay(calendar, last);
  return [
    { section: 'authorizations', enrollmentId, duty: 'AU-1', about: one.id, at, days, why: `${why} (AU-1)` },
  ];
}
