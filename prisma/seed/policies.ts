import type { Prisma } from '../../src/kit/postgres/client.ts';
import { toJson } from '../../src/kit/postgres/event-rows.ts';
import { makeCalendar } from '../../src/calendars/make-calendar.ts';
import { contentHash } from '../../src/kit/content-hash.ts';
import type { Calendar } from '../../src/engine/calendar/index.ts';
import { agencyAcuityIndex } from '../../src/features/acuity/instruments/agency-default.ts';
import { countyStaffPolicy } from '../../src/pathway/profiles/county-staff.ts';
import { countyProfile } from '../../src/pathway/profiles/county.ts';
import { recoveryCoachProfile } from '../../src/pathway/profiles/recovery-coach.ts';

export type SeededPolicies = {
  countyProfile: string;
  recoveryCoachProfile: string;
  calendar: string;
  staffPolicy: string;
};

/** Stores the two profiles, the staff policy, the form of the Acuity Index and the county's calendar; answers their hashes. A second time changes nothing. */
export async function seedPolicies(prisma: Prisma): Promise<SeededPolicies> {
  const calendar = countyCalendar();
  const documents = [
    { kind: 'profile', name: countyProfile.title, content: countyProfile },
    { kind: 'profile', name: recoveryCoachProfile.title, content: recoveryCoachProfile },
    { kind: 'staff-policy', name: countyStaffPolicy.title, content: countyStaffPolicy },
    { kind: 'acuity-instrument', name: agencyAcuityIndex.title, content: agencyAcuityIndex },
    { kind: 'calendar', name: `${calendar.timeZone}, federal holidays`, content: calendar },
  ].map((document) => ({
    ...document,
    hash: contentHash(document.content),
    content: toJson(document.content),
  }));
  await prisma.policyDocument.createMany({ data: documents, skipDuplicates: true });
  return {
    countyProfile: contentHash(countyProfile),
    recoveryCoachProfile: contentHash(recoveryCoachProfile),
    calendar: contentHash(calendar),
    staffPolicy: contentHash(countyStaffPolicy),
  };
}

/** The county's calendar: its zone, the federal holidays. Made once, which takes a quarter of a second. */
export function countyCalendar(): Calendar {
  if (known) return known;
  const made = makeCalendar({ id: 'county', version: 1, timeZone: 'America/Chicago', closures: [] });
  if (!made.ok) throw new Error(`the county calendar cannot be made: ${made.problem.code}`);
  return (known = made.calendar);
}
let known: Calendar | undefined;
