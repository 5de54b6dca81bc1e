import type { ReferralFacts } from '../../domain/referrals/steps.ts';
import type { PermissionsOf } from './roles.ts';

export const referralPermissions = {} as const satisfies PermissionsOf<ReferralFacts>;
