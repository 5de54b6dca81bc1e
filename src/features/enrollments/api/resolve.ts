import type { Resolve } from '../../../kit/http/command-spec.ts';
import { scopeOf } from '../../../kit/http/context.ts';
import { refuse } from '../../../kit/http/reply.ts';

/** The policy that the hashes of a body name. */
export const namedPolicy: Resolve = {
  problems: ['unknown-policy'],
  async look({ body, pointer }, { policies }) {
    const policy = await policies.policy(String(body['profile']), String(body['calendar']));
    if (policy) return { policy, profile: undefined, calendar: undefined };
    const errors = ['profile', 'calendar'].map((name) => ({
      pointer: `${pointer}/${name}`,
      detail: 'must name a known document',
    }));
    return refuse('unknown-policy', { errors });
  },
};

export const namedCoordinator: Resolve = {
  problems: ['unknown-staff'],
  async look({ body, pointer, caller }, { reads }) {
    if (await reads.isActiveCoordinator(caller.agencyId, String(body['coordinatorId']))) return {};
    const detail = 'must be an active coordinator of your agency';
    return refuse('unknown-staff', { errors: [{ pointer: `${pointer}/coordinatorId`, detail }] });
  },
};

/**
 * RF-3: what a client has taken back is never in force again, also where the taking back was entered in error. Asked here and
 * not when the step is judged: what was voided before this rule folds and replays as it did.
 */
export const noRevocation: Resolve = {
  problems: ['step-not-voidable'],
  async look({ body, pointer, caller, enrollmentId }, { reads }) {
    const read = await reads.steps(scopeOf(caller), enrollmentId, { details: false });
    const voided = read?.steps.find(({ id }) => id === body['step']);
    if (voided?.facts.type !== 'revokeRelease') return {};
    const detail =
      'A revoked release is not in force again: have the client sign another one, and grant that.';
    return refuse('step-not-voidable', {
      detail,
      errors: [{ pointer: `${pointer}/step`, detail: 'revokes a release' }],
    });
  },
};
