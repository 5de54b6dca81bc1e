import type { Resolve } from '../../../kit/http/command-spec.ts';
import { refuse } from '../../../kit/http/reply.ts';
import { enclosedFrom, type Named } from '../enclosed-from.ts';

/**
 * What a request, or a change of level, encloses is in the client's own record, as it stands now: looked up at the door, so that
 * nobody sends what is not there, is somebody else's, or has been struck out. Steps that were recorded before name kinds alone.
 */
export const namedEnclosures: Resolve = {
  problems: ['enclosure-unknown', 'enclosure-changed'],
  async look({ body, pointer, caller, enrollmentId }, { reads, clock }) {
    const named = body['enclosed'] as Named[];
    if (named.length === 0) return { enclosed: [], documents: [] };
    const ids = named.map(({ id }) => id);
    const record = await reads.enclosables(caller.agencyId, enrollmentId, ids);
    const found = enclosedFrom(record, named, clock.now());
    if (!('code' in found)) return found;
    const { code, detail, field } = found;
    return refuse(code, { errors: [{ pointer: `${pointer}/${field.replace('.', '/')}`, detail }] });
  },
};
