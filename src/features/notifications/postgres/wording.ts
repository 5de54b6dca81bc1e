import type { Calendar } from '../../../engine/calendar/index.ts';
import { CalendarRangeError, formatLocal } from '../../../engine/calendar/index.ts';
import type { Profile } from '../../../engine/policy/profile.ts';
import { rotaTitle } from '../../on-call/notices.ts';
import { type StaffPolicy, staffDutyTitle } from '../../../engine/policy/staff-policy.ts';
import type { Delivery, Directory, Wording } from '../../../kit/delivery/delivery.ts';
import type { Prisma } from '../../../kit/postgres/client.ts';

type Notification = Delivery['notification'];

/** A document of policy by its hash; undefined when the record has none. */
type Documents = (hash: string | null | undefined) => Promise<unknown>;

/** What a message is about, as the record has it at this moment. */
export function createDirectory(prisma: Prisma): Directory {
  const documentOf = keptDocuments(prisma);
  return {
    async wordingFor(notification) {
      const { enrollmentId, aboutReport } = notification;
      if (aboutReport) return { title: aboutReport, due: null, dueLocal: null };
      return enrollmentId === null
        ? wordingOfStaff(prisma, documentOf, notification)
        : wordingOfClient(prisma, documentOf, { ...notification, enrollmentId });
    },
  };
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
    ...dueIn(calendar, due),
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
    ...dueIn(calendar, due),
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

function dueIn(calendar: Calendar | undefined, due: number | null): Pick<Wording, 'due' | 'dueLocal'> {
  if (due === null) return { due: null, dueLocal: null };
  try {
    if (calendar) {
      const dueLocal = formatLocal(calendar, due);
      return { due: `${dueLocal} (${calendar.timeZone})`, dueLocal };
    }
  } catch (error) {
    // A calendar adopted since then need not reach back to it.
    if (!(error instanceof CalendarRangeError)) throw error;
  }
  return { due: `${new Date(due).toISOString().slice(0, 16).replace('T', ' ')} (UTC)`, dueLocal: null };
}
