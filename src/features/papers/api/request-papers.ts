import { formatLocal } from '../../../engine/calendar/index.ts';
import { effectiveSteps } from '../../../engine/obligations/fold.ts';
import { scopeOf } from '../../../kit/http/context.ts';
import { refuse } from '../../../kit/http/reply.ts';
import { contentsOf } from '../../authorizations/api/packet-contents.ts';
import { packetOf, requestNamed } from '../../authorizations/packet.ts';
import { requestOf, type WaitingRequest } from '../../authorizations/requests.ts';
import { authorizationRegister } from '../../authorizations/state.ts';
import { type RequestOnPaper, requestPaper } from '../request-packet.ts';
import type { ClientFile, Made, PaperMaker } from './client-file.ts';
import { membersOf } from './plan-papers.ts';

/** Requests to the payer, each with what went with it as it was then (AU-2, AU-3, AC-2). */
export const requestPapers: PaperMaker = {
  names: ['request-packet'],
  async list(file) {
    const { requests } = await requestsOf(file);
    return requests.map((one) => {
      const { id, at } = requestOf(one);
      const { state } = one.type === 'authorization' ? one.authorization : one.extension;
      return { paper: 'request-packet' as const, of: id, state, writtenAt: at };
    });
  },
  async make(file, _, of) {
    const { context, caller, enrollmentId } = file;
    const { requests, row, names } = await requestsOf(file);
    const one = of === undefined ? requests[0] : requests.find((each) => requestOf(each).id === of);
    const read = one && (await context.reads.steps(scopeOf(caller), enrollmentId, { details: true }));
    if (!one || !row || !read) return refuse('nothing-to-print');
    const enclosures = await contentsOf({ context, caller, enrollmentId }, read, packetOf(one));
    return await requestOnPaper(file, { one, row, names, enclosures });
  },
};

type Requested = Pick<RequestOnPaper, 'one' | 'names' | 'enclosures'> & {
  row: { details: Record<string, Record<string, unknown>> };
};

/** One request with what went with it, for who has read both already. */
export async function requestOnPaper(
  file: ClientFile,
  { one, row, names, enclosures }: Requested,
): Promise<Made> {
  const { client, policy, texts } = file;
  const paper = requestPaper(texts, {
    ...{ one, names, client, enclosures, details: new Map(Object.entries(row.details)) },
    members: await membersOf(file),
    local: (instant) => formatLocal(policy.calendar, instant),
  });
  return { paper, of: requestOf(one).id, revision: null, hash: null };
}

/** As the payer has them, the newest first. */
async function requestsOf({ context, caller, enrollmentId, now }: ClientFile) {
  const { row, names } = await context.reads.requestedOf(caller.agencyId, enrollmentId);
  const register = authorizationRegister(effectiveSteps(row?.steps ?? [], now));
  const requests = [...register.authorizations, ...register.extensions]
    .map(({ id }) => requestNamed(register, id))
    .filter((one): one is WaitingRequest => one !== null)
    .toSorted((a, b) => requestOf(b).at - requestOf(a).at);
  return { requests, row, names };
}
