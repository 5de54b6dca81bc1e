import type { Prisma } from '../../src/kit/postgres/client.ts';
import { toJson } from '../../src/kit/postgres/event-rows.ts';
import { contentHash } from '../../src/kit/content-hash.ts';
import { countyStaffPolicy } from '../../src/pathway/profiles/county-staff.ts';
import type { FileItem, StaffFile } from '../../src/features/staff/file.ts';
import { fitUntil } from '../../src/features/staff/fitness.ts';
import { staffFileKind } from '../../src/features/staff/staff-file.document.ts';
import { countyCalendar } from './policies.ts';

const dayMs = 86_400_000;

/** Some time after these people came and some time before anything of theirs expires. */
const hiredDaysAgo = 400;
const lastsDays = 1_400;

type Crew = {
  agencyId: string;
  staffIds: readonly string[];
  /** Who has verified what is on file. */
  by: string;
  now: number;
  /** Whether the agency is held to the county's staff policy. */
  held?: boolean;
};

/**
 * Complete staff files of coordinators who have been there for a year, as the director has verified them. Where there is
 * any of the files already, nothing is touched: people go on with them.
 */
export async function seedStaffFiles(
  prisma: Prisma,
  { agencyId, staffIds, by, now, held = true }: Crew,
): Promise<void> {
  const at = new Date(now);
  const dayAt = (days: number) => new Date(now + days * dayMs).toISOString().slice(0, 10);
  const content = fileOf({ hiredOn: dayAt(-hiredDaysAgo), until: dayAt(lastsDays), by, now });
  const newest = { revision: 1, state: 'kept', content: toJson(content), hash: contentHash(content) };
  const actor = { staffId: by, role: 'director', agencyId };
  // Before the transaction: to make a calendar takes a while, and no connection may idle in one.
  const { until } = fitUntil('coordinator', content, countyStaffPolicy, countyCalendar());
  const mayTakeUntil = until === null ? null : new Date(until + 1);
  await prisma.$transaction(async (tx) => {
    const { count } = await tx.document.createMany({
      data: staffIds.map((id) => ({
        ...{ id, agencyId, enrollmentId: null, kind: staffFileKind.kind, ...newest },
        ...{ createdAt: at, createdBy: actor, updatedAt: at, updatedBy: actor },
      })),
      skipDuplicates: true,
    });
    if (count < staffIds.length) return;
    await tx.documentRevision.createMany({
      data: staffIds.map((documentId) => ({
        ...{ documentId, ...newest, act: 'record-item', reason: null, actor, occurredAt: at, recordedAt: at },
        ...{ commandId: 'seed', fingerprint: 'seed' },
      })),
    });
    if (!held) return;
    await tx.staff.updateMany({ where: { id: { in: [...staffIds] } }, data: { mayTakeUntil } });
  });
}

function fileOf({
  hiredOn,
  until,
  by,
  now,
}: {
  hiredOn: string;
  until: string;
  by: string;
  now: number;
}): StaffFile {
  const item = (kind: string, states: FileItem['states'], expiresOn: string | null = null): FileItem => ({
    ...{ kind, states, expiresOn, evidence: `personnel folder, ${kind}` },
    ...{ datedOn: hiredOn, verifiedBy: by, verifiedOn: hiredOn, enteredAt: now, withdrawnAt: null },
  });
  return {
    ...{ role: 'coordinator', hiredOn },
    items: [
      item('degree', { degree: 'bs', field: 'social-work' }),
      item('experience', { area: 'case-management' }),
      item('resume', {}),
      item('background-check', { outcome: 'no-bar' }, until),
      item('drivers-licence', { shownBy: 'drivers-abstract' }, until),
      item('auto-insurance', {}, until),
    ],
    notice: { sentOn: hiredOn, verified: [] },
    access: { requestedOn: hiredOn },
    mandates: [],
  };
}
