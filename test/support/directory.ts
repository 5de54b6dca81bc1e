import { v5 as uuidV5 } from 'uuid';
import type { Prisma } from '../../src/kit/postgres/client.ts';
import { toJson } from '../../src/kit/postgres/event-rows.ts';
import { contentHash } from '../../src/kit/content-hash.ts';
import { type Provider, providerKind } from '../../src/features/referrals/directory.document.ts';
import { agencyDay } from './agency-days.ts';

/** Of the provider that `seedProvider` lists for an agency. */
export function providerIdOf(agencyId: string): string {
  return uuidV5('provider', agencyId);
}

/** A provider in the agency's directory for referrals to go to. */
export async function seedProvider(prisma: Prisma, agencyId: string): Promise<void> {
  const by = { staffId: agencyId, role: 'supervisor', agencyId };
  const at = new Date();
  const provider: Provider = {
    ...{ name: 'Harbor Rooms', services: ['supportive-housing'], populations: [], languages: ['en'] },
    ...{ internal: false, contact: {}, openings: 2, waitingDays: 7 },
    verifiedOn: agencyDay(),
  };
  await prisma.document.create({
    data: {
      ...{ id: providerIdOf(agencyId), agencyId, enrollmentId: null, kind: providerKind.kind },
      ...{ revision: 1, state: 'listed', content: toJson(provider), hash: contentHash(provider) },
      ...{ createdAt: at, createdBy: by, updatedAt: at, updatedBy: by },
    },
  });
}
