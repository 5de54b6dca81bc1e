import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleRoster } from '../../prisma/seed/index.ts';
import { authorizationsReply } from '../../src/features/authorizations/api/replies.ts';
import { type RequestDocument, requestDocuments } from '../../src/engine/policy/request-documents.ts';
import { expectProblem } from '../support/api-problem.ts';
import { type ApiRig, createApiRig, hour, monday } from '../support/api-rig.ts';
import { asSent } from '../support/as-sent.ts';
import { clientRecord } from '../support/client-record.ts';

let rig: ApiRig;
let put: ReturnType<typeof clientRecord>;
let id = '';
let other = '';
beforeAll(async () => {
  rig = await createApiRig();
  put = clientRecord(rig);
  rig.clock.set(monday + hour);
  id = await rig.enroll();
  other = await rig.enroll();
  for (const one of [id, other]) {
    await rig.assign(one);
    await rig.post('coordinator', `/enrollments/${one}/roster/acts/change`, sampleRoster(one)).expect(200);
  }
});
afterAll(() => rig?.close());

const reason = 'It is of somebody else.';

type Thing = {
  /** Puts one into the client's record. */
  make: (of: string) => Promise<string>;
  /** What there is of the client, of a kind that this cannot be. */
  unfit: ((of: string) => Promise<string>) | null;
  /** After which it is not to be sent any more. */
  gone: (of: string, thing: string) => Promise<unknown>;
  /** Whether its words or bytes have a hash. */
  hashed: boolean;
};

const strikeFile = (of: string, thing: string) =>
  rig.post('coordinator', put.path(of, `attachments/${thing}/strike`), { reason }).expect(200);
const voided = (of: string, thing: string) =>
  rig.command('coordinator', of, 'voidStep', { step: thing, reason }).expect(200);
const fileOf = (what: string, isAnyFile: boolean): Thing => ({
  make: (of) => put.file(of, what),
  unfit: isAnyFile ? (of) => put.scoring(of) : (of) => put.file(of, 'letter'),
  gone: strikeFile,
  hashed: true,
});
const index: Thing = {
  make: (of) => put.scoring(of),
  unfit: (of) => put.step(of, 'scoreAcuity', { score: 40 }),
  gone: voided,
  hashed: false,
};

/** A kind of enclosure each; one that is added does not compile without its own. */
const things: Record<RequestDocument, Thing> = {
  sccp: {
    make: (of) => put.plan(of),
    unfit: (of) => put.plan(of, false),
    gone: (of, thing) =>
      rig.post('coordinator', put.path(of, `plans/${thing}/acts/strike`), { reason }).expect(200),
    hashed: true,
  },
  'placement-criteria': fileOf('placement-criteria', false),
  'acuity-index': index,
  'acuity-documentation': index,
  'rst-meeting': {
    make: (of) => put.meeting(of),
    unfit: (of) => put.scoring(of),
    gone: voided,
    hashed: false,
  },
  'rss-tool': fileOf('assessment', true),
  other: fileOf('letter', true),
};

const ask = (enclosed: object[]) =>
  rig.command('coordinator', id, 'requestExtension', {
    ...{ initial: true, units: 8, through: '2037-06-01', justification: 'It goes on.' },
    enclosed: [...enclosed],
  });

/** All that encloses: the payer's requests, a change of level (AC-4), an offer to another agency (AC-2). */
const ways: Record<string, (enclosed: object[]) => Promise<{ body: unknown }>> = {
  'a request': ask,
  'a change of level': (enclosed) =>
    rig.command('supervisor', id, 'changeLevel', { level: 'cm', reason: 'As agreed.', enclosed }),
  'an offer': (enclosed) =>
    rig.post('supervisor', `/enrollments/${id}/transfers`, {
      ...{ toAgency: rig.otherAgency.agencyId, reason: 'client-moves', release: 'none', carries: [] },
      ...{ enclosed, leaving: { warmHandOver: true, handedOverTo: 'Met with both.', note: 'She moves.' } },
    }),
};

describe.each(requestDocuments)('what is enclosed: %s', (document) => {
  const thing = things[document];
  const refusedAs = async (code: 'enclosure-unknown' | 'enclosure-changed', named: object) => {
    const before = await rig.written();
    for (const [way, encloses] of Object.entries(ways)) {
      const { body } = await encloses([{ document, ...named }]);
      expect([way, body]).toMatchObject([way, { code, errors: [{ pointer: '/enclosed/0' }] }]);
    }
    expect(await rig.written()).toEqual(before);
  };

  it('[AU-2] is not taken where the record has none of that id', async () => {
    for (const nobodys of ['0b7e9f6c-0000-4000-8000-000000000000', 'no-such-thing'])
      await refusedAs('enclosure-unknown', { id: nobodys });
  });

  it('[AU-2] is not taken where it is of another client', async () => {
    await refusedAs('enclosure-unknown', { id: await thing.make(other) });
  });

  it('[AU-2] is not taken where it is of another kind', async () => {
    if (thing.unfit) await refusedAs('enclosure-unknown', { id: await thing.unfit(id) });
  });

  it('[AU-2] is not taken once it was struck out or voided', async () => {
    const gone = await thing.make(id);
    await thing.gone(id, gone);
    await refusedAs('enclosure-changed', { id: gone });
  });

  it('[AU-2] is not taken where its words are others by now', async () => {
    const named = await thing.make(id);
    if (thing.hashed) await refusedAs('enclosure-changed', { id: named, hash: '0'.repeat(64) });
    // Of what is done again the last one says how it stands.
    else {
      await thing.make(id);
      await refusedAs('enclosure-changed', { id: named });
    }
  });
});

it('[AU-2] a request says which versions went with it, and what their words were', async () => {
  const criteria = await put.file(id, 'placement-criteria');
  const sccp = await put.plan(id);
  const scored = await put.scoring(id);
  const enclosed = [
    { document: 'sccp', id: sccp },
    { document: 'placement-criteria', id: criteria },
    { document: 'acuity-index', id: scored },
  ];
  expectProblem(await ask([...enclosed, { document: 'sccp', id: sccp }]), 'invalid-field');
  // Kinds alone are no enclosures any more.
  const kinds = { initial: true, units: 8, through: '2037-06-01', documents: ['sccp'], justification: 'x' };
  expectProblem(await rig.command('coordinator', id, 'requestExtension', kinds), 'invalid-field');
  expectProblem(await ask(enclosed), 'release-missing');
  await put.letPayer(id);
  await ask(enclosed).expect(200);
  const { body } = await rig.get('payer', put.path(id, 'authorizations')).expect(200);
  const [request] = asSent(authorizationsReply, body).extensions;
  const { hash, revision } = await rig.prisma.document.findUniqueOrThrow({ where: { id: sccp } });
  const { sha256 } = await rig.prisma.attachment.findUniqueOrThrow({ where: { id: criteria } });
  expect(request?.enclosed).toEqual([
    { document: 'sccp', id: sccp, revision, hash },
    { document: 'placement-criteria', id: criteria, revision: null, hash: sha256 },
    { document: 'acuity-index', id: scored, revision: null, hash: null },
  ]);
});
