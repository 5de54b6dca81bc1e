import { formatLocalDate, localDateOf, type Calendar, type Instant } from '../../engine/calendar/index.ts';
import { type Authorization, type AuthorizationRegister, authorizationOf, usedOf } from './state.ts';

/** Local dates, both ends included. */
type Span = { from: string; through: string };

/** When it is in force, an end before its last day counted; null while nothing is granted. */
export function spanOf({ granted, ended }: Authorization, calendar: Calendar): Span | null {
  if (!granted) return null;
  const end = ended && formatLocalDate(localDateOf(calendar, ended.at));
  return { from: granted.from, through: end !== null && end < granted.through ? end : granted.through };
}

export type Contradiction = {
  code: 'units-exceeded' | 'authorization-not-in-force' | 'authorization-overlap';
  /** The authorization it is about. */
  id: string;
  detail: string;
};

/** What must not be: more used than was granted, used on other days, two for the same at a time. */
export function contradictionsOf(register: AuthorizationRegister, calendar: Calendar): Contradiction[] {
  return [
    ...register.services.flatMap((service) => {
      const { authorization } = service.facts;
      if (authorization === undefined) return [];
      const span = inForceOn(register, authorization, calendar, service.at);
      return span ? [] : [notInForce(authorization)];
    }),
    ...register.authorizations.flatMap((one) => {
      const left = (one.granted?.units ?? 0) - usedOf(one);
      return left < 0 && one.granted ? [exceeded(one, left)] : [];
    }),
    ...overlaps(register.authorizations, calendar),
  ];
}

function inForceOn(register: AuthorizationRegister, id: string, calendar: Calendar, at: Instant): boolean {
  const one = authorizationOf(register, id);
  const span = one && spanOf(one, calendar);
  const day = formatLocalDate(localDateOf(calendar, at));
  return span != null && span.from <= day && day <= span.through;
}

function notInForce(id: string): Contradiction {
  return {
    code: 'authorization-not-in-force',
    id,
    detail: 'Nothing is authorized under it on the day of the service.',
  };
}

function exceeded({ id, granted }: Authorization, left: number): Contradiction {
  const detail = `${granted?.units ?? 0} units are authorized; with this there would be ${-left} too many.`;
  return { code: 'units-exceeded', id, detail };
}

/** Asked for or in force at once for the same service of the same provider; a claim authorizes nothing. */
function overlaps(authorizations: readonly Authorization[], calendar: Calendar): Contradiction[] {
  const live = authorizations.filter(({ state, request, granted, ended }) => {
    if (request.facts.claims !== undefined || (ended && !granted)) return false;
    return granted !== null || state === 'requested' || state === 'appealed';
  });
  return live.flatMap((one, place) => {
    const { service, provider } = one.request.facts;
    const span = spanOf(one, calendar) ?? one.asked;
    const other = live.slice(0, place).find(({ request: { facts }, asked, ...rest }) => {
      if (facts.service !== service || facts.provider !== provider) return false;
      const theirs = spanOf({ ...rest, asked, request: one.request }, calendar) ?? asked;
      return theirs.from <= span.through && span.from <= theirs.through;
    });
    const detail = 'Another authorization of that service and provider covers some of these days.';
    return other ? [{ code: 'authorization-overlap' as const, id: one.id, detail }] : [];
  });
}
