/** Every workflow the worker knows; the bundle is made from this file. */
export { enrollment } from './enrollment.ts';
export { assignmentRound } from './assignment-round.ts';
export { crisis } from './crisis.ts';
export { reassignment } from './reassignment.ts';
export { peopleRound } from './people-round.ts';
export { monthlyReport } from './monthly-report.ts';
export { transfer } from './transfer.ts';
export { notifications } from './notifications.ts';
export { unknown as default } from './admission.ts';
