import type { Rung } from './profile.ts';

const escalation = 'Agency default, duties ledger "Escalation"';
const paging = 'Agency default, duties ledger "Pages and mail"; IN-8 for the order of the chain';

/** Warn one business day before; supervisor when due passes, director 2 business days later, quality office 5. */
export const standardLadder: Rung[] = [
  rung(
    'warn',
    'warning',
    'coordinator',
    { beforeDue: { businessDays: 1, at: 480 } },
    'next-morning',
    escalation,
  ),
  rung(
    'supervisor',
    'escalation',
    'supervisor',
    { afterDue: { businessDays: 0 } },
    'next-morning',
    escalation,
  ),
  rung('director', 'escalation', 'director', { afterDue: { businessDays: 2 } }, 'next-morning', escalation),
  rung(
    'quality-office',
    'escalation',
    'quality-office',
    { afterDue: { businessDays: 5 } },
    'next-morning',
    escalation,
  ),
];

/** Before there is a coordinator, the one to warn is the supervisor, who has to assign. */
export const assignmentLadder = warned({ to: 'supervisor' });

/** The payer owes this one: it is warned, and our own supervisor and director chase it. */
export const payerLadder = warned({ to: 'payer' });

/** Warned of two weeks before, as long as a request takes (AU-1). */
export const renewalLadder = warned({
  when: { beforeDue: { days: 14, at: 480 } },
  source: 'Agency default, duties ledger AU-1',
});

/** The privacy officer settles it, and has been told at once. */
export const privacyLadder = warned({ to: 'privacy-officer' });

/** Warned of two weeks before, and its supervisor when it has run out: where nobody needs it, it is ended before (RF-3). */
export const releaseLadder = warned({
  when: { beforeDue: { days: 14, at: 480 } },
  source: 'Agency default, duties ledger RF-3',
}).filter(({ id }) => ['warn', 'supervisor'].includes(id));

/** Minutes count from the opening, at any hour. */
export const emergencyLadder: Rung[] = [
  rung('warn', 'warning', 'coordinator', { afterOpened: { minutes: 15 } }, 'at-once', escalation),
  rung('supervisor', 'escalation', 'supervisor', { afterOpened: { minutes: 20 } }, 'at-once', escalation),
  rung('director', 'escalation', 'director', { afterOpened: { minutes: 30 } }, 'at-once', escalation),
  rung(
    'quality-office',
    'escalation',
    'quality-office',
    { afterOpened: { minutes: 60 } },
    'at-once',
    escalation,
  ),
];

/** The on-call chain is paged until somebody answers: the next one each ten minutes. */
export const pagedEmergencyLadder: Rung[] = [
  rung('page-1', 'page', 'on-call', { afterOpened: { minutes: 0 } }, 'at-once', paging),
  rung('page-2', 'page', 'supervisor', { afterOpened: { minutes: 10 } }, 'at-once', paging),
  rung('page-3', 'page', 'director', { afterOpened: { minutes: 20 } }, 'at-once', paging),
  ...emergencyLadder,
];

/** The standard one, with another warning. */
function warned(change: Partial<Pick<Rung, 'to' | 'when' | 'source'>>): Rung[] {
  return standardLadder.map((step) => (step.id === 'warn' ? { ...step, ...change } : step));
}

function rung(
  id: string,
  type: Rung['type'],
  to: Rung['to'],
  when: Rung['when'],
  deliver: Rung['deliver'],
  source: string,
): Rung {
  return { id, type, to, when, deliver, source, basis: 'agency' };
}
