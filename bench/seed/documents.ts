import { v5 as uuidV5 } from 'uuid';
import { samplePlan, sampleRoster } from '../../prisma/seed/index.ts';
import type { Prisma } from '../../src/kit/postgres/client.ts';
import { toJson } from '../../src/kit/postgres/event-rows.ts';
import { singleDocumentId } from '../../src/kit/document-ids.ts';
import { contentHash } from '../../src/kit/content-hash.ts';
import { contactInformationKind } from '../../src/features/team/contact-information.document.ts';
import { rosterKind } from '../../src/features/team/roster.document.ts';
import type { AttachmentKind } from '../../src/features/attachments/attachment.ts';
import { planKind } from '../../src/features/plans/plan.document.ts';
import { type Plan, type PlanVersion, signedPart } from '../../src/features/plans/plan.ts';

const versions = ['preliminary', 'full', 'amended', 'transition'] as const satisfies readonly PlanVersion[];

/** Of the plan that `seedDocuments` gives an enrollment. */
export function planIdOf(enrollmentId: string, version: PlanVersion): string {
  return uuidV5(`plan/${version}`, enrollmentId);
}

/** Files that `seedDocuments` gives an enrollment, for requests to enclose. */
const files = ['placement-criteria', 'acuity-scoring'] as const satisfies readonly AttachmentKind[];

export function fileIdOf(enrollmentId: string, what: AttachmentKind): string {
  return uuidV5(`file/${what}`, enrollmentId);
}

/** Complete plans, a roster, contact information and files for steps to stand on: what they cost to write is no part of a step. */
export async function seedDocuments(prisma: Prisma, agencyId: string, ids: readonly string[]): Promise<void> {
  const by = { staffId: agencyId, role: 'coordinator', agencyId };
  const at = new Date();
  const kept = versions.map((version) => {
    const { sections } = samplePlan(version, '2099-01-01');
    const plan: Plan = { version, reason: null, from: null, sections, signatures: [] };
    return { version, content: toJson(plan), hash: contentHash(signedPart(plan)) };
  });
  await prisma.document.createMany({
    data: ids.flatMap((enrollmentId) => {
      const owner = { agencyId, enrollmentId, revision: 1 };
      const written = { createdAt: at, createdBy: by, updatedAt: at, updatedBy: by };
      const { kind } = rosterKind;
      const roster = toJson(sampleRoster(enrollmentId));
      const rosterId = singleDocumentId({ agencyId, enrollmentId, kind });
      const { kind: reached } = contactInformationKind;
      const ways = toJson({ ways: [{ kind: 'place', value: 'The library.', mayLeaveMessage: false }] });
      const waysId = singleDocumentId({ agencyId, enrollmentId, kind: reached });
      return [
        { id: rosterId, kind, ...owner, state: 'current', content: roster, hash: 'roster', ...written },
        { id: waysId, kind: reached, ...owner, state: 'current', content: ways, hash: 'ways', ...written },
        ...kept.map(({ version, content, hash }) => ({
          ...{ id: planIdOf(enrollmentId, version), kind: planKind.kind, ...owner },
          ...{ state: 'complete', content, hash, ...written },
        })),
      ];
    }),
  });
  // Nobody opens them: they have no bytes.
  await prisma.attachment.createMany({
    data: ids.flatMap((enrollmentId) =>
      files.map((what) => ({
        ...{ id: fileIdOf(enrollmentId, what), agencyId, enrollmentId, what, fileName: `${what}.pdf` },
        ...{ bytes: 1, commandId: `file/${what}`, fingerprint: '', actor: by, begunAt: at, keptAt: at },
        ...{ keyId: 'bench', sealedKey: new Uint8Array(), mediaType: 'application/pdf', sha256: what },
      })),
    ),
  });
}
