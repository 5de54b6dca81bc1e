import type { Calendar } from '../../../engine/calendar/index.ts';
import { CalendarRangeError, formatLocal } from '../../../engine/calendar/index.ts';
import type { Audience, Profile } from '../../../engine/policy/profile.ts';
import { rotaTitle } from '../../on-call/notices.ts';
import { type StaffPolicy, staffDutyTitle } from '../../../engine/policy/staff-policy.ts';
import type { Delivery, Wording } from '../../../kit/delivery/delivery.ts';
import type { Directory } from '../../../kit/delivery/smtp.ts';
import type { Prisma } from '../../../kit/postgres/client.ts';
import type { Prisma as Generated } from '../../../kit/postgres/generated/client.ts';

type Notification = Delivery['notification'];

/** A document of policy by its hash; undefined when the record has none. */
type Documents = (hash: string | null | undefined) => Promise<unknown>;

/** Who reads a message and what it is about, as the record has it at this moment. */
export function createDirectory(prisma: Prisma): Directory {
  const documentOf = keptDocuments(prisma);
  return {
    addressesFor: (notification) => addressesFor(prisma, notification),
    async wordingFor(notification) {
      const { enrollmentId, aboutReport } = notification;
      if (aboutReport) return { title: aboutReport, due: null };
      return enrollmentId === null
        ? wordingOfStaff(prisma, documentOf, notification)
        : wordingOfClient(prisma, documentOf, { ...notification, enrollmentId });
    },
  };
}

async function addressesFor(prisma: Prisma, notification: Notification): Promise<string[]> {
  for (const where of await choices(prisma, notification)) {
    const found = await prisma.staff.findMany({
      where: { ...where, agencyId: notification.agencyId, active: true },
      select: { email: true },
      orderBy: { email: 'asc' },
    });
    if (found.length > 0) return [...new Set(found.map(({ email }) => email))];
  }
  return [];
}

/** In order: the first that finds somebody is taken. */
async function choices(
  prisma: Prisma,
  { audience, staffId, enrollmentId, raisedAt }: Notification,
): Promise<Generated.StaffWhereInput[]> {
  const person = staffId === null ? [] : [await withCover(prisma, staffId, raisedAt)];
  switch (audience as Audience | 'author') {
    case 'author':
      // Who has left cannot mend it; somebody has to.
      return [...person, { role: 'supervisor' }];
    case 'coordinator': {
      const coordinatorId = enrollmentId === null ? null : await coordinatorOf(prisma, enrollmentId);
      // What a discharge left to do stays with who had the client; should they have left, somebody has to see to it.
      return coordinatorId ? [...person, { id: coordinatorId }, { role: 'supervisor' }] : person;
    }
    case 'on-call':
      // Who is on shift is named by the page. IN-8: nobody on call, the supervisor is paged, then the director.
      return [...person, { onCall: true }, { role: 'supervisor' }, { role: 'director' }];
    case 'supervisor':
    case 'director':
      return [...person, { role: audience }];
    case 'quality-office':
      // Where nobody has the role, the payer, whose office it is.
      return [...person, { role: 'quality' }, { role: 'payer' }];
    case 'payer':
      return [...person, { role: 'payer' }];
    case 'privacy-officer':
      return [...person, { role: 'privacy-officer' }, { role: 'director' }];
  }
}

/** Who was away when it was raised reads it, and who covered for them as well. */
async function withCover(
  prisma: Prisma,
  staffId: string,
  raisedAt: number,
): Promise<Generated.StaffWhereInput> {
  const at = new Date(raisedAt);
  const away = await prisma.absence.findFirst({
    where: { staffId, fromAt: { lte: at }, OR: [{ untilAt: null }, { untilAt: { gt: at } }] },
    select: { coverId: true },
  });
  return { id: { in: away ? [staffId, away.coverId] : [staffId] } };
}

async function coordinatorOf(prisma: Prisma, enrollmentId: string): Promise<string | null> {
  const select = { coordinatorId: true } as const;
  const enrollment = await prisma.enrollment.findUnique({ where: { id: enrollmentId }, select });
  return enrollment?.coordinatorId ?? null;
}

async function wordingOfClient(
  prisma: Prisma,
  documentOf: Documents,
  { enrollmentId, agencyId, obligation, duty, due }: Notification & { enrollmentId: string },
): Promise<Wording> {
  const select = { profileHash: true, calendarHash: true } as const;
  const policy =
    (await prisma.enrollment.findUnique({ where: { id: enrollmentId }, select })) ??
    // A referral that waits for Temporal has no enrollment yet; it will have its agency's policy.
    (await prisma.agency.findUnique({ where: { id: agencyId }, select }));
  const profile = (await documentOf(policy?.profileHash)) as Profile | undefined;
  const calendar = (await documentOf(policy?.calendarHash)) as Calendar | undefined;
  const title = profile?.rules.find(({ kind }) => kind === obligation)?.title ?? null;
  return {
    title: title ?? (duty === null ? obligation : null),
    due: due === null ? null : localTime(calendar, due),
  };
}

async function wordingOfStaff(
  prisma: Prisma,
  documentOf: Documents,
  { agencyId, obligation, duty, due }: Notification,
): Promise<Wording> {
  const agency = await prisma.agency.findUnique({
    where: { id: agencyId },
    select: { staffPolicyHash: true, calendarHash: true },
  });
  const policy = (await documentOf(agency?.staffPolicyHash)) as StaffPolicy | undefined;
  const calendar = (await documentOf(agency?.calendarHash)) as Calendar | undefined;
  const title = (policy ? staffDutyTitle(policy, obligation) : null) ?? rotaTitle(obligation);
  return {
    title: title ?? (duty === null ? obligation : null),
    due: due === null ? null : localTime(calendar, due),
  };
}

/** Documents never change, so one that was found is kept. */
function keptDocuments(prisma: Prisma): Documents {
  const documents = new Map<string, unknown>();
  return async (hash) => {
    if (typeof hash !== 'string') return undefined;
    const known = documents.get(hash);
    if (known !== undefined) return known;
    const row = await prisma.policyDocument.findUnique({ where: { hash }, select: { content: true } });
    if (row) documents.set(hash, row.content);
    return row?.content;
  };
}

function localTime(calendar: Calendar | undefined, due: number): string {
  try {
    if (calendar) return `${formatLocal(calendar, due)} (${calendar.timeZone})`;
  } catch (error) {
    // A calendar adopted since then need not reach back to it.
    if (!(error instanceof CalendarRangeError)) throw error;
  }
  return `${new Date(due).toISOString().slice(0, 16).replace('T', ' ')} (UTC)`;
}
