import type { Instant } from '../../engine/calendar/index.ts';
import { effectiveSteps } from '../../engine/obligations/fold.ts';
import type { Policy } from '../../engine/policy/profile.ts';
import { authorizationLines } from './agenda-authorizations.ts';
import { eventLines, pointLines, quietLines, unreviewedLines } from './agenda-clients.ts';
import { workLines } from './agenda-work.ts';
import type { Agenda, AgendaInput } from './agenda.ts';
import type { AgendaTerms } from '../../engine/policy/supervision-terms.ts';

/**
 * SU-1, AC-5, CO-3: what a coordinator and their supervisor should look at, section by section, the most pressing first;
 * each line says why it is there. Steps and reviews after `asOf` are as if they had never been.
 */
export function agendaOf(input: AgendaInput, terms: AgendaTerms, policy: Policy, asOf: Instant): Agenda {
  const reviews = input.reviews.filter(({ heldAt }) => heldAt <= asOf);
  const lastReviewAt = reviews.length === 0 ? null : Math.max(...reviews.map(({ heldAt }) => heldAt));
  const clients = input.clients.map((client) => ({ ...client, steps: effectiveSteps(client.steps, asOf) }));
  const view = { clients, reviews, lastReviewAt, terms, policy, asOf };
  return {
    ...{ asOf, lastReviewAt, caseload: clients.map(({ enrollmentId }) => enrollmentId) },
    lines: [
      ...workLines(view),
      ...eventLines(view),
      ...quietLines(view),
      ...authorizationLines(view),
      ...unreviewedLines(view),
      ...pointLines(view),
    ],
  };
}
