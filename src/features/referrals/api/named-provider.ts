import type { Resolve, Submitted } from '../../../kit/http/command-spec.ts';
import { refuse } from '../../../kit/http/reply.ts';
import { providerKind } from '../directory.document.ts';

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

export const namedProvider = listed((body) => [['provider', String(body['provider'])]]);

export const offeredProviders = listed((body) =>
  (body['options'] as string[]).map((id, index) => [`options/${index}`, id]),
);

/** Of a release to a provider; whoever else may be told is not in the directory. */
export const namedRecipient = listed((body) =>
  body['recipientKind'] === 'provider' ? [['recipient', String(body['recipient'])]] : [],
);
