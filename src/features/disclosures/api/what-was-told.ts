import type { Told } from '../../../engine/record/steps/disclosures.ts';
import type { Resolve, Submitted } from '../../../kit/http/command-spec.ts';
import { type RouteContext, scopeOf } from '../../../kit/http/context.ts';
import { isRefusal, refuse } from '../../../kit/http/reply.ts';
import { providerKind } from '../../referrals/directory.document.ts';
import { membersOf } from '../../team/api/named-roster.ts';
import { consequencesOf } from '../telling.ts';

/** Looks up who was told, beside what else the step names, and adds what follows from it. */
export function whatWasTold(beside: Resolve | null): Resolve {
  return {
    problems: ['unknown-recipient', ...(beside?.problems ?? [])],
    async look(submitted, context) {
      const others = beside === null ? {} : await beside.look(submitted, context);
      if (isRefusal(others)) return others;
      const { disclosed: told, emergencyNote } = submitted.body as {
        disclosed?: Told[];
        emergencyNote?: string;
      };
      if (told === undefined) return others;
      const known = await knownOf(submitted, context, told);
      const errors = told.flatMap((one, place) => {
        if (known(one)) return [];
        const pointer = `${submitted.pointer}/disclosed/${place}/recipient`;
        return [{ pointer, detail: 'is nobody of that kind whom the record knows' }];
      });
      if (errors.length > 0) return refuse('unknown-recipient', { errors });
      return { ...others, ...consequencesOf(told, emergencyNote !== undefined) };
    },
  };
}

/** Of the client's roster, of the directory, or named by a release of theirs. */
async function knownOf(
  submitted: Submitted,
  context: RouteContext,
  told: readonly Told[],
): Promise<(one: Told) => boolean> {
  const { caller, enrollmentId } = submitted;
  const { documents, reads } = context;
  const { agencyId } = caller;
  const kinds = new Set(told.map(({ recipientKind }) => recipientKind));
  const ids = new Set<string>();
  if (kinds.has('team-member') || kinds.has('person'))
    for (const id of await membersOf(submitted, context)) ids.add(id);
  if (kinds.has('provider')) {
    const place = { agencyId, enrollmentId: null, kind: providerKind.kind };
    const providers = told.filter(({ recipientKind }) => recipientKind === 'provider');
    for (const { recipient } of providers) if (await documents.peek(place, recipient)) ids.add(recipient);
  }
  if ([...kinds].some((kind) => kind !== 'role' && kind !== 'payer')) {
    const read = await reads.steps(scopeOf(caller), enrollmentId, { details: false });
    for (const { id, facts } of read?.steps ?? [])
      // Somebody whom no id names is known by the release itself.
      if (facts.type === 'grantRelease') ids.add(facts.recipient ?? id);
  }
  return ({ recipientKind, recipient }) =>
    recipientKind === 'role' || recipientKind === 'payer' || ids.has(recipient);
}
