import { z } from 'zod';
import type { Calendar } from '../../../engine/calendar/index.ts';
import { effectiveSteps } from '../../../engine/obligations/fold.ts';
import type { RecordedStep } from '../../../engine/record/steps/index.ts';
import { dutyTitles } from '../../../kit/duty-titles.ts';
import {
  actorOf,
  enrollmentParams,
  readsDetails,
  type RouteContext,
  scopeOf,
} from '../../../kit/http/context.ts';
import { agencyPolicy, dateAt } from '../../../kit/http/documents/agency-policy.ts';
import { isRefusal, ok, type Refusal, refuse } from '../../../kit/http/reply.ts';
import { type Input, type Route, route } from '../../../kit/http/route.ts';
import { stepId } from '../../../kit/http/schemas.ts';
import type { Caller, StepsRead } from '../../../kit/reads.ts';
import { asFile } from '../../attachments/api/serve.ts';
import type { AccountedRow } from '../../disclosures/postgres/ports.ts';
import { carePlanPaper } from '../../papers/care-plan.ts';
import { clientFile } from '../../papers/api/client-file.ts';
import { asItCame } from '../../papers/api/carried-on-paper.ts';
import { asItLeft } from '../../papers/api/handed-out-copy.ts';
import { membersOf } from '../../papers/api/plan-papers.ts';
import { print, texts } from '../../papers/api/printing.ts';
import { requestOnPaper } from '../../papers/api/request-papers.ts';
import { formatQuery, printedPaper } from '../../papers/api/schemas.ts';
import { lastDayOf, releaseRegister } from '../../releases/state.ts';
import { readDisclosure } from '../disclosed.ts';
import { type Given, packetOf, requestNamed } from '../packet.ts';
import { authorizationRegister } from '../state.ts';
import { contentsOf, planThen } from './packet-contents.ts';
import { packetReply } from './packet-replies.ts';
import { renderRequest } from './render-request.ts';

const tag = 'Authorizations';
const operation = 'requests:read';
const path = '/enrollments/{id}/requests/{about}';
const params = { ...enrollmentParams, about: stepId };

/**
 * What a request gave the payer to read: exactly the versions that went with it, and nothing else of the client's record. Each
 * opening by the payer leaves the agency through the gate, and is in the accounting of disclosures.
 */
export function packetRoutes(context: RouteContext): Route[] {
  const { reads, clock } = context;

  async function packet({ caller, params: { id = '', about = '' } }: Pick<Input, 'caller' | 'params'>) {
    const { row, names } = await reads.requestedOf(caller.agencyId, id);
    const one = row && requestNamed(authorizationRegister(effectiveSteps(row.steps, clock.now())), about);
    return one ? { row, names, one, given: packetOf(one), enrollmentId: id, about } : null;
  }

  return [
    route({
      id: 'getRequestPacket',
      method: 'get',
      path,
      tag,
      summary: 'A request with what went to the payer with it, as it was then (AU-2, AU-3, AC-2)',
      operation,
      params,
      replies: { 200: { description: 'Reading it as the payer is in the accounting', schema: packetReply } },
      problems: ['not-found', 'consent-over'],
      async handle({ caller, params: asked }) {
        const found = await packet({ caller, params: asked });
        const read = found && (await reads.steps(scopeOf(caller), found.enrollmentId, { details: true }));
        if (!found || !read) return refuse('not-found');
        const { row, names, one, enrollmentId, about } = found;
        const { contents, shown } = await openedOf(context, caller, read, found);
        const left = await letRead(context, caller, { enrollmentId, about, given: shown });
        if (isRefusal(left)) return left;
        const now = clock.now();
        const titleOf = await dutyTitles(context.policies, [row.profileHash]);
        const policy = await context.policies.policy(row.profileHash, row.calendarHash);
        const { calendar } = await agencyPolicy(context, caller.agencyId);
        return ok({
          asOf: now,
          letBy: left && letBy(left, read.steps, calendar, now),
          request: renderRequest(one, row, { names, titleOf, named: readsDetails(caller), policy, now }),
          enclosures: contents.map(({ revision = null, hash = null, ...rest }) => ({
            ...rest,
            revision,
            hash,
          })),
        });
      },
    }),

    route({
      id: 'printRequestPacket',
      method: 'get',
      path: `${path}/paper`,
      tag,
      summary: 'The same as PDF or as a page: the request, its history and what it enclosed, behind an index',
      operation,
      params,
      query: z.strictObject(formatQuery),
      replies: { 200: printedPaper },
      problems: ['not-found', 'consent-over'],
      async handle({ caller, params: asked, query: { format } }) {
        const found = await packet({ caller, params: asked });
        const file = found && (await clientFile(context, caller, found.enrollmentId));
        if (!found || !file) return refuse('not-found');
        const { enrollmentId, about } = found;
        const read = await reads.steps(scopeOf(caller), enrollmentId, { details: true });
        if (!read) return refuse('not-found');
        // Put together once: what is printed is what the accounting says was shown.
        const { contents: enclosures, shown } = await openedOf(context, caller, read, found);
        const packed = await requestOnPaper(file, { ...found, enclosures });
        const { paper: plain, ...from } = await asItCame(file, 'request-packet', packed);
        const left = await letRead(context, caller, { enrollmentId, about, given: shown });
        if (isRefusal(left)) return left;
        const paper = left ? await asItLeft(file, plain, left) : plain;
        const printing = { ...from, paper: 'request-packet', format, enrollmentId, aboutStaffId: null };
        return print(context, caller, paper, printing);
      },
    }),

    route({
      id: 'getEnclosure',
      method: 'get',
      path: `${path}/enclosures/{enclosure}`,
      tag,
      summary: 'A file that went with a request, or a plan on paper as it was sent',
      operation,
      params: { ...params, enclosure: stepId },
      replies: {
        200: {
          description: 'Its bytes. Reading it as the payer is in the accounting',
          schema: z.string(),
          type: ['application/octet-stream', 'application/pdf', 'text/html'],
        },
      },
      problems: ['not-found', 'consent-over', 'attachment-struck', 'document-struck'],
      async handle({ caller, params: asked }) {
        const found = await packet({ caller, params: asked });
        const one = found?.given.find(({ id }) => id === asked['enclosure']);
        if (!found || !one) return refuse('not-found');
        const { enrollmentId, about } = found;
        const opened =
          one.document === 'sccp'
            ? await planOnPaper(context, caller, enrollmentId, one)
            : await fileOf(context, caller, enrollmentId, one);
        if (isRefusal(opened)) return opened;
        const left = await letRead(context, caller, { enrollmentId, about, given: [one] });
        return isRefusal(left) ? left : opened(left);
      },
    }),
  ];
}

/**
 * What a request enclosed, and what of it is shown. What is withheld does not leave: it is no part of what was told, and no
 * consent is asked for it.
 */
async function openedOf(
  context: RouteContext,
  caller: Caller,
  read: StepsRead,
  { enrollmentId, given }: { enrollmentId: string; given: readonly Given[] },
) {
  const contents = await contentsOf({ context, caller, enrollmentId }, read, given);
  return { contents, shown: given.filter((_, place) => contents[place]?.withheld === null) };
}

/**
 * Lets the payer read it through the gate: its line in the accounting. Null for our own people, who open what is theirs; refused
 * once the client's consent is over.
 */
async function letRead(
  { disclosures, clock }: RouteContext,
  caller: Caller,
  { enrollmentId, about, given }: { enrollmentId: string; about: string; given: readonly Given[] },
): Promise<AccountedRow | Refusal | null> {
  if (caller.role !== 'payer') return null;
  const outcome = await disclosures.letGo({
    ...{ by: actorOf(caller), enrollmentId, now: clock.now(), ground: 'any' },
    leaving: readDisclosure(about, given),
  });
  if (!outcome.ok) return refuse(outcome.refusal === 'not-found' ? 'not-found' : 'consent-over');
  return (await disclosures.one(caller.agencyId, enrollmentId, outcome.id)) ?? refuse('not-found');
}

/** What goes with all that is read under a consent (42 CFR 2.32): what the consent lets be read, and that it goes no further. */
function letBy(
  { release, purpose, content }: AccountedRow,
  steps: readonly RecordedStep[],
  calendar: Calendar,
  now: number,
) {
  const until = lastDayOf(releaseRegister(effectiveSteps(steps, now), calendar), release);
  // It is read to decide the request: a row of that says no other purpose than its release.
  return { release, purpose: purpose ?? 'authorization', content, until, notice: texts.disclosure.notice };
}

async function fileOf(
  { attachments }: RouteContext,
  { agencyId }: Caller,
  enrollmentId: string,
  { id }: Given,
) {
  const found = await attachments.open({ agencyId, of: { enrollmentId }, attachmentId: id });
  if (!found) return refuse('not-found');
  if (found.row.struck) return refuse('attachment-struck');
  return async () => asFile(found, 'inline');
}

async function planOnPaper(context: RouteContext, caller: Caller, enrollmentId: string, one: Given) {
  const file = await clientFile(context, caller, enrollmentId);
  const then = await planThen(context, { agencyId: caller.agencyId, enrollmentId }, one);
  if (!file) return refuse('not-found');
  if (!then) return refuse('document-struck');
  const { state, revision, hash, content: plan, writtenAt } = then;
  const written = carePlanPaper(texts, {
    ...{ state, revision, hash, plan, client: file.client, writtenOn: dateAt(file.policy, writtenAt) },
    members: await membersOf(file),
  });
  const { paper: plain } = await asItCame(file, 'care-plan', { paper: written, of: one.id, revision, hash });
  const printing = {
    paper: 'care-plan',
    of: one.id,
    revision,
    hash,
    enrollmentId,
    aboutStaffId: null,
  } as const;
  return async (left: AccountedRow | null) => {
    const paper = left ? await asItLeft(file, plain, left) : plain;
    return print(context, caller, paper, { ...printing, format: 'pdf' });
  };
}
