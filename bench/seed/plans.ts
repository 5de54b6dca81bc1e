import { v5 as uuidV5 } from 'uuid';
import { samplePlan } from '../../prisma/seed/index.ts';
import type { Prisma } from '../../src/adapters/postgres/client.ts';
import { toJson } from '../../src/adapters/postgres/event-rows.ts';
import { contentHash } from '../../src/contracts/content-hash.ts';
import { planKind } from '../../src/domain/sccp/kind.ts';
import { type Plan, signedPart } from '../../src/domain/sccp/plan.ts';

const versions = ['preliminary', 'full'] as const;

/** Of the plan that `seedPlans` gives an enrollment. */
export function planIdOf(enrollmentId: string, version: (typeof versions)[number]): string {
  return uuidV5(`plan/${version}`, enrollmentId);
}

/** Complete plans for steps to stand on: what they cost to write is no part of a step. */
export async function seedPlans(prisma: Prisma, agencyId: string, ids: readonly string[]): Promise<void> {
  const by = { staffId: agencyId, role: 'coordinator', agencyId };
  const at = new Date();
  const kept = versions.map((version) => {
    const { sections } = samplePlan(version, '2099-01-01');
    const plan: Plan = { version, reason: null, from: null, sections, signatures: [] };
    return { version, content: toJson(plan), hash: contentHash(signedPart(plan)) };
  });
  await prisma.document.createMany({
    data: ids.flatMap((enrollmentId) =>
      kept.map(({ version, content, hash }) => ({
        ...{ id: planIdOf(enrollmentId, version), agencyId, enrollmentId, kind: planKind.kind },
        ...{ revision: 1, state: 'complete', content, hash },
        ...{ createdAt: at, createdBy: by, updatedAt: at, updatedBy: by },
      })),
    ),
  });
}
