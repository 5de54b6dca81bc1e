import type { Resolve, Submitted } from '../../../kit/http/command-spec.ts';
import type { RouteContext } from '../../../kit/http/context.ts';
import { isRefusal, type Refusal, refuse } from '../../../kit/http/reply.ts';
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
  problems: [...fittingRecipient.problems, 'copy-unfit'],
  async look(submitted, context) {
    const refusal = await fittingRecipient.look(submitted, context);
    if (isRefusal(refusal)) return refusal;
    const copy = await signedCopy(submitted, context);
    if (isRefusal(copy) || submitted.body['renews'] === undefined) return copy;
    const served = await servedUnder.look(submitted, context);
    return isRefusal(served) ? served : { ...copy, ...served };
  },
};

/** What was signed, where it is a file: the client's own, whole, not struck out, and nothing a scanner warns of. */
async function signedCopy(
  { body, pointer, caller, enrollmentId }: Submitted,
  { reads }: RouteContext,
): Promise<Record<string, unknown> | Refusal> {
  const copy = body['copy'];
  if (typeof copy !== 'string') return {};
  const { files } = await reads.enclosables(caller.agencyId, enrollmentId, [copy]);
  const file = files.find(({ id }) => id === copy);
  if (file?.sha256 && file.what === 'signed-release' && !file.struck && file.scan !== 'found')
    return { copyHash: file.sha256 };
  const errors = [{ pointer: `${pointer}/copy`, detail: 'must be a signed release among the files' }];
  return refuse('copy-unfit', { errors });
}

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
