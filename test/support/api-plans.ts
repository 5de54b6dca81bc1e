import type { Login } from '../../prisma/seed/index.ts';
import type { PlanSections, PlanVersion } from '../../src/features/plans/plan.ts';
import type { ApiRig } from './api-rig.ts';
import { everybodySigns, wholeSections } from './plans.ts';

type Begin = {
  version: PlanVersion;
  sections?: Partial<PlanSections>;
  from?: string;
  reason?: string;
  signatures?: typeof everybodySigns;
};

/** Begins a plan over HTTP and answers its id. */
export async function beginPlan(
  rig: ApiRig,
  enrollmentId: string,
  begin: Begin,
  login: Login = 'coordinator',
) {
  const reply = await rig.post(login, `/enrollments/${enrollmentId}/plans`, begin).expect(201);
  return (reply.body as { documentId: string }).documentId;
}

/** A plan that lacks nothing and is signed, still a draft. */
export async function signedPlan(
  rig: ApiRig,
  enrollmentId: string,
  begin: Begin,
  login: Login = 'coordinator',
): Promise<string> {
  const sections = begin.from === undefined ? wholeSections() : {};
  const whole = { ...begin, sections: { ...sections, ...begin.sections }, signatures: everybodySigns };
  return beginPlan(rig, enrollmentId, whole, login);
}
