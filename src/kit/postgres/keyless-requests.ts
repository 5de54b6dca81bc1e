import type { KeylessRequests } from '../http/keyless.ts';
import type { PrismaClient } from './generated/client.ts';
import { guarded } from './guarded.ts';

/** Requests without a key, for as long as the very same may come again: whichever process of the API they come to. */
export function createKeylessRequests(prisma: PrismaClient): KeylessRequests {
  return guarded<KeylessRequests>({
    async nameOf({ staffId, fingerprint, commandId }, now, withinMs) {
      const [at, since] = [new Date(now), new Date(now - withinMs)];
      // Apart from what follows, and past what others hold: two requests at once never wait for one another in a circle.
      await prisma.$executeRaw`
        DELETE FROM keyless_request WHERE (staff_id, fingerprint) IN (
          SELECT staff_id, fingerprint FROM keyless_request
          WHERE staff_id = ${staffId}::uuid AND sent_at <= ${since} FOR UPDATE SKIP LOCKED)`;
      // One statement: of two at once, one is the first.
      const [named] = await prisma.$queryRaw<{ commandId: string; sentAt: Date }[]>`
        INSERT INTO keyless_request AS k (staff_id, fingerprint, command_id, sent_at)
        VALUES (${staffId}::uuid, ${fingerprint}, ${commandId}, ${at})
        ON CONFLICT (staff_id, fingerprint) DO UPDATE SET
          command_id = CASE WHEN k.sent_at <= ${since} THEN excluded.command_id ELSE k.command_id END,
          sent_at = CASE WHEN k.sent_at <= ${since} THEN excluded.sent_at ELSE k.sent_at END,
          answered = k.answered AND k.sent_at > ${since}
        RETURNING command_id AS "commandId", sent_at AS "sentAt"`;
      return { commandId: named?.commandId ?? commandId, sentAt: named?.sentAt.getTime() ?? now };
    },

    async isFirstAnswer({ staffId, fingerprint, commandId }) {
      const [before] = await prisma.$queryRaw<{ answered: boolean }[]>`
        UPDATE keyless_request k SET answered = true
        FROM (SELECT staff_id, fingerprint, answered FROM keyless_request
          WHERE staff_id = ${staffId}::uuid AND fingerprint = ${fingerprint} AND command_id = ${commandId}
          FOR UPDATE) was
        WHERE (k.staff_id, k.fingerprint) = (was.staff_id, was.fingerprint)
        RETURNING was.answered`;
      return before?.answered !== true;
    },
  });
}
