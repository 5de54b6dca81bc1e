import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleRoster, signedOnPaper } from '../../prisma/seed/index.ts';
import { type ApiRig, createApiRig, day, monday } from '../support/api-rig.ts';
import { expectProblem } from '../support/api-problem.ts';

let rig: ApiRig;
let provider = '';
beforeAll(async () => {
  rig = await createApiRig();
  const { body } = await rig
    .post('coordinator', '/providers', {
      ...{ name: 'Harbor House', services: ['housing'], populations: [], languages: ['en'], internal: false },
      ...{ contact: {}, openings: 2, waitingDays: 3 },
    })
    .expect(201);
  provider = String(body.documentId);
});
afterAll(() => rig?.close());

/** With all that there can be in one: a representative signs it, until an event, for somebody named in words. */
const release = () => ({
  ...{ recipientKind: 'person', recipientName: 'Her aunt', recipientAddress: '2 Vliet Street' },
  ...{ purpose: 'care-coordination', content: ['identity', 'progress'] },
  ...signedOnPaper('2037-03-01'),
  ...{ expiry: 'event', expiryWords: 'When she moves out of her aunt’s.', expiresOn: '2037-09-30' },
  ...{ signer: 'representative', authority: 'guardian' },
});
type Given = ReturnType<typeof release>;
const given = (id: string, body: object) => rig.command('coordinator', id, 'grantRelease', body);
const kept = async (id: string) =>
  (await rig.get('coordinator', `/enrollments/${id}/releases`).expect(200)).body as {
    items: Record<string, unknown>[];
  };
const stepOf = ({ body }: { body: { steps: { stepId: string }[] } }) => String(body.steps[0]?.stepId);

describe('a release', () => {
  /** The elements of 42 CFR 2.31(a), by the fields that hold them; the patient is whose enrollment it is. */
  const elements = {
    'who discloses': ['discloser'],
    what: ['content', 'substanceUse'],
    'to whom': ['recipientKind', 'recipientName', 'recipientAddress'],
    purpose: ['purpose'],
    'right to revoke': ['revocationTold'],
    expiry: ['expiry', 'expiryWords', 'expiresOn'],
    'signature and signer': ['signature', 'signer', 'authority', 'signerName'],
    'date signed': ['signedOn'],
  } as const satisfies Record<string, readonly (keyof Given)[]>;
  const fields = Object.entries(elements).flatMap(([element, names]) =>
    names.map((name) => [element, name] as const),
  );

  it('[RF-3] has every element of 42 CFR 2.31, and shows it', async () => {
    expect(fields.map(([, name]) => name).toSorted()).toEqual(Object.keys(release()).toSorted());
    const id = await rig.enroll();
    expect(await given(id, release())).toHaveProperty('status', 200);
    const { items } = await kept(id);
    const { expiry, expiresOn, signer, authority, signature, signedOn, ...rest } = release();
    const { recipientKind, purpose, content, ...words } = rest;
    expect(items).toMatchObject([
      { expiry, expiresOn, signer, authority, signature, signedOn, recipientKind, purpose, content },
    ]);
    expect(items[0]).toMatchObject({ inForce: true, endedAt: null, details: words });
  });

  it.each(fields)('[RF-3] without its element "%s" (%s) is refused by name', async (_, name) => {
    const id = await rig.enroll();
    const { [name]: value, ...without } = release();
    const empty = Array.isArray(value) ? [] : '';
    for (const body of [without, { ...without, [name]: null }, { ...without, [name]: empty }]) {
      const reply = await given(id, body);
      expect([name, reply.status]).toEqual([name, 400]);
      expect(reply.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toContain(`/${name}`);
    }
    expect((await kept(id)).items).toEqual([]);
  });

  it('[RF-3] names whom it is for as the kind has it', async () => {
    const id = await rig.enroll();
    const roster = sampleRoster(id);
    await rig.post('coordinator', `/enrollments/${id}/roster/acts/change`, roster).expect(200);
    const { recipientAddress: _, ...listed } = release();
    const own = { sister: roster.informal[0]?.id, agency: rig.agency.agencyId, provider };
    const other = rig.otherAgency.agencyId;
    const elsewhere = sampleRoster(await rig.enroll()).formal[0]?.id;
    const fits = [
      ['provider', provider],
      ...[['team-member', own.sister] as const, ['person', own.sister] as const],
      ...[['agency', other] as const, ['payer', undefined] as const],
    ] as const;
    for (const [recipientKind, recipient] of fits)
      expect(await given(id, { ...listed, recipientKind, recipient })).toHaveProperty('status', 200);
    const wrong = [
      ['team-member', provider, 'unknown-member'],
      ['person', elsewhere, 'unknown-member'],
      ['provider', own.sister, 'unknown-provider'],
      ['provider', other, 'unknown-provider'],
      ['agency', own.agency, 'unknown-agency'],
      ['agency', provider, 'unknown-agency'],
    ] as const;
    for (const [recipientKind, recipient, code] of wrong)
      expectProblem(await given(id, { ...listed, recipientKind, recipient }), code, [
        { pointer: '/recipient' },
      ]);
    // On no list: with an address, or, of the team, not at all.
    for (const recipientKind of ['provider', 'agency', 'person'])
      expect(await given(id, { ...release(), recipientKind })).toHaveProperty('status', 200);
    expectProblem(await given(id, { ...release(), recipientKind: 'team-member' }), 'invalid-field', [
      { pointer: '/recipient' },
    ]);
    expect((await kept(id)).items).toHaveLength(fits.length + 3);
  });

  it('[RF-3] signed on paper has its copy missing, until a file of it is there that can be used', async () => {
    const id = await rig.enroll();
    const about = stepOf(await given(id, release()));
    await given(id, { ...release(), signature: 'on-screen' });
    const shown = async () => (await kept(id)).items.map(({ copy, copyMissing }) => [copy, copyMissing]);
    expect(await shown()).toEqual([
      [null, true],
      [null, false],
    ]);
    const bytes = Buffer.from('%PDF-1.7\nAs it was signed.');
    const path = `/enrollments/${id}/attachments`;
    const attach = async (what: string): Promise<string> => {
      const file = { what, about, fileName: 'form.pdf', bytes: bytes.length };
      const { attachmentId } = (await rig.post('coordinator', path, file)).body as { attachmentId: string };
      const octets = { 'Content-Type': 'application/octet-stream' };
      await rig.post('coordinator', `${path}/${attachmentId}/parts/0`, bytes, octets).expect(200);
      return attachmentId;
    };
    await attach('letter');
    expect((await shown())[0]).toEqual([null, true]);
    const copy = await attach('signed-release');
    expect((await shown())[0]).toEqual([copy, false]);
    await rig.post('coordinator', `${path}/${copy}/strike`, { reason: 'Of somebody else.' }).expect(200);
    expect((await shown())[0]).toEqual([null, true]);
  });

  it('[RF-3] says what it has to and nothing that does not fit', async () => {
    const id = await rig.enroll();
    const { authority: _, ...byClient } = { ...release(), signer: 'client' };
    for (const [body, field] of [
      [{ ...release(), signer: 'client' }, 'authority'],
      [{ ...release(), expiry: 'date' }, 'expiryWords'],
      [{ ...byClient, content: ['counselling-notes', 'identity'] }, 'content'],
    ] as const)
      expectProblem(await given(id, body), 'invalid-field', [{ pointer: `/${field}` }]);
    for (const content of [['counselling-notes'], ['identity', 'notes']])
      expect(await given(id, { ...byClient, content })).toHaveProperty('status', 200);
  });

  it('[RF-3] holds as long as the agency lets one hold, from its signature on, and not before that', async () => {
    const id = await rig.enroll();
    expectProblem(await given(id, { ...release(), expiresOn: '2038-03-02' }), 'release-too-long', [
      { pointer: '/expiresOn' },
    ]);
    expectProblem(await given(id, { ...release(), signedOn: '2037-03-05' }), 'occurred-in-future');
    rig.clock.set(monday + day);
    const early = { ...release(), signedOn: '2037-03-03', occurredAt: new Date(monday).toISOString() };
    expectProblem(await given(id, early), 'release-not-signed', [{ pointer: '/signedOn' }]);
    expect(await given(id, { ...release(), expiresOn: '2038-03-01' })).toHaveProperty('status', 200);
    rig.clock.set(monday);
  });

  it('[RF-3] ends when its event or condition comes, or nobody needs it any more: once', async () => {
    const id = await rig.enroll();
    const ended = (about: string) =>
      rig.command('coordinator', id, 'endRelease', { about, what: 'She moved out.' });
    const until = stepOf(await given(id, release()));
    const { expiryWords: _, ...dated } = { ...release(), expiry: 'date' };
    const byDate = stepOf(await given(id, dated));
    expectProblem(await ended('nothing'), 'unknown-release');
    expect(await ended(byDate)).toHaveProperty('status', 200);
    expect(await ended(until)).toHaveProperty('status', 200);
    expectProblem(await ended(until), 'release-over');
    const { items } = await kept(id);
    expect(items.map(({ inForce }) => inForce)).toEqual([false, false]);
    expect(items[0]?.['endedAt']).toEqual(expect.any(String));
  });

  it('[RF-3] that is taken back says whether anybody relied on it, and that is told', async () => {
    const id = await rig.enroll();
    await rig.assign(id);
    const { recipientAddress: _, ...listed } = release();
    const payer = { ...listed, recipientKind: 'payer', content: ['identity'] };
    const revoked = async (about: string) =>
      (await rig.command('coordinator', id, 'revokeRelease', { about }).expect(200)).body.opened as {
        kind: string;
      }[];
    const unused = stepOf(await given(id, payer));
    expect(await revoked(unused)).toEqual([]);
    const aunt = stepOf(await given(id, { ...release(), content: ['identity'] }));
    await rig
      .command('coordinator', id, 'logContact', {
        ...{ with: 'collateral', mode: 'phone', outcome: 'reached', release: aunt },
        disclosed: [
          {
            recipientKind: 'person',
            recipient: aunt,
            content: ['identity'],
            ground: 'release',
            release: aunt,
          },
        ],
      })
      .expect(200);
    expect((await revoked(aunt)).map(({ kind }) => kind)).toEqual(['release.told']);
    const telling = { about: aunt, outcome: 'told', told: 'Called her, and sent a letter.' };
    const { told: _told, ...wordless } = telling;
    expectProblem(await rig.command('coordinator', id, 'tellRevocation', wordless), 'invalid-field', [
      { pointer: '/told' },
    ]);
    const { body } = await rig.command('coordinator', id, 'tellRevocation', telling).expect(200);
    expect(body.met.map(({ kind }: { kind: string }) => kind)).toEqual(['release.told']);
  });

  it('[RF-3] is printed as it was agreed to, and blank to be signed, by who may read it', async () => {
    const id = await rig.enroll();
    await rig.assign(id);
    const at = `/enrollments/${id}/papers/release-form`;
    expectProblem(await rig.get('coordinator', at), 'nothing-to-print');
    const blank = await rig.get('coordinator', `${at}?format=html&of=template`).expect(200);
    expect(blank.text).toContain('Release of Information');
    const about = stepOf(await given(id, release()));
    const { text } = await rig.get('coordinator', `${at}?format=html&of=${about}`).expect(200);
    for (const word of ['Her aunt', '2 Vliet Street', 'guardian', 'When she moves out of her aunt’s.'])
      expect(text).toContain(word);
    const { body } = await rig.get('coordinator', `/enrollments/${id}/papers`).expect(200);
    expect(body.items).toMatchObject([{ paper: 'release-form', of: about, state: 'in-force' }]);
    expectProblem(await rig.get('payer', at), 'forbidden');
    const { headers } = await rig.get('coordinator', at).expect(200);
    expect(headers['content-type']).toBe('application/pdf');
  });
});
