import {
  type Acting,
  atOnce,
  cannotAct,
  type CannotAct,
  type CannotActCode,
  cannotActCodes,
} from '../can-act.ts';
import type { Caller } from '../../../kit/reads.ts';
import type { ProblemCode } from '../../../kit/http/problem.ts';
import type { RouteContext } from '../../../kit/http/context.ts';
import { type Refusal, refuse } from '../../../kit/http/reply.ts';
import type { StaffRole } from '../../../engine/policy/terms.ts';

/** With what every request is refused that names somebody who is to do something, and cannot. */
export const cannotActProblems: readonly CannotActCode[] = Object.values(cannotActCodes);

/** Why somebody cannot act then in whatever role they have; undefined: nobody of that id works there. */
export function whyNotAt(person: Acting | undefined, at: number): CannotAct | null {
  return person ? cannotAct({ ...person, works: true }, atOnce(at)) : 'gone';
}

/** Why somebody of the caller's agency cannot act now in one of these roles; null: they can. */
export async function whyNotNow(
  { reads, clock }: Pick<RouteContext, 'reads' | 'clock'>,
  { agencyId }: Caller,
  staffId: string,
  roles: readonly StaffRole[],
): Promise<CannotAct | null> {
  const now = clock.now();
  const [person] = await reads.acting(agencyId, [staffId], now);
  return person && !roles.includes(person.role) ? 'gone' : whyNotAt(person, now);
}

/** The refusal of who was named, where the request names them. */
export function cannotBeNamed(code: ProblemCode, pointers: readonly string[]): Refusal {
  return refuse(code, { errors: pointers.map((pointer) => ({ pointer, detail: 'cannot be used' })) });
}
