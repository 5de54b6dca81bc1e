import type { Resolve } from '../../../kit/http/command-spec.ts';
import { scopeOf } from '../../../kit/http/context.ts';
import { refuse } from '../../../kit/http/reply.ts';
import { cannotActProblems, cannotBeNamed, whyNotNow } from '../../staff/api/to-act.ts';
import { cannotActCodes } from '../../staff/can-act.ts';

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

/**
 * Who is named can act. In an emergency that nobody has, whoever a supervisor reaches takes it: that they cannot sign in yet is
 * no reason to leave the client with nobody (IN-8). ST-2 holds then as well: of file and absence the database says so again.
 */
export const namedCoordinator: Resolve = {
  problems: cannotActProblems,
  async look({ body, pointer, caller, enrollmentId }, context) {
    const why = await whyNotNow(context, caller, String(body['coordinatorId']), ['coordinator']);
    if (why === null) return {};
    if (why === 'no-access') {
      const client = await context.reads.assignable(caller.agencyId, enrollmentId, null);
      if (client?.emergency && client.coordinatorId === null) return {};
    }
    return cannotBeNamed(cannotActCodes[why], [`${pointer}/coordinatorId`]);
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
