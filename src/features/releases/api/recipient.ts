import type { Resolve, Submitted } from '../../../kit/http/command-spec.ts';
import type { RouteContext } from '../../../kit/http/context.ts';
import { isRefusal, refuse } from '../../../kit/http/reply.ts';
import { servedUnder } from './relied-on.ts';
import { namedRecipient } from '../../referrals/api/named-provider.ts';
import { membersOf } from '../../team/api/named-roster.ts';

/**
 * RF-3: what a release names by an id is what its kind says: a provider of the directory, somebody of this client's roster, or
 * another agency. The payer is one alone, and whoever is named in words has none.
 */
const fittingRecipient: Resolve = {
  problems: [...namedRecipient.problems, 'unknown-member', 'unknown-agency'],
  async look(submitted, context) {
    const { recipient, recipientKind } = submitted.body;
    if (recipient === undefined || recipientKind === 'payer') return {};
    if (recipientKind === 'provider') return namedRecipient.look(submitted, context);
    return recipientKind === 'agency'
      ? otherAgency(submitted, context)
      : someoneOfTheRoster(submitted, context);
  },
};

/** And, where it takes another's place, who serves the client under that. */
export const fittingRelease: Resolve = {
  problems: fittingRecipient.problems,
  async look(submitted, context) {
    const refusal = await fittingRecipient.look(submitted, context);
    return isRefusal(refusal) || submitted.body['renews'] === undefined
      ? refusal
      : servedUnder.look(submitted, context);
  },
};

async function otherAgency({ body, pointer, caller }: Submitted, { transfers }: RouteContext) {
  const others = await transfers.agencies(caller.agencyId);
  if (others.some(({ id }) => id === body['recipient'])) return {};
  const errors = [{ pointer: `${pointer}/recipient`, detail: 'must be another agency of this system' }];
  return refuse('unknown-agency', { errors });
}

async function someoneOfTheRoster(submitted: Submitted, context: RouteContext) {
  const known = await membersOf(submitted, context);
  if (known.has(String(submitted.body['recipient']))) return {};
  const pointer = `${submitted.pointer}/recipient`;
  return refuse('unknown-member', { errors: [{ pointer, detail: 'must be a member of the roster' }] });
}
