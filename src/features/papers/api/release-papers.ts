import { refuse } from '../../../kit/http/reply.ts';
import { scopeOf } from '../../../kit/http/context.ts';
import { registersOf } from '../../referrals/api/transmittal.ts';
import { isInForce } from '../../releases/state.ts';
import { releasePaper } from '../release-form.ts';
import type { ClientFile, PaperMaker } from './client-file.ts';

/** Instead of a release: the form as it is before anything is agreed. */
const toBeSigned = 'template';

/** Releases as they were agreed to, and the form that is to be signed (RF-3): for the client and the agency. */
export const releasePapers: PaperMaker = {
  names: ['release-form'],
  async list(file) {
    const { register } = await releasesOf(file);
    return register.releases.toReversed().map((one) => ({
      ...{ paper: 'release-form' as const, of: one.id, writtenAt: one.grantedAt },
      state: isInForce(register, one, file.now) ? 'in-force' : 'over',
    }));
  },
  async make(file, _, of) {
    const { texts } = file;
    const { register, details } = await releasesOf(file);
    const made = { revision: null, hash: null };
    if (of === toBeSigned) return { ...made, paper: releasePaper(texts, file.client, null), of };
    const release = register.releases.findLast(({ id }) => of === undefined || id === of);
    if (!release) return refuse('nothing-to-print');
    const { id } = release;
    const inForce = isInForce(register, release, file.now);
    const given = { release, words: details.get(id) ?? {}, inForce };
    return { ...made, paper: releasePaper(texts, file.client, given), of: id };
  },
};

async function releasesOf({ context, caller, enrollmentId, now }: ClientFile) {
  const read = await context.reads.steps(scopeOf(caller), enrollmentId, { details: true });
  const { releases: register } = registersOf(read?.steps ?? [], now);
  return { register, details: read?.details ?? new Map<string, Record<string, unknown>>() };
}
