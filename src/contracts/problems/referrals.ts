import type { ReferralRefusal } from '../../domain/referrals/refusals.ts';
import type { Problem } from './problem.ts';

export const referralProblems = {} satisfies Record<ReferralRefusal, Problem>;
