import type { Resolve } from '../../../kit/http/command-spec.ts';
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
