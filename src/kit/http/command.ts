import type { StepType } from '../../engine/record/steps/index.ts';

/**
 * What people can send; the referral comes as a new enrollment instead, a payment from the fund with its entry, and what a
 * transfer brings with the transfer.
 */
export type CommandType = Exclude<StepType, 'receiveReferral' | 'payFromFund' | 'takeOver' | 'carryDuty'>;

/** A validated body: facts, words and the common fields side by side. */
export type CommandBody = Record<string, unknown> & {
  occurredAt?: number | undefined;
  amendment?: boolean | undefined;
};
