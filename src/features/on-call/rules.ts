import type { StaffPolicy } from '../../engine/policy/staff-policy.ts';
import type { Rung } from '../../engine/policy/profile.ts';

const source = 'Agency default, after 001 B.2, B.4 (24-hour crisis access)';
/** 08:00 of the local day. */
const morning = 480;

const told = (
  id: string,
  type: 'warning' | 'escalation',
  to: Rung['to'],
  days: number,
  deliver: Rung['deliver'],
): Rung => ({ id, type, to, when: { beforeDue: { days, at: morning } }, deliver, source, basis: 'agency' });

/** Two weeks ahead there is time to ask around; three days ahead it cannot wait for the next morning. */
export const gapLadder: Rung[] = [
  told('ahead', 'warning', 'supervisor', 14, 'next-morning'),
  told('near', 'warning', 'supervisor', 3, 'at-once'),
  told('near-director', 'escalation', 'director', 3, 'at-once'),
];

/** Somebody answers at any hour: a gap in the rota is found before anybody needs who is missing (CR-1). */
export const onCall: NonNullable<StaffPolicy['onCall']> = {
  ...{ kind: 'on-call.gap', duty: 'CR-1', title: 'Fill a gap in the on-call rota', ladder: 'on-call' },
  ...{ source, basis: 'agency' },
  aheadDays: { value: 28, source, basis: 'agency' },
};
