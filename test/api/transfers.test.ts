import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { countyProfile } from '../../src/pathway/profiles/county.ts';
import type { Login } from '../../prisma/seed/index.ts';
import { makeClient } from '../../src/features/identity/postgres/keep.ts';
import { createReads } from '../../src/api/reads.ts';
import { createRecordReader } from '../../src/kit/postgres/record-reader.ts';
import { clientRecord } from '../support/client-record.ts';
import { clientStore } from '../support/client-store.ts';
import { createTransferWork } from '../../src/features/transfer/postgres/store.ts';
import { notice } from '../../src/features/papers/disclosure-words.ts';
import { paperList } from '../../src/features/papers/api/schemas.ts';
import { shortNotice } from '../../src/features/disclosures/laws.ts';
import { carriedReply, transferReply } from '../../src/features/transfer/api/schemas.ts';
import { createPolicies } from '../../src/kit/policies.ts';
import { createTransferSteps } from '../../src/features/transfer/activities/steps.ts';
import { signedPlan } from '../support/api-plans.ts';
import { checkAccounting } from '../../src/features/disclosures/postgres/check-accounting.ts';
import { expectProblem } from '../support/api-problem.ts';
import { type ApiRig, createApiRig, day, hour, monday } from '../support/api-rig.ts';
import { asSent } from '../support/as-sent.ts';
import { signedOnPaper } from '../../prisma/seed/index.ts';

let rig: ApiRig;
let now = monday;
let id = '';
let release = '';
/** What supports the index, on paper. */
let form = '';
beforeAll(async () => {
  rig = await createApiRig();
  await rig.prisma.staff.updateMany({ data: { mayTakeUntil: new Date(monday + 365 * day) } });
});
afterAll(() => rig?.close());
// Each test has a client of its own, with a plan, a recent index and a release for the other agency.
beforeEach(async () => {
  await another();
  rig.clock.set((now += hour));
});

async function another(): Promise<void> {
  rig.clock.set((now += hour));
  id = await rig.enroll({ client: { familyName: 'Quillfeather' } });
  await rig.assign(id, 'coordinator3');
  await rig.command('coordinator', id, 'scoreAcuity', { score: 52 }).expect(200);
  form = await clientRecord(rig).file(id, 'acuity-scoring');
  release = await granted();
}

async function granted(more: object = {}): Promise<string> {
  const reply = await rig
    .command('coordinator', id, 'grantRelease', {
      ...{ recipient: rig.otherAgency.agencyId, recipientKind: 'agency', purpose: 'care-coordination' },
      ...{ content: ['identity', 'assessment', 'progress', 'plan', 'contact-information'] },
      ...{ expiresOn: '2037-12-31', recipientName: 'Another County', ...signedOnPaper('2037-03-02') },
      ...more,
    })
    .expect(200);
  return (reply.body as { steps: { stepId: string }[] }).steps[0]?.stepId ?? '';
}

const there = (login: Login, method: 'get' | 'post', path: string) =>
  request(rig.app)[method](`/api/v1${path}`).set('Authorization', `Bearer ${rig.otherAgency.tokens[login]}`);
const offered = (more: object = {}) => ({
  ...{
    toAgency: rig.otherAgency.agencyId,
    reason: 'client-moves',
    release,
    carries: ['plan', 'contact-information'],
  },
  enclosed: [{ document: 'acuity-documentation', id: form }],
  leaving: {
    warmHandOver: true,
    handedOverTo: 'Met with both at her kitchen table.',
    note: 'She moves in with her aunt.',
  },
  ...more,
});
const offer = (more: object = {}, login: Login = 'supervisor') =>
  rig.post(login, `/enrollments/${id}/transfers`, offered(more));
const named = (reply: { body: unknown }) => (reply.body as { transfer: string }).transfer;
const accept = (transfer: string, more: object = {}, login: Login = 'intake') =>
  there(login, 'post', `/transfers/${transfer}/accept`).send({ reference: `B-${transfer}`, ...more });
const state = async (transfer: string) =>
  asSent(transferReply, (await there('supervisor', 'get', `/transfers/${transfer}`).expect(200)).body);

/** All that the record holds of the client here and there: what must not change when nothing is to happen. */
async function standing() {
  const [events, enrollments, documents, clients] = await Promise.all([
    rig.prisma.event.count(),
    rig.prisma.enrollment.count(),
    rig.prisma.documentRevision.count(),
    rig.prisma.client.count(),
  ]);
  return { events, enrollments, documents, clients };
}

type Die = (call: number) => boolean;
/** The worker's steps in this process; `die` ends it right after a call to the record or an enrollment has had its effect. */
function steps(die: Die = () => false, record = createRecordReader(rig.prisma)) {
  let calls = 0;
  const mortal = <T extends object>(part: T): T =>
    new Proxy(part, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function' || name === 'load') return value;
        return async (...args: unknown[]) => {
          const answer: unknown = await (value as (...all: unknown[]) => unknown).apply(target, args);
          if (die((calls += 1))) throw new Error('the worker died');
          return answer;
        };
      },
    });
  return createTransferSteps({
    work: mortal(createTransferWork(rig.prisma, clientStore(rig.prisma))),
    gateway: mortal({ enroll: rig.gateway.enroll, submit: rig.gateway.submit }),
    record,
    policies: createPolicies(createReads(rig.prisma)),
    seal: { seal: (words, owner) => rig.seal(words, owner) },
  });
}

async function goesOn(transferId: string, work = steps()): Promise<void> {
  const step = { transferId, at: now };
  if ((await work.enrollTransferred(step)).stopped) return;
  await work.carryOver(step);
  await work.endTransferred(step);
}

describe('[OU-4] the offer', () => {
  it('[OU-4] is seen by both agencies, and of its client the other one sees nothing yet', async () => {
    const { body: agencies } = await rig.get('supervisor', '/transfers/agencies').expect(200);
    expect(agencies).toEqual({ items: [{ agencyId: rig.otherAgency.agencyId, name: 'Another County' }] });
    const transfer = named(await offer().expect(200));
    const received = await there('intake', 'get', `/transfers/${transfer}`).expect(200);
    expect(asSent(transferReply, received.body)).toMatchObject({
      ...{ direction: 'received', state: 'offered', enrollmentId: null, level: 'rsc-i' },
      ...{ reason: 'client-moves', index: { score: 52 } },
    });
    expect(received.text).not.toMatch(/Quillfeather|kitchen|aunt/);
    expect((await rig.get('coordinator', `/transfers/${transfer}`).expect(200)).body).toMatchObject({
      ...{ direction: 'sent', enrollmentId: id },
    });
    await there('supervisor', 'get', `/enrollments/${id}`).expect(404);
    await rig.get('payer', '/transfers').expect(403);
  });

  it('is refused by name where something is missing, and nothing is written', async () => {
    const before = await standing();
    expectProblem(await offer({}, 'coordinator'), 'forbidden');
    expectProblem(await offer({ toAgency: randomUUID() }), 'unknown-agency');
    expectProblem(await offer({ toAgency: rig.agency.agencyId }), 'unknown-agency');
    expectProblem(await offer({ release: 'none' }), 'release-missing');
    // The release says nothing of a family's parts beyond the plan; it says nothing at all of other purposes.
    expectProblem(await offer({ enclosed: [] }), 'document-missing');
    expectProblem(await offer({ leaving: { warmHandOver: true, note: 'She moves.' } }), 'invalid-field');
    expectProblem(
      await rig.post('supervisor', `/enrollments/${randomUUID()}/transfers`, offered()),
      'not-found',
    );
    expect(await standing()).toEqual(before);
    release = await granted({ content: ['identity', 'assessment'] });
    expectProblem(await offer(), 'release-missing');
    rig.clock.set(now + 31 * day);
    release = await granted();
    expectProblem(await offer(), 'acuity-index-missing');
    rig.clock.set(now);
  });

  it('[OU-4] asks before what the discharge will ask: at Case Management the last meeting', async () => {
    const { body } = await rig.get('supervisor', `/enrollments/${id}/acuity`).expect(200);
    const index = (body as { scores: { stepId: string }[] }).scores[0]?.stepId;
    const toCm = { level: 'cm', reason: 'As agreed.', index, enclosed: offered().enclosed };
    await rig.command('supervisor', id, 'changeLevel', toCm).expect(200);
    const reply = await offer();
    expectProblem(reply, 'discharge-incomplete');
    const leaving = { ...offered().leaving, lastMeetingHeld: false, whyNot: 'She has moved already.' };
    await offer({ leaving }).expect(200);
  });

  it('is made once a key, and one at a time', async () => {
    const key = { 'Idempotency-Key': `offer-${id}` };
    const path = `/enrollments/${id}/transfers`;
    const first = await rig.post('supervisor', path, offered(), key).expect(200);
    const again = await rig.post('supervisor', path, offered(), key).expect(200);
    expect(again.body).toEqual(first.body);
    expect(again.headers['idempotent-replayed']).toBe('true');
    const other = await rig.post('supervisor', path, offered({ reason: 'capacity' }), key);
    expectProblem(other, 'idempotency-key-reused');
    expectProblem(await offer(), 'transfer-open');
  });

  it('declined or withdrawn leaves all as it was, and another may follow', async () => {
    const before = await standing();
    const declined = named(await offer().expect(200));
    const refusal = { reason: 'no-capacity' };
    expectProblem(
      await there('coordinator', 'post', `/transfers/${declined}/decline`).send(refusal),
      'forbidden',
    );
    await there('supervisor', 'post', `/transfers/${declined}/decline`).send(refusal).expect(200);
    expectProblem(await accept(declined), 'transfer-settled');
    expect(await state(declined)).toMatchObject({ state: 'declined', declined: 'no-capacity' });
    const withdrawn = named(await offer().expect(200));
    expectProblem(
      await there('supervisor', 'post', `/transfers/${withdrawn}/withdraw`).send({}),
      'not-found',
    );
    await rig.post('supervisor', `/transfers/${withdrawn}/withdraw`, {}).expect(200);
    expectProblem(await accept(withdrawn), 'transfer-settled');
    expect(await standing()).toEqual(before);
    expect(await createTransferWork(rig.prisma, clientStore(rig.prisma)).unfinished()).toEqual([]);
  });
});

describe('[OU-4] the answer', () => {
  it('is refused where the agency cannot have the client, or may not be told any more', async () => {
    const transfer = named(await offer().expect(200));
    const { coordinator, intake } = rig.otherAgency.staffIds;
    expectProblem(await accept(transfer, { level: 'none' }), 'unknown-level');
    expectProblem(await accept(transfer, { coordinatorId: intake }), 'unknown-staff');
    const full = { where: { id: coordinator }, data: { caseloadLimit: 0 } };
    const { caseloadLimit } = await rig.prisma.staff.findUniqueOrThrow({ where: { id: coordinator } });
    await rig.prisma.staff.update(full);
    expectProblem(await accept(transfer, { coordinatorId: coordinator }), 'caseload-full');
    await rig.prisma.staff.update({ where: { id: coordinator }, data: { caseloadLimit } });

    const agencyId = rig.otherAgency.agencyId;
    const person = { agencyId, reference: 'B-taken', givenName: 'Somebody', familyName: 'Else' };
    await makeClient(rig.prisma, { clientId: randomUUID(), ...person });
    expectProblem(await accept(transfer, { reference: 'B-taken' }), 'client-differs');
    const referred = { client: { reference: 'B-known', givenName: 'Ottilie', familyName: 'quillfeather' } };
    await there('intake', 'post', '/enrollments')
      .send({ ...referred, referral: { level: 'rsc-i', emergency: false } })
      .expect(201);
    expectProblem(await accept(transfer, { reference: 'B-known' }), 'client-already-enrolled');

    await rig.command('coordinator', id, 'revokeRelease', { about: release }).expect(200);
    expectProblem(await accept(transfer), 'release-missing');
    expect((await state(transfer)).state).toBe('offered');
  });

  it('comes too late for a client who has been discharged', async () => {
    const transfer = named(await offer().expect(200));
    await rig
      .command('coordinator', id, 'discharge', { reason: 'deceased', note: 'As her aunt told us.' })
      .expect(200);
    expectProblem(await accept(transfer), 'discharged');
  });
});

describe('[OU-4] what follows an acceptance', () => {
  type Owed = { kind: string; due: string; status: string };
  const open = (body: unknown) =>
    new Map(
      (body as { items: Owed[] }).items.filter(({ status }) => status === 'open').map((o) => [o.kind, o.due]),
    );

  async function whole() {
    const ways = [{ kind: 'phone', value: '414 555 0173', mayLeaveMessage: true }];
    await rig.post('coordinator', `/enrollments/${id}/contact-information/acts/change`, { ways }).expect(200);
    const plan = await signedPlan(rig, id, { version: 'preliminary' });
    await rig.command('coordinator', id, 'completePreliminarySccp', { plan }).expect(200);
    const event = { event: 'detox-admission', summary: 'Went in last night.' };
    await rig.command('coordinator', id, 'reportHighAcuityEvent', event).expect(200);
    const owed = open((await rig.get('coordinator', `/enrollments/${id}/obligations`).expect(200)).body);
    const transfer = named(await offer().expect(200));
    rig.clock.set((now += hour));
    await accept(transfer, { coordinatorId: rig.otherAgency.staffIds.coordinator }).expect(200);
    return { transfer, owed };
  }

  async function expectWhole({ transfer, owed }: Awaited<ReturnType<typeof whole>>) {
    const { state: reached, enrollmentId, notAssigned } = await state(transfer);
    expect([reached, notAssigned]).toEqual(['done', null]);
    const next = enrollmentId ?? '';
    const { body } = await there('coordinator', 'get', `/enrollments/${next}`).expect(200);
    expect(body).toMatchObject({ level: 'rsc-i', client: { familyName: 'Quillfeather' } });
    const carried = asSent(
      carriedReply,
      (await there('coordinator', 'get', `/enrollments/${next}/carried`).expect(200)).body,
    );
    expect(carried.letBy?.notice).toBe(notice);
    expect(carried).toMatchObject({ from: { transfer, enrollmentId: id }, index: { score: 52 } });

    // No date is later than it was; what is about a thing is owed by itself, by its date.
    const after = open(
      (await there('coordinator', 'get', `/enrollments/${next}/obligations`).expect(200)).body,
    );
    expect(carried.duties.map(({ kind, title }) => [kind, title])).toContainEqual([
      'stabilization.contact',
      countyProfile.rules.find(({ kind }) => kind === 'stabilization.contact')?.title,
    ]);
    const byItself = new Map(carried.duties.map(({ kind, due }) => [kind, due]));
    expect([...byItself.keys()]).toContain('stabilization.contact');
    for (const [kind, due] of owed) {
      const due2 = byItself.get(kind) ?? after.get(kind) ?? 'nowhere';
      expect([kind, due2 <= due]).toEqual([kind, true]);
      if (byItself.has(kind)) expect(due2).toBe(due);
    }
    expect(carried.documents.map(({ kind }) => kind).toSorted()).toEqual(['contact-information', 'sccp']);
    for (const { document, hash, originHash, origin } of carried.documents) {
      expect(hash).toBe(originHash);
      const copy = await rig.prisma.document.findUniqueOrThrow({
        where: { id: document },
        include: { origin: true },
      });
      expect(copy).toMatchObject({
        agencyId: rig.otherAgency.agencyId,
        enrollmentId: next,
        origin: { originId: origin },
      });
      const original = await rig.prisma.document.findUniqueOrThrow({ where: { id: origin } });
      expect([original.agencyId, original.content]).toEqual([rig.agency.agencyId, copy.content]);
    }
    const ways = await there('coordinator', 'get', `/enrollments/${next}/contact-information`).expect(200);
    expect(ways.text).toContain('414 555 0173');

    // Here it has ended with its reason, and nothing but what a discharge opens is owed.
    const left = open((await rig.get('coordinator', `/enrollments/${id}/obligations`).expect(200)).body);
    expect([...left.keys()]).toEqual(['outcome.discharge']);
    const places = await rig.prisma.caseloadPlace.findMany({ where: { enrollmentId: { in: [id, next] } } });
    expect(places.map(({ staffId }) => staffId)).toEqual([rig.otherAgency.staffIds.coordinator]);
    const events = await rig.prisma.event.findMany({ where: { enrollmentId: { in: [id, next] } } });
    const of = (type: string) => events.filter((event) => event.type === type).length;
    expect([of('ReferralReceived'), of('TakenOver'), of('DutyCarriedOver'), of('Discharged')]).toEqual([
      ...[2, 1, carried.duties.length, 1],
    ]);
    // The new enrollment is on record before the old one ends.
    const at = (type: string, of2: string) =>
      Number(events.find((event) => event.type === type && event.enrollmentId === of2)?.recordedAt);
    expect(at('ReferralReceived', next)).toBeLessThanOrEqual(at('Discharged', id));
    return { next, carried };
  }

  it('[RF-3] what came over says under what consent, and that it goes no further, where it is read and on every paper', async () => {
    const { transfer } = await whole();
    await goesOn(transfer);
    const { enrollmentId } = await state(transfer);
    const read = async () =>
      asSent(
        carriedReply,
        (await there('coordinator', 'get', `/enrollments/${enrollmentId}/carried`).expect(200)).body,
      );
    const { letBy, documents, from } = await read();
    expect(letBy).toEqual({
      ...{ purpose: 'care-coordination', until: '2037-12-31', notice },
      content: ['identity', 'assessment', 'progress', 'plan', 'contact-information'],
    });
    // What no consent has to do with it says nothing of one.
    const { body: plain } = await rig.get('coordinator', `/enrollments/${id}/carried`).expect(200);
    expect(asSent(carriedReply, plain).letBy).toBeNull();

    // A plan that is written here on top of it is theirs; the copy is not, whoever prints it.
    const papers = `/enrollments/${enrollmentId}/papers`;
    const { items } = asSent(paperList, (await there('coordinator', 'get', papers).expect(200)).body);
    const copies = items.filter(({ of }) => documents.some(({ document }) => document === of));
    expect(copies.map(({ paper }) => paper)).toEqual(expect.arrayContaining(['care-plan', 'safety-plan']));
    const printed = async (paper: string, of?: string) => {
      const query = of === undefined ? '' : `&of=${of}`;
      const path = `${papers}/${paper}?format=html${query}`;
      return (await there('coordinator', 'get', path).expect(200)).text;
    };
    const says = (text: string) =>
      [
        'Came over from another agency',
        from?.agency ?? 'no agency',
        'Care coordination',
        'holds until 12/31/2037',
        notice,
      ].map((one) => text.includes(one));
    for (const { paper, of } of [...copies, { paper: 'client-file', of: undefined }])
      // A card is the client's own: on it stands the shorter of the two statements.
      if (paper === 'safety-card') expect(await printed(paper, of)).toContain(shortNotice);
      else expect([paper, says(await printed(paper, of))]).toEqual([paper, [true, true, true, true, true]]);
    const others = items.filter((one) => !copies.includes(one));
    for (const { paper, of } of others)
      expect([paper, (await printed(paper, of)).includes('Came over')]).toEqual([paper, false]);
    // At home nothing came over.
    const home = await rig.get('coordinator', `/enrollments/${id}/papers/care-plan?format=html`).expect(200);
    expect(home.text).not.toContain('Came over');

    // What is taken back later was told under it all the same.
    await rig.command('coordinator', id, 'revokeRelease', { about: release });
    expect((await read()).letBy).toEqual(letBy);
  });

  it('[OU-4] the client goes on there with index, documents and dates, and ends here', async () => {
    const told = await whole();
    await goesOn(told.transfer);
    const { next, carried } = await expectWhole(told);
    const before = await standing();
    await goesOn(told.transfer);
    expect(await standing()).toEqual(before);

    const about = carried.duties[0]?.stepId;
    const settle = { about, how: 'done', summary: 'She was called.' };
    const path = `/enrollments/${next}/commands/settleCarried`;
    expectProblem(
      await there('coordinator', 'post', path).send({ ...settle, about: 'x' }),
      'unknown-carried-duty',
    );
    await there('coordinator', 'post', path).send(settle).expect(200);
    expectProblem(await there('coordinator', 'post', path).send(settle), 'carried-duty-settled');
    expect(rig.logs.join('\n')).not.toMatch(/Quillfeather|kitchen table/);
  });

  it('[OU-4] whatever call its worker dies after, all of it happens once', async () => {
    for (let last = 1; ; last += 1) {
      const told = await whole();
      let died = false;
      const dying = steps((call) => call === last && (died = true));
      await goesOn(told.transfer, dying).catch(() => undefined);
      await goesOn(told.transfer);
      await expectWhole(told);
      if (!died) {
        expect(last).toBeGreaterThan(8);
        return;
      }
      await another();
    }
  }, 120_000);

  it('[RF-3] a release that is taken back stops it at once, and all is as it was', async () => {
    const { transfer } = await whole();
    await rig.command('coordinator', id, 'revokeRelease', { about: release }).expect(200);
    const before = await standing();
    await goesOn(transfer);
    expect(await state(transfer)).toMatchObject({ state: 'stopped', stopped: 'release-missing' });
    expect(await standing()).toEqual(before);
    release = await granted();
    await offer().expect(200);
  });

  it('[RF-3] taken back once the client is enrolled there, no document follows', async () => {
    const { transfer } = await whole();
    const step = { transferId: transfer, at: now };
    await steps().enrollTransferred(step);
    await rig.command('coordinator', id, 'revokeRelease', { about: release }).expect(200);
    await goesOn(transfer);
    const { state: reached, withoutDocuments, enrollmentId } = await state(transfer);
    expect([reached, withoutDocuments]).toEqual(['done', 'release-missing']);
    expect(await rig.prisma.document.count({ where: { enrollmentId } })).toBe(0);
  });

  it('[ST-4] a caseload that has filled up meanwhile leaves the assignment owed, and says so', async () => {
    const { transfer } = await whole();
    const where = { id: rig.otherAgency.staffIds.coordinator };
    const { caseloadLimit } = await rig.prisma.staff.findUniqueOrThrow({ where });
    await rig.prisma.staff.update({ where, data: { caseloadLimit: 0 } });
    await goesOn(transfer);
    await rig.prisma.staff.update({ where, data: { caseloadLimit } });
    const { state: reached, notAssigned, enrollmentId } = await state(transfer);
    expect([reached, notAssigned]).toEqual(['done', 'caseload-full']);
    const { body } = await there('supervisor', 'get', `/enrollments/${enrollmentId}/obligations`).expect(200);
    expect(open(body).has('assignment')).toBe(true);
  });

  it('[OU-4] what is reported while a client is on the way is owed there too, once, and nothing ends unseen', async () => {
    const { transfer } = await whole();
    const report = (summary: string) =>
      rig
        .command('coordinator', id, 'reportHighAcuityEvent', { event: 'detox-admission', summary })
        .expect(200);
    const step = { transferId: transfer, at: now };
    await steps().enrollTransferred(step);
    // One that is on its way to the record while that is read, and one that comes when all has gone over.
    const before = createRecordReader(rig.prisma);
    const { length } = await before.loadEvents(id);
    await report('Went in again.');
    const behind = {
      ...before,
      loadEvents: async (of: string) =>
        (await before.loadEvents(of)).slice(0, of === id ? length : undefined),
    };
    await steps(undefined, behind).carryOver(step);
    await rig.command('coordinator', id, 'reportEmergentNeed', { needs: ['housing'] }).expect(200);
    const owed = open((await rig.get('coordinator', `/enrollments/${id}/obligations`).expect(200)).body);
    expect([...owed.keys()]).toContain('emergency.contact-client');

    // Whoever looked before all of it was there does not end it.
    await expect(steps(undefined, behind).endTransferred(step)).rejects.toThrow(
      'something was recorded meanwhile',
    );
    expect((await rig.get('coordinator', `/enrollments/${id}`).expect(200)).body).not.toMatchObject({
      stage: 'discharge',
    });
    for (let last = 1; last < 4; last += 1)
      await steps((call) => call === last)
        .endTransferred(step)
        .catch(() => undefined);
    await goesOn(transfer);
    const { enrollmentId } = await state(transfer);
    const { duties } = asSent(
      carriedReply,
      (await there('coordinator', 'get', `/enrollments/${enrollmentId}/carried`).expect(200)).body,
    );
    const came = duties.map(({ kind, due }) => `${kind} ${due}`);
    const after = open(
      (await there('coordinator', 'get', `/enrollments/${enrollmentId}/obligations`).expect(200)).body,
    );
    for (const [kind, due] of owed)
      expect([kind, came.includes(`${kind} ${due}`) || after.has(kind)]).toEqual([kind, true]);
    expect(duties.filter(({ kind }) => kind === 'emergency.contact-client')).toHaveLength(1);
    expect(duties.filter(({ kind }) => kind === 'stabilization.contact')).toHaveLength(2);
  });

  it('[OU-4] waits for what the discharge needs, with the client in both agencies until then', async () => {
    const { transfer } = await whole();
    const { body } = await rig.get('supervisor', `/enrollments/${id}/acuity`).expect(200);
    const index = (body as { scores: { stepId: string }[] }).scores[0]?.stepId;
    const toCm = { level: 'cm', reason: 'As agreed.', index, enclosed: offered().enclosed };
    await rig.command('supervisor', id, 'changeLevel', toCm).expect(200);
    await goesOn(transfer);
    expect(await state(transfer)).toMatchObject({ state: 'carried', waitsFor: 'discharge-incomplete' });
    expect(await createTransferWork(rig.prisma, clientStore(rig.prisma)).unfinished()).toEqual([transfer]);
    // By hand, with what was missing.
    await rig
      .command('supervisor', id, 'discharge', {
        ...{ reason: 'transferred', warmHandOver: false, receivingAgencyNamed: true, lastMeetingHeld: false },
        ...{ receivingAgency: 'Another County', whyNot: 'She has moved.', note: 'To her aunt.' },
      })
      .expect(200);
    await goesOn(transfer);
    expect(await state(transfer)).toMatchObject({ state: 'done', waitsFor: null });
  });
});

it('[RF-3] all that left has its row in the accounting, and each row let something leave', async () => {
  const { rows, missing, stray } = await checkAccounting(rig.prisma);
  expect({ missing, stray }).toEqual({ missing: [], stray: [] });
  expect(rows).toBeGreaterThan(3);
});
