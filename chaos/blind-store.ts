import type { RecordStore } from '../src/features/enrollments/activities.ts';
import type { Prisma } from '../src/kit/postgres/client.ts';
import { toRow } from '../src/kit/postgres/event-rows.ts';
import {
  deliveryColumns,
  enrollmentColumns,
  notificationColumns,
  obligationColumns,
} from '../src/kit/postgres/read-model-rows.ts';
import { createRecordStore } from '../src/features/enrollments/postgres/record-store.ts';
import type { Seal } from '../src/kit/seal.ts';

/**
 * The keys that are the record's version check. The proof of the checker takes them out of the run's own database: the
 * same append done twice is then written twice.
 */
export const withoutVersionCheck = `
  ALTER TABLE event DROP CONSTRAINT event_enrollment_id_prev_seq_fkey;
  ALTER TABLE event DROP CONSTRAINT event_pkey;
  DROP INDEX event_enrollment_id_command_id_index_key;
  ALTER TABLE delivery DROP CONSTRAINT delivery_notification_id_fkey;
  ALTER TABLE delivery DROP CONSTRAINT delivery_pkey;
  ALTER TABLE notification DROP CONSTRAINT notification_pkey;`;

/** A record that believes every worker: appends whatever it is given, whatever is there already. */
export function createBlindStore(prisma: Prisma, seal: Seal): RecordStore {
  const store = createRecordStore({ prisma, seal, log: { warn: () => undefined } });
  return {
    ...store,
    async append({ enrollmentId, agencyId, clientId, events, fingerprint, summary, ...rest }) {
      const columns = enrollmentColumns(
        clientId,
        summary,
        Math.max(...events.map((event) => event.recordedAt)),
      );
      const replaced = [...rest.removedObligations, ...rest.obligations.map(({ key }) => key)];
      await prisma.$transaction([
        prisma.event.createMany({
          data: events.map((event) => toRow({ enrollmentId, agencyId, fingerprint }, event, seal)),
        }),
        prisma.enrollment.upsert({
          where: { id: enrollmentId },
          create: { id: enrollmentId, agencyId, clientId, ...columns },
          update: columns,
        }),
        prisma.obligation.deleteMany({ where: { enrollmentId, key: { in: replaced } } }),
        prisma.obligation.createMany({
          data: rest.obligations.map((row) => obligationColumns(enrollmentId, agencyId, row)),
        }),
        prisma.notification.createMany({
          data: rest.notifications.map((draft) => notificationColumns(enrollmentId, agencyId, draft)),
        }),
        prisma.delivery.createMany({ data: rest.notifications.flatMap(deliveryColumns) }),
      ]);
      return { status: 'recorded' };
    },
  };
}
