import { countOf, dayOf, daysFrom } from './agenda-days.ts';
import type { AgendaLine, AgendaView, CaseloadClient } from './agenda.ts';

/** Shown with the authorization itself, and its use. */
const besides = ['authorization.renewal'];

type Owed = CaseloadClient['obligations'][number] & { enrollmentId: string };

/** What is overdue, what is due soon, and what keeps a plan in force: each obligation in one place. */
export function workLines(view: AgendaView): AgendaLine[] {
  const { clients, terms, policy, asOf } = view;
  const owed = clients
    .flatMap(({ enrollmentId, obligations }) => obligations.map((one) => ({ ...one, enrollmentId })))
    .toSorted((a, b) => a.due - b.due);
  const ahead = owed.filter(({ due }) => due >= asOf);
  const { kinds, days: planDays } = terms.plans.value;
  const within = (one: Owed, days: number) => daysFrom(policy, asOf, one.due) <= days;
  return [
    ...owed.filter(({ due }) => due < asOf).map((one) => overdue(view, one)),
    ...ahead
      .filter((one) => !kinds.includes(one.kind) && !besides.includes(one.kind))
      .filter((one) => within(one, terms.nearDays.value))
      .map((one) => due(view, 'near-due', one)),
    ...ahead
      .filter((one) => kinds.includes(one.kind) && within(one, planDays))
      .map((one) => due(view, 'plans-to-lapse', one)),
  ];
}

function overdue(view: AgendaView, one: Owed): AgendaLine {
  const { policy, asOf } = view;
  const days = daysFrom(policy, one.due, asOf);
  const why = `Overdue since ${dayOf(policy, one.due)}, ${countOf(days)}: ${titleOf(view, one.kind)} (${one.duty})`;
  return lineOf('overdue', one, days, why);
}

function due(view: AgendaView, section: 'near-due' | 'plans-to-lapse', one: Owed): AgendaLine {
  const { policy, asOf } = view;
  const days = daysFrom(policy, asOf, one.due);
  const what = section === 'near-due' ? 'Due on' : 'The plan lapses, or is not as it should be, after';
  const why = `${what} ${dayOf(policy, one.due)}, in ${countOf(days)}: ${titleOf(view, one.kind)} (${one.duty})`;
  return lineOf(section, one, days, why);
}

function lineOf(section: AgendaLine['section'], one: Owed, days: number, why: string): AgendaLine {
  const { enrollmentId, duty, key, due: at } = one;
  return { section, enrollmentId, duty, about: key, at, days, why };
}

/** By the agency's policy of today; an enrollment under another one may owe what that one does not know. */
function titleOf({ policy: { profile } }: AgendaView, kind: string): string {
  return profile.rules.find((rule) => rule.kind === kind)?.title ?? kind;
}
