import { z } from 'zod';
import { disclosureLaws } from '../../../engine/record/steps/disclosures.ts';
import { releasePurposes } from '../../../engine/record/steps/releases.ts';
import type { ActOutcome } from '../../../kit/acts.ts';
import { actReply, askOf } from '../../../kit/http/act-reply.ts';
import { enrollmentParams, type RouteContext } from '../../../kit/http/context.ts';
import { isRefusal, type Refusal, refuse, reply } from '../../../kit/http/reply.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import { called, stepId, why } from '../../../kit/http/schemas.ts';
import type { Disclosure } from '../../disclosures/disclosure.ts';
import type { AccountedRow, Kept } from '../../disclosures/postgres/ports.ts';
import { renderLine } from '../../disclosures/api/render.ts';
import { accountedLine } from '../../disclosures/api/schemas.ts';
import { knownRecipients, toWhom } from '../../disclosures/api/known-recipients.ts';
import { paperTells } from '../handed-out.ts';
import { type ClientFile, clientFile, makerOf, type PaperMaker } from './client-file.ts';
import { paperName } from './schemas.ts';

const ground = z.discriminatedUnion('ground', [
  z.strictObject({ ground: z.literal('release'), release: stepId }),
  z.strictObject({
    ground: z.literal('law'),
    law: z.enum(disclosureLaws),
    note: why('Who asked for it and why it is so; of a medical emergency, what 42 CFR 2.51 asks for.'),
  }),
]);

const body = z
  .strictObject({
    of: stepId.optional().meta({ description: 'As with printing; left out, the newest that holds' }),
    to: toWhom,
    recipientName: called(200).optional().meta({ description: 'Who that is by name. Protected' }),
    purpose: z.enum(releasePurposes),
    allowedBy: ground,
  })
  .meta({ id: 'HandOut' });

const unknownTo = { pointer: '/to/id', detail: 'is nobody of that kind whom the record knows' };

/** A paper is given to somebody: it leaves the agency, and goes through the gate (RF-3). */
export function handOutRoute(context: RouteContext, makers: readonly PaperMaker[]): Route {
  return route({
    id: 'handOutPaper',
    method: 'post',
    path: '/enrollments/{id}/papers/{paper}/hand-outs',
    tag: 'Papers',
    summary:
      'Hand a paper out, under a release or a law; printed with `handedOut` it bears its notice (RF-3)',
    operation: 'papers:hand-out',
    params: { ...enrollmentParams, paper: paperName },
    body,
    takesKey: true,
    replies: { 201: { description: 'Its line in the accounting of disclosures', schema: accountedLine } },
    problems: [
      'not-found',
      'nothing-to-print',
      'not-for-handing-out',
      'enrollment-ended',
      'entered-in-error',
      'referral-out-of-turn',
      'unknown-recipient',
      'release-missing',
      'law-does-not-cover',
      'idempotency-key-reused',
    ],
    async handle(input) {
      const { caller, params, body: asked } = input;
      const { id = '', paper = '' } = params;
      const one = makerOf(makers, paper);
      const file = one && (await clientFile(context, caller, id));
      if (!one || !file) return refuse('not-found');
      const ask = {
        ...askOf(context, input, { route: `enrollments/${id}/papers/${paper}/hand-outs` }),
        enrollmentId: id,
      };
      const leaving = await toLeave(file, one, asked);
      if (isRefusal(leaving)) {
        // An answer that was lost on its way is given again, whatever has become of what was handed out.
        const before = await context.disclosures.handedOut(ask);
        return before ? answered(before) : leaving;
      }
      const { allowedBy, recipientName } = asked;
      const note = allowedBy.ground === 'law' ? { note: allowedBy.note } : {};
      const outcome = await context.disclosures.handOut({
        ...{ ...ask, leaving },
        ground: allowedBy.ground === 'law' ? { law: allowedBy.law } : { release: allowedBy.release },
        words: { ...note, ...(recipientName === undefined ? {} : { recipientName }) },
      });
      return answered(outcome);
    },
  });
}

/** What a paper tells, and to whom it goes; the refusal, where it is none that is handed out, or there is none to hand out. */
async function toLeave(
  file: ClientFile,
  { name, maker }: NonNullable<ReturnType<typeof makerOf>>,
  { of: asked, to, purpose }: z.output<typeof body>,
): Promise<Disclosure | Refusal> {
  const { caller, context, enrollmentId } = file;
  const may = paperTells[name];
  if (!may) return refuse('not-for-handing-out');
  const known = await knownRecipients({ caller, enrollmentId }, context, [to]);
  if (!known(to)) return refuse('unknown-recipient', { errors: [unknownTo] });
  const made = await maker.make(file, name, asked);
  if (isRefusal(made)) return made;
  const { of, revision, hash, tells: content = may } = made;
  const item = {
    ...{ what: name, id: of },
    ...(revision === null ? {} : { revision }),
    ...(hash === null ? {} : { hash }),
  };
  return { way: 'handed-out', to, purposes: [purpose], content, items: [item] };
}

function answered(outcome: ActOutcome<AccountedRow, Kept>) {
  return actReply(outcome, {
    thing: 'hand-out',
    reply: (row) => reply(201, { ...renderLine(row, new Map()), words: row.words }),
    refusal: refuse,
  });
}
