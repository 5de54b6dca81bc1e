import { nameOf } from '../../../kit/client-row.ts';
import type { DocumentGlance } from '../../../kit/documents.ts';
import type { Resolve, Submitted } from '../../../kit/http/command-spec.ts';
import { scopeOf } from '../../../kit/http/context.ts';
import { refuse } from '../../../kit/http/reply.ts';
import { type Provider, providerKind } from '../directory.document.ts';

/** What a body names by these fields is listed in the agency's directory. */
function listed(namedBy: (body: Submitted['body']) => [field: string, id: string][]): Resolve {
  return {
    problems: ['unknown-provider'],
    async look({ body, pointer, caller }, { documents }) {
      const place = { agencyId: caller.agencyId, enrollmentId: null, kind: providerKind.kind };
      for (const [field, id] of namedBy(body)) {
        const provider = await documents.peek(place, id);
        if (provider?.state === 'listed') continue;
        const errors = [{ pointer: `${pointer}/${field}`, detail: 'must name a provider of the directory' }];
        return refuse('unknown-provider', { errors });
      }
      return {};
    },
  };
}

const namedProvider = listed((body) => [['provider', String(body['provider'])]]);

/**
 * RF-2: whom a referral is of, to and from is as the record has it then: the client's identity, the directory, who has the client.
 * Nobody types it beside the provider that was asked for.
 */
export const toldInReferral: Resolve = {
  ...namedProvider,
  async words({ body, caller, enrollmentId }, { documents, reads, clock }) {
    const place = { agencyId: caller.agencyId, enrollmentId: null, kind: providerKind.kind };
    const provider = (await documents.peek(
      place,
      String(body['provider']),
    )) as DocumentGlance<Provider> | null;
    const enrollment = await reads.enrollment(scopeOf(caller), enrollmentId, clock.now());
    // Before anybody has the client it is whoever refers them.
    const author =
      enrollment?.coordinatorName ?? (await reads.staffMember(caller.agencyId, caller.staffId))?.name;
    return {
      clientName: enrollment ? nameOf(enrollment.client) : '',
      receivingAgency: provider?.content.name ?? '',
      caseManager: author ?? '',
    };
  },
};

export const offeredProviders = listed((body) =>
  (body['options'] as string[]).map((id, index) => [`options/${index}`, id]),
);

/** Of a release to a provider; whoever else may be told is not in the directory. */
export const namedRecipient = listed((body) =>
  body['recipientKind'] === 'provider' ? [['recipient', String(body['recipient'])]] : [],
);
