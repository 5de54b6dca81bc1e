import type { Logger } from 'pino';
import { keepAssignmentRounds } from '../features/assignment/activities/schedules.ts';
import type { createScanner } from '../features/attachments/activities/scanner.ts';
import { startScanning } from '../features/attachments/activities/scanning.ts';
import { giveUpUnfinished, resealKeys } from '../features/attachments/postgres/upkeep.ts';
import {
  clearObjects,
  createPartStore,
  type FileStore,
} from '../features/attachments/postgres/part-store.ts';
import type { ScanStore } from '../features/attachments/postgres/ports.ts';
import { agenciesThatLetAssign } from '../features/assignment/postgres/notices.ts';
import { keepMonthlyReports } from '../features/numbers/activities/schedules.ts';
import { agencyZones } from '../features/numbers/postgres/reads.ts';
import { startPendingDelivery } from '../features/pending-steps/activities/delivery.ts';
import type { PendingStore } from '../features/pending-steps/postgres/store.ts';
import { startReassignmentSweep } from '../features/reassignment/activities/sweep.ts';
import type { MoveRecord } from '../features/reassignment/postgres/ports.ts';
import { keepPeopleRounds } from '../features/staff/activities/schedules.ts';
import { heldAgencies } from '../features/staff/postgres/round.ts';
import { startTransfers } from '../features/transfer/activities/sweep.ts';
import type { TransferWork } from '../features/transfer/postgres/ports.ts';
import type { FileSeal } from '../kit/file-seal.ts';
import type { Policies } from '../kit/policies.ts';
import { type Poller, startPoller } from '../kit/poller.ts';
import { putAwayChanges } from '../kit/postgres/changes.ts';
import type { Prisma } from '../kit/postgres/client.ts';
import type { RecordReader } from '../kit/postgres/record-reader.ts';
import { startSweep } from '../kit/temporal/sweep.ts';
import type { TemporalGateway } from '../kit/temporal/temporal-gateway.ts';

const putAwayMs = 600_000;
const filesMs = 600_000;

export type PollersDeps = {
  gateway: TemporalGateway;
  prisma: Prisma;
  record: RecordReader;
  moves: MoveRecord;
  work: TransferWork;
  pendingSteps: PendingStore;
  policies: Policies;
  /** Looks at files before anybody opens them; null: none does. */
  files: { store: ScanStore; scan: ReturnType<typeof createScanner> } | null;
  fileSeal: FileSeal;
  fileStore: FileStore;
  log: Logger;
};

/** All that the worker looks after by itself, beside what Temporal asks it for; in the order in which they are stopped. */
export function startPollers(deps: PollersDeps): Poller[] {
  const { gateway, prisma, record, moves, work, pendingSteps, policies, files, fileSeal, fileStore, log } =
    deps;
  return [
    startPendingDelivery({
      ...{ store: pendingSteps, policies, record, log },
      gateway: { ...gateway.as('delivery'), away: () => gateway.away() },
    }),
    keepMonthlyReports({ gateway, agencies: () => agencyZones(prisma), log }),
    keepAssignmentRounds({ gateway, agencies: () => agenciesThatLetAssign(prisma), log }),
    keepPeopleRounds({ gateway, agencies: () => heldAgencies(prisma), log }),
    startReassignmentSweep({ gateway, moves, log }),
    startTransfers({ gateway, work, log }),
    startSweep({ gateway, record, log }),
    ...(files ? [startScanning({ ...files, log })] : []),
    startPoller({
      async poll(stopped) {
        await giveUpUnfinished(prisma, Date.now());
        await resealKeys(prisma, fileSeal, stopped);
      },
      pauseMs: () => filesMs,
      log,
      putOff: 'files were not looked after',
    }),
    startPoller({
      async poll(stopped) {
        await createPartStore(prisma, fileStore).bring(stopped);
        await clearObjects(prisma, fileStore, Date.now(), stopped);
      },
      pauseMs: () => filesMs,
      log,
      putOff: 'files were not brought to where they are kept',
    }),
    startPoller({
      poll: () => putAwayChanges(prisma),
      pauseMs: () => putAwayMs,
      log,
      putOff: 'changes that were told long ago were not put away',
    }),
  ];
}
