import type { ReferralFacts } from '../../../domain/referrals/steps.ts';
import type { SpecsOf } from './spec.ts';

export const referralSpecs = {} satisfies SpecsOf<ReferralFacts>;
