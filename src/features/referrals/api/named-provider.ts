import type { CommandType } from '../../../api/permissions.ts';
import type { CommandBody } from '../../../api/steps/body.ts';
import { providerKind } from '../directory.document.ts';
import { type Refusal, refuse } from '../../../kit/http/reply.ts';
import type { RouteContext } from '../../../kit/http/context.ts';

/** Why a command is refused that names a provider the directory does not list; null where all are there. */
export async function withoutProvider(
  { documents }: RouteContext,
  agencyId: string,
  { type, body, pointer }: { type: CommandType; body: CommandBody; pointer: string },
): Promise<Refusal | null> {
  const place = { agencyId, enrollmentId: null, kind: providerKind.kind };
  for (const [field, id] of namedProviders(type, body)) {
    const provider = await documents.peek(place, id);
    if (provider?.state === 'listed') continue;
    const errors = [{ pointer: `${pointer}/${field}`, detail: 'must name a provider of the directory' }];
    return refuse('unknown-provider', { errors });
  }
  return null;
}

function namedProviders(type: CommandType, body: CommandBody): [field: string, id: string][] {
  switch (type) {
    case 'makeReferral':
      return [['provider', String(body['provider'])]];
    case 'recordChoice':
      return (body['options'] as string[]).map((id, index) => [`options/${index}`, id]);
    case 'grantRelease':
      return body['recipientKind'] === 'provider' ? [['recipient', String(body['recipient'])]] : [];
    default:
      return [];
  }
}
