import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { allRoutes } from '../../src/api/features.ts';
import type { RouteContext } from '../../src/kit/http/context.ts';
import type { Input } from '../../src/kit/http/route.ts';
import { documentTrials } from '../support/acts/documents.ts';
import { otherTrials } from '../support/acts/others.ts';
import { staffTrials } from '../support/acts/staff-documents.ts';
import { createStage, type Stage, type Trial } from '../support/acts/stage.ts';
import { stepTrials } from '../support/acts/steps.ts';
import { expectProblem } from '../support/api-problem.ts';
import { hour, monday } from '../support/api-rig.ts';
import { readAt, replacing } from '../support/reading-first.ts';

const made = { ...documentTrials, ...staffTrials, ...stepTrials };
const all = { ...made, ...otherTrials };
/** All that have a handler of their own, and some of those that one function makes. */
const trials = {
  ...otherTrials,
  ...Object.fromEntries(Object.entries(made).filter((_, place) => place % 8 === 0)),
};
const replaces = new Set(replacing.map(({ id }) => id));
const second = 1_000;
const contact = { with: 'client', mode: 'phone', outcome: 'reached', summary: 'She is well.' };

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
beforeEach(() => {
  stage.rig.clock.set(monday + hour);
  stage.rig.gateway.outage = null;
});
afterAll(() => stage?.rig.close());

/** As a client that knows nothing of keys. */
function send(as: Trial['as'], path: string, body: object | undefined, headers = {}) {
  const test = request(stage.rig.bare)
    .post(`/api/v1${path}`)
    .set({ Authorization: `Bearer ${stage.rig.agency.tokens[as]}`, ...headers });
  return body === undefined ? test : test.send(body);
}
type Told = { commandId: string; sentAt: string };
const told = ({ text }: { text: string }) => JSON.parse(text) as Told;

describe('the very same, without a key, within seconds', () => {
  it.each(Object.entries(trials))('%s is done once', async (id, make) => {
    const { as, path, body, between, once = [] } = await make(stage);
    await between?.();
    const read = await request(stage.rig.bare)
      .get(`/api/v1${readAt(path)}`)
      .set('Authorization', `Bearer ${stage.rig.agency.tokens[as]}`);
    const headers = replaces.has(id) ? { 'If-Match': read.headers['etag'] ?? '"0"' } : {};
    const first = await send(as, path, body, headers);
    expect([200, 201, 202], first.text).toContain(first.status);
    const after = await stage.written();
    const again = await send(as, path, body, headers);
    expectProblem(again, 'sent-twice');
    expect(again.status).toBe(409);
    // The answer is there for who meant the same.
    const key = { 'Idempotency-Key': told(again).commandId };
    const repeated = await send(as, path, body, { ...headers, ...key });
    expect(repeated.headers['idempotent-replayed'], repeated.text).toBe('true');
    const shown = (reply: object) => Object.entries(reply).filter(([name]) => !once.includes(name));
    expect(shown(repeated.body as object)).toEqual(shown(first.body as object));
    expect(await withoutStamp(stage), 'nothing more was written').toEqual(withoutStampOf(after));
  });

  it('is documented wherever a key is taken', async () => {
    type Operation = { operationId: string; responses: Record<string, { description: string }> };
    const { body } = await request(stage.rig.bare).get('/openapi.json').expect(200);
    const { paths } = body as { paths: Record<string, Record<string, Operation>> };
    const takesKey = allRoutes({} as RouteContext).filter((route) => route.takesKey);
    const documenting = Object.values(paths)
      .flatMap((methods) => Object.values(methods))
      .filter(({ responses }) => responses['409']?.description.includes('`sent-twice`'));
    expect(documenting.map(({ operationId }) => operationId).toSorted()).toEqual(
      takesKey.map(({ id }) => id).toSorted(),
    );
  });
});

/** What is remembered of requests without a key is no part of what they wrote. */
const withoutStampOf = (written: string) =>
  (JSON.parse(written) as { name: string }[]).filter(({ name }) => name !== 'keyless_request');
const withoutStamp = async ({ written }: Stage) => withoutStampOf(await written());

describe('a contact', () => {
  const contacts = (enrollmentId: string) =>
    stage.rig.prisma.event.count({ where: { enrollmentId, type: 'ContactLogged' } });
  const at = (instant: number) => ({ ...contact, occurredAt: new Date(instant).toISOString() });

  it('pressed four times at once is there once, and one of them has its receipt', async () => {
    const id = await stage.client();
    const path = `/enrollments/${id}/commands/logContact`;
    const all = await Promise.all([1, 2, 3, 4].map(() => send('coordinator', path, contact)));
    const [done, ...others] = all.toSorted((a, b) => a.status - b.status);
    expect(done?.status).toBe(200);
    for (const one of others) expectProblem(one, 'sent-twice');
    expect(await contacts(id)).toBe(1);
  });

  it('is asked back about for twenty seconds, in words that show nothing of it', async () => {
    const path = `/enrollments/${await stage.client()}/commands/logContact`;
    const first = await send('coordinator', path, contact).expect(200);
    stage.rig.clock.set(monday + hour + 19 * second);
    const again = await send('coordinator', path, contact);
    expectProblem(again, 'sent-twice');
    expect(told(again)).toMatchObject({
      sentAt: new Date(monday + hour).toISOString(),
      commandId: (first.body as { steps: { stepId: string }[] }).steps[0]?.stepId,
    });
    expect(again.text).not.toContain('She is well');
    stage.rig.clock.set(monday + hour + 21 * second);
    await send('coordinator', path, contact).expect(200);
  });

  it('whose client stamps each press is the same contact, and one of an hour ago is another', async () => {
    const id = await stage.client();
    const path = `/enrollments/${id}/commands/logContact`;
    const now = monday + 2 * hour;
    stage.rig.clock.set(now);
    await send('coordinator', path, at(now - second)).expect(200);
    expectProblem(await send('coordinator', path, at(now)), 'sent-twice');
    await send('coordinator', path, at(now - 30 * 60 * second)).expect(200);
    expect(await contacts(id)).toBe(2);
  });

  it('is never asked back about with a key, of another author or client', async () => {
    const [id, other] = [await stage.client(), await stage.client()];
    const path = `/enrollments/${id}/commands/logContact`;
    await send('coordinator', path, contact).expect(200);
    await send('coordinator', path, contact, { 'Idempotency-Key': randomUUID() }).expect(200);
    await send('supervisor', path, contact).expect(200);
    await send('coordinator', `/enrollments/${other}/commands/logContact`, contact).expect(200);
    expect([await contacts(id), await contacts(other)]).toEqual([3, 1]);
  });

  it('in other words, with others or otherwise, is asked back about as well, alone and among other steps', async () => {
    const id = await stage.client();
    const path = `/enrollments/${id}/commands/logContact`;
    const first = await send('coordinator', path, contact).expect(200);
    const { steps } = first.body as { steps: { stepId: string }[] };
    const others = [
      { summary: 'She is wel.' },
      { mode: 'text' },
      { with: 'provider', disclosed: [] },
      { outcome: 'attempted' },
    ];
    for (const one of others) {
      const again = await send('coordinator', path, { ...contact, ...one });
      expectProblem(again, 'sent-twice');
      expect(told(again).commandId).toBe(steps[0]?.stepId);
    }
    const both = {
      commands: [
        { type: 'scoreAcuity', score: 47 },
        { ...contact, type: 'logContact' },
      ],
    };
    expectProblem(await send('coordinator', `/enrollments/${id}/commands`, both), 'sent-twice');
    expect(await contacts(id)).toBe(1);
    const key = { 'Idempotency-Key': randomUUID() };
    await send('coordinator', `/enrollments/${id}/commands`, both, key).expect(200);
    expect(await contacts(id)).toBe(2);
  });

  it('that was refused may be sent again, mended', async () => {
    const path = `/enrollments/${await stage.client()}/commands/logContact`;
    const refused = { ...contact, handOver: 'alone', whyAlone: 'She was away.', outcome: 'attempted' };
    expectProblem(await send('coordinator', path, refused), 'invalid-field');
    await send('coordinator', path, contact).expect(200);
  });

  it('of which nothing came, or perhaps nothing, is recorded by the next press, once', async () => {
    const id = await stage.client();
    const path = `/enrollments/${id}/commands/logContact`;
    const later = { ...contact, occurredAt: new Date(monday + 9 * hour).toISOString() };
    for (const _ of [1, 2]) expectProblem(await send('coordinator', path, later), 'occurred-in-future');
    for (const unknown of [false, true]) {
      stage.rig.gateway.outage = { status: 'unavailable', unknown, away: 'record' };
      const lost = await send('coordinator', path, contact);
      expectProblem(lost, unknown ? 'outcome-unknown' : 'unavailable');
    }
    stage.rig.gateway.outage = null;
    await send('coordinator', path, contact).expect(200);
    expectProblem(await send('coordinator', path, contact), 'sent-twice');
    expect(await contacts(id)).toBe(1);
  });

  it('that waits for Temporal waits once', async () => {
    const id = await stage.client();
    const path = `/enrollments/${id}/commands/logContact`;
    stage.rig.gateway.outage = { status: 'unavailable', unknown: false, away: 'engine' };
    await send('coordinator', path, contact).expect(202);
    expectProblem(await send('coordinator', path, contact), 'sent-twice');
    expect(await stage.rig.prisma.pendingStep.count({ where: { enrollmentId: id } })).toBe(1);
  });
});

describe('what nobody does twice within moments', () => {
  type Words = Record<string, unknown>;
  const alike = allRoutes({} as RouteContext).filter(
    ({ id, likeness }) => likeness?.({ params: {}, body: { commands: [] } } as unknown as Input) && id in all,
  );

  const found = (id: string) => {
    const make = all[id as keyof typeof all];
    if (!make) throw new Error(`nothing tries ${id}`);
    return make;
  };

  it('is every encounter, and a payment', () => {
    expect(alike.map(({ id }) => id).toSorted()).toEqual([
      ...['holdRstMeeting', 'logContact', 'payFromFund'],
      ...['recordLocateAttempt', 'recordService', 'recordStaffing'],
    ]);
  });

  it.each(alike.map(({ id }) => id))('%s with a letter changed is asked back about', async (id) => {
    const { as, path, body = {} } = await found(id)(stage);
    const word = (Object.keys(body) as (keyof typeof body)[]).find((name) =>
      ['summary', 'talk', 'justification'].includes(name),
    );
    const said: Words = { ...body };
    const field = word ?? 'summary';
    const old = said[field];
    const changed: Words = { ...body, [field]: `${typeof old === 'string' ? old : 'It is'} t` };
    const first = await send(as, path, said);
    expect([200, 202], first.text).toContain(first.status);
    const after = await stage.written();
    expectProblem(await send(as, path, changed), 'sent-twice');
    expect(await withoutStamp(stage), 'nothing more was written').toEqual(withoutStampOf(after));
    const meant = await send(as, path, changed, { 'Idempotency-Key': randomUUID() });
    expect(meant.status, meant.text).toBe(first.status);
  });

  it('is no crisis: what is told of it anew is never held up', async () => {
    const path = `/enrollments/${await stage.client()}/commands/reportCrisis`;
    for (const what of ['He stands on the bridge.', 'He has jumped.'])
      await send('coordinator', path, { kind: 'suicidality', what }).expect(200);
  });
});

it('what is remembered of a request holds no words, and goes with the next one after its time', async () => {
  stage.rig.clock.set(monday + 2 * hour);
  const path = `/enrollments/${await stage.client()}/commands/logContact`;
  const where = { staffId: stage.staff.coordinator2 };
  await send('coordinator2', path, contact);
  await send('coordinator2', path.replace('logContact', 'recordLocateAttempt'), { kind: 'call' });
  await send('coordinator2', path.replace('logContact', 'scoreAcuity'), { score: 47 });
  const rows = await stage.rig.prisma.keylessRequest.findMany({ where });
  expect(JSON.stringify(rows)).not.toContain('well');
  expect(rows).toHaveLength(2);
  stage.rig.clock.set(monday + 3 * hour);
  await send('coordinator2', path, contact);
  expect(await stage.rig.prisma.keylessRequest.count({ where })).toBe(1);
});
