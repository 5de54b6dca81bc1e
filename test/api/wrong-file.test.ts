import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Login } from '../../prisma/seed/index.ts';
import { allRoutes } from '../../src/api/features.ts';
import { stepKinds } from '../../src/engine/record/steps/index.ts';
import type { RouteContext } from '../../src/kit/http/context.ts';
import { checkVoidable } from '../../src/pathway/enrollment-checks.ts';
import { type ApiRig, createApiRig } from '../support/api-rig.ts';
import { expectProblem } from '../support/api-problem.ts';

/** What was put on record in the wrong file can be taken out of the chart, whatever it is; the record keeps it. */

const recording = allRoutes({} as RouteContext).filter(({ method }) => method !== 'get');
const stepTypes = Object.keys(stepKinds);
const ids = new Set(recording.map(({ id }) => id));
const paths = new Set(recording.map(({ path }) => path));

/** What is of no client: a new part of the API says here that it is none, or is asked for its way out. */
const ofNoClient =
  /^\/(?:code-lists|fund|providers|language-hints|mis|transfers|assignment-settings|staff|reassignments|on-call|mandates|search|reports|inbox|pages|ops|webhook|session|me)(?:\/|$)/;
/** Of routes that are neither steps nor documents: by which act it is taken back. */
const ways: Record<string, string> = {
  startEnrollment: 'command-enterInError',
  startImport: 'command-enterInError',
  submitCommands: 'command-voidStep',
  takeSuggestion: 'command-voidStep',
  payFromFund: 'command-voidStep',
  offerTransfer: 'withdrawTransfer',
  correctIdentity: 'correctIdentity',
  linkClients: 'unlinkClients',
  unlinkClients: 'linkClients',
  answerSameness: 'unlinkClients',
  beginAttachment: 'strikeAttachment',
  addAttachmentPart: 'strikeAttachment',
  // It is attached anew.
  strikeAttachment: 'beginAttachment',
};
/**
 * Says nothing of a client: that somebody looked, and what the privacy officer makes of it; or puts nothing anywhere. What was
 * handed out is out, whosever it was, and stays on record.
 */
const ofWhoLooked = new Set([
  ...[
    'breakGlass',
    'reviewBrokenGlass',
    'findPossibleDuplicates',
    'previewImport',
    'handOutPaper',
    'handOutList',
  ],
]);
/** Steps that no voiding takes back, and what does. */
const otherwise: Record<string, string> = {
  receiveReferral: 'enterInError',
  voidStep: 'recorded anew: what was voided is entered again',
  revokeRelease: 'grantRelease: what a client has taken back is never in force again by itself',
};

function wayOut({ id, path }: { id: string; path: string }): boolean {
  if (ofNoClient.test(path) || ofWhoLooked.has(id)) return true;
  if (/^\/enrollments\/\{id\}\/commands\/\w+$/.test(path))
    return paths.has('/enrollments/{id}/commands/voidStep');
  const way = ways[id];
  if (way !== undefined) return ids.has(way) || paths.has(`/enrollments/{id}/commands/${way.slice(8)}`);
  const document = path.replace(/\/acts\/[\w-]+$/, '');
  return paths.has(`${document}/acts/strike`) || paths.has(`${document}/{documentId}/acts/strike`);
}

describe('each act that puts something on a client’s record', () => {
  it('has one that takes it out of the chart again', () => {
    expect(recording.filter((one) => !wayOut(one)).map(({ id }) => id)).toEqual([]);
    expect(recording.length).toBeGreaterThan(150);
    // It would notice one that has none.
    expect(wayOut({ id: 'x', path: '/enrollments/{id}/allergies/acts/change' })).toBe(false);
    expect(wayOut({ id: 'x', path: '/clients/{id}/photographs' })).toBe(false);
    expect(wayOut({ id: 'x', path: '/families/{id}/acts/change' })).toBe(false);
  });

  it('that is a step is voided by its author', () => {
    const by = { staffId: randomUUID(), role: 'coordinator' as const };
    const kept = stepTypes.filter((type) => {
      const steps = [{ id: 's', at: 0, by: by.staffId, facts: { type } }];
      return (
        checkVoidable({ facts: { type: 'voidStep', step: 's' }, by, state: { steps } } as never) !== null
      );
    });
    expect(kept.filter((type) => !(type in otherwise))).toEqual([]);
    expect(stepTypes.length).toBeGreaterThan(60);
  });
});

type Example = { right: object; wrong: object; both: object; words: RegExp };
const member = { involved: true, willing: true, understandsRole: true };
const theSister = {
  id: randomUUID(),
  name: 'Berenike Oyelaran',
  reach: '414 555 0188',
  relation: 'sister',
  ...member,
};
const theFriend = {
  id: randomUUID(),
  name: 'Wendeline Ashgrove',
  reach: '414 555 0107',
  relation: 'friend',
  ...member,
};
const team = (...informal: object[]) => ({ systems: [], formal: [], informal });
const adult = { minor: false, guardians: [], lets: [] };
const theClient = { id: randomUUID(), name: 'Ottilie', relation: 'mother', client: true, ...adult };
const theSon = { id: randomUUID(), name: 'Aldo', relation: 'son', client: false, ...adult };
const theStranger = { id: randomUUID(), name: 'Wendeline', relation: 'daughter', client: false, ...adult };
const family = (...others: object[]) => ({ members: [theClient, ...others] });
const own = { kind: 'phone', value: '+1 414 555 0100', mayLeaveMessage: false };
const another = { kind: 'phone', value: '+1 262 555 0177', mayLeaveMessage: true };
const need = (...languages: string[]) => ({ languages, populations: [], area: null });
/** By the last part of its address. A kind that is new has none yet, and the test says so. */
const examples: Record<string, Example> = {
  roster: {
    right: team(theSister),
    wrong: team(theFriend),
    both: team(theSister, theFriend),
    words: /Wendeline|555 0107/,
  },
  household: {
    right: family(theSon),
    wrong: family(theStranger),
    both: family(theSon, theStranger),
    words: /Wendeline/,
  },
  'contact-information': {
    right: { ways: [own] },
    wrong: { ways: [another] },
    both: { ways: [own, another] },
    words: /555 0177/,
  },
  'assignment-need': { right: need('es'), wrong: need('hmn'), both: need('es', 'hmn'), words: /hmn/ },
};
const kinds = [...paths].flatMap(
  (path) => /^\/enrollments\/\{id\}\/([\w-]+)\/acts\/strike$/.exec(path)?.[1] ?? [],
);

describe('of what each client has one', () => {
  let rig: ApiRig;
  beforeAll(async () => {
    rig = await createApiRig();
  });
  afterAll(() => rig?.close());

  it('there is an example here for each kind', () => {
    expect(kinds.toSorted()).toEqual(Object.keys(examples).toSorted());
  });

  it.each(kinds)(
    '%s: what stood in the wrong file is struck out, and what stood before stands again',
    async (kind) => {
      const { right, wrong, both, words } = examples[kind] as Example;
      const id = await rig.enroll({ referral: { level: 'rsc-f' } });
      const at = `/enrollments/${id}/${kind}`;
      let revision = 0;
      const act = async (login: Login, name: string, body: object, seen = revision) => {
        const reply = await rig.post(login, `${at}/acts/${name}`, body, { 'If-Match': `"${seen}"` });
        if (reply.status === 200) revision = (reply.body as { revision: number }).revision;
        return reply;
      };
      const shown = async (login: Login) =>
        ((await rig.get(login, `${at}/revisions`).expect(200)).body as { items: { revision: number }[] })
          .items;
      const reason = 'It was another client’s.';
      expectProblem(await act('coordinator', 'strike', { since: 1, reason }), 'not-found');
      for (const content of [right, both])
        expect((await act('coordinator', 'change', content)).status).toBe(200);
      expectProblem(await act('coordinator', 'strike', { since: 2 }), 'invalid-field', [
        { pointer: '/reason' },
      ]);
      expectProblem(await act('coordinator', 'strike', { since: 3, reason }), 'invalid-field', [
        { pointer: '/since' },
      ]);
      expectProblem(await act('coordinator2', 'strike', { since: 2, reason }), 'not-your-document');

      expect((await act('coordinator', 'strike', { since: 2, reason })).body).toMatchObject({
        revision: 3,
        content: right,
      });
      expectProblem(await act('coordinator', 'strike', { since: 2, reason }), 'invalid-field', [
        { pointer: '/since' },
      ]);
      expect((await rig.get('coordinator2', at).expect(200)).body).toMatchObject({ content: right });
      const others = await shown('coordinator2');
      expect(others.map((one) => one.revision)).toEqual([1, 3]);
      expect(JSON.stringify(others)).not.toMatch(words);
      const all = [
        { revision: 1, struckBy: null },
        { revision: 2, content: both, struckBy: 3 },
        {
          revision: 3,
          act: 'strike',
          reason,
          by: { staffId: rig.agency.staffIds.coordinator },
          struckBy: null,
        },
      ];
      for (const login of ['supervisor', 'coordinator'] as const)
        expect(await shown(login)).toMatchObject(all);

      // All of it, by a lead; also after the end.
      expect((await act('coordinator2', 'change', wrong)).status).toBe(200);
      const { clientId } = await rig.prisma.enrollment.update({
        where: { id },
        data: { openClientId: null, endedAt: new Date(rig.clock.now()) },
      });
      expect((await act('supervisor', 'strike', { since: 1, reason })).body).toMatchObject({
        state: 'struck',
      });
      await rig.prisma.enrollment.update({ where: { id }, data: { openClientId: clientId, endedAt: null } });
      expectProblem(await act('supervisor', 'strike', { since: 1, reason }), 'document-struck');
      expectProblem(await rig.get('coordinator3', at), 'not-found');
      const chart = await Promise.all(
        [`/enrollments/${id}/team`, `/enrollments/${id}/file`, `/sheet`].map(
          async (page) => (await rig.get('coordinator3', page)).text,
        ),
      );
      expect(chart.join()).not.toMatch(words);
      // To whom it is not shown it is as if nobody had begun it.
      expect((await act('coordinator3', 'change', right, 0)).body).toMatchObject({
        state: 'current',
        content: right,
      });
      expect((await shown('coordinator3')).map((one) => one.revision)).toEqual([6]);
      expect((await shown('supervisor')).map((one) => one.revision)).toEqual([1, 2, 3, 4, 5, 6]);
      expect(rig.logs.join('')).not.toMatch(words);
    },
  );
});
