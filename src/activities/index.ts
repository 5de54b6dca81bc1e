import type { NotificationActivities } from '../contracts/notifications.ts';
import type { RecordActivities } from '../contracts/record.ts';
import type { AssignmentActivities } from '../features/assignment/activities/contract.ts';
import type { ReportActivities } from '../features/numbers/activities/contract.ts';
import type { MoveActivities } from '../features/reassignment/activities/contract.ts';
import type { PeopleActivities } from '../features/staff/activities/contract.ts';
import type { TransferActivities } from '../features/transfer/activities/contract.ts';

/**
 * The activity groups that the worker registers, by the feature that has them. A workflow asks for activities by the types
 * of a group: one that is missing here would be asked for in vain, so that the compiler asks for it first.
 */
export type ActivityGroups = {
  enrollments: RecordActivities;
  staff: PeopleActivities;
  assignment: AssignmentActivities;
  numbers: ReportActivities;
  reassignment: MoveActivities;
  transfer: TransferActivities;
  notifications: NotificationActivities;
};
