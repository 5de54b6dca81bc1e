import { formatLocalDate, localDateOf, parseLocalDate } from '../../../engine/calendar/index.ts';
import type { Enclosure } from '../../../engine/policy/request-documents.ts';
import type { Extension } from '../extensions.ts';
import { type Authorization, type AuthorizationRegister, usedOf } from '../state.ts';
import { spanOf } from '../contradictions.ts';
import { underUseOf } from '../under-use.ts';
import type { StepFacts } from '../../../engine/record/steps/index.ts';
import type { Policy } from '../../../engine/policy/profile.ts';
import type { Attributions } from '../../../kit/http/register-route.ts';

/** The register as the API shows it, at an instant. */
export function renderAuthorizations(
  register: AuthorizationRegister,
  policy: Policy,
  told: Attributions,
  now: number,
) {
  return {
    authorizations: register.authorizations.map((one) => renderOne(one, register, policy, told, now)),
    extensions: register.extensions.map((one) => renderExtension(one, told)),
    payments: register.payments.map(({ id, at, by, facts }) => ({
      ...told.mark(id, at),
      by: told.author(by),
      amountCents: facts.amountCents,
      purpose: facts.purpose,
      entry: facts.entry,
      need: facts.need ?? null,
      claimedBy: register.authorizations.find(({ request }) => request.facts.claims === id)?.id ?? null,
    })),
    services: register.services.map(({ id, at, by, facts }) => ({
      ...told.mark(id, at),
      by: told.author(by),
      kind: facts.kind,
      minutes: facts.minutes,
      servedFor: facts.servedFor,
      billable: facts.billable,
      procedureCode: facts.procedureCode ?? null,
      authorization: facts.authorization ?? null,
      units: facts.units ?? null,
    })),
  };
}

function renderOne(
  one: Authorization,
  { authorizations }: AuthorizationRegister,
  policy: Policy,
  told: Attributions,
  now: number,
) {
  const { id, request, state, asked, granted, ended } = one;
  const { facts } = request;
  const span = spanOf(one, policy.calendar);
  const today = formatLocalDate(localDateOf(policy.calendar, now));
  const followed = authorizations.some((other) => other.request.facts.extends === id);
  return {
    ...told.mark(id, request.at),
    by: told.author(request.by),
    service: facts.service,
    provider: facts.provider ?? null,
    initial: facts.initial,
    documents: facts.documents,
    enclosed: renderEnclosed(facts.enclosed),
    need: facts.need ?? null,
    claims: facts.claims ?? null,
    extends: facts.extends ?? null,
    state,
    ended: ended && told.mark(ended.id, ended.at),
    asked,
    granted: granted && span && { units: granted.units, ...span },
    unitsUsed: usedOf(one),
    unitsLeft: Math.max(0, (granted?.units ?? 0) - usedOf(one)),
    inForce: span !== null && span.from <= today && today <= span.through,
    expiring: span !== null && !ended && !followed && daysUntil(span.through, today) <= warnedBefore(policy),
    underUsed: underUseOf(one, policy, now) !== null,
    ...renderHistory(one, told),
    uses: one.uses.map(({ step, units }) => ({ ...unworded(told, step), units })),
  };
}

function renderExtension(one: Extension, told: Attributions) {
  const { id, request, authorization, state, asked, granted, withdrawn } = one;
  const newest = one.decisions.at(-1);
  return {
    ...told.mark(id, request.at),
    by: told.author(request.by),
    authorization,
    enclosed: renderEnclosed(request.facts.enclosed),
    ...asked,
    state,
    granted: granted && { units: granted.units, through: granted.through },
    withdrawn: withdrawn && told.mark(withdrawn.id, withdrawn.at),
    decision: newest ? renderDecision(newest, told) : null,
    ...renderHistory(one, told),
  };
}

/** What was said of a request since it was made. */
export function renderHistory(
  one: Pick<Authorization, 'decisions' | 'resubmissions' | 'appeals'>,
  told: Attributions,
) {
  return {
    decisions: one.decisions.map((made) => renderDecision(made, told)),
    resubmissions: one.resubmissions.map(({ step, documents, enclosed }) => ({
      ...told.mark(step.id, step.at),
      by: told.author(step.by),
      documents: [...documents],
      enclosed: renderEnclosed(enclosed),
    })),
    appeals: one.appeals.map((step) => told.mark(step.id, step.at)),
  };
}

export function renderEnclosed(enclosed: readonly Enclosure[] = []) {
  return enclosed.map(({ document, id, revision = null, hash = null }) => ({ document, id, revision, hash }));
}

type Decided = Extract<StepFacts, { type: 'decideAuthorization' }>;

function renderDecision({ step, decision }: Authorization['decisions'][number], told: Attributions) {
  const facts: Partial<Pick<Decided, 'letterDated' | 'lacks' | 'appealBy' | 'corrects'>> =
    'decision' in step.facts ? (step.facts as Decided) : {};
  const { letterDated = null, lacks = [], appealBy = null, corrects = null } = facts;
  const said = { letterDated, lacks: [...lacks], appealBy, corrects };
  return { ...told.mark(step.id, step.at), by: told.author(step.by), decision, ...said };
}

/** The words of a service stand with the service itself. */
function unworded(told: Attributions, step: { id: string; at: number }) {
  const { stepId, at } = told.mark(step.id, step.at);
  return { stepId, at };
}

function daysUntil(last: string, today: string): number {
  return (parseLocalDate(last) ?? 0) - (parseLocalDate(today) ?? 0);
}

/** As many days as the policy's ladder warns before the last day (AU-1). */
function warnedBefore({ profile }: Policy): number {
  const days = (profile.ladders['renewal'] ?? []).map(({ when }) =>
    'beforeDue' in when && 'days' in when.beforeDue ? when.beforeDue.days : 0,
  );
  return Math.max(0, ...days);
}
