import type { PolicyName } from '../../contracts/pending-steps.ts';
import type { Calendar } from '../../domain/calendar/index.ts';
import type { Policy, Profile } from '../../domain/policy/profile.ts';
import type { Prisma } from './client.ts';

/** Policies by their hashes; one that was read is kept, since it never changes. Throws where the record lacks one. */
export function createPolicyReader(prisma: Prisma): (name: PolicyName) => Promise<Policy> {
  const documents = new Map<string, unknown>();

  async function contentOf(hash: string, kind: 'profile' | 'calendar'): Promise<unknown> {
    const known = documents.get(hash);
    if (known !== undefined) return known;
    const row = await prisma.policyDocument.findUnique({
      where: { hash },
      select: { kind: true, content: true },
    });
    if (row?.kind !== kind) throw new Error(`the record lacks ${kind} ${hash}`);
    documents.set(hash, row.content);
    return row.content;
  }

  return async ({ profileHash, calendarHash }) => ({
    profile: (await contentOf(profileHash, 'profile')) as Profile,
    profileHash,
    calendar: (await contentOf(calendarHash, 'calendar')) as Calendar,
    calendarHash,
  });
}
