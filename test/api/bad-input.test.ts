import type { ProblemCode } from '../../src/kit/http/problem.ts';
import { gzipSync } from 'node:zlib';
import request, { type Test } from 'supertest';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ApiRig, createApiRig, day, hour, monday } from '../support/api-rig.ts';
import { expectProblem } from '../support/api-problem.ts';

let rig: ApiRig;
let id = '';
beforeAll(async () => {
  rig = await createApiRig();
  id = await rig.enroll();
  rig.clock.set(monday + hour);
  await rig
    .command('supervisor', id, 'assignCoordinator', { coordinatorId: rig.agency.staffIds.coordinator })
    .expect(200);
});
afterAll(() => rig?.close());

let before: Awaited<ReturnType<ApiRig['written']>>;
beforeEach(async () => {
  before = await rig.written();
});

const stranger = '00000000-0000-4000-8000-000000000000';
const secret = 'Xylophone-Canary';
const contact = { with: 'client', mode: 'phone', outcome: 'reached' };
const client = { reference: 'B-1', givenName: 'Ottilie', familyName: 'Brandywine' };
const referral = { level: 'rsc-i', emergency: false };
const at = (instant: number) => new Date(instant).toISOString();

type Case = [name: string, code: ProblemCode, ask: () => Test, errors?: readonly object[]];

const raw = (path: string, type: string, body: string | Buffer, headers: Record<string, string> = {}) =>
  rig
    .post('coordinator', path, undefined, { 'Content-Type': type, ...headers })
    // As it is: superagent would make JSON of it.
    .serialize((text: unknown) => text as string)
    .send(body as string);
const logContact = () => `/enrollments/${id}/commands/logContact`;
const json = 'application/json';
const send = (body: object, type = 'logContact') => rig.command('coordinator', id, type, body);
const lead = (body: object, type: string) => rig.command('supervisor', id, type, body);
const start = (over: { client?: object; referral?: object; more?: object }) =>
  rig.post('intake', '/enrollments', {
    client: { ...client, ...over.client },
    referral: { ...referral, ...over.referral },
    ...over.more,
  });

const bodies: Case[] = [
  [
    'a name with a character that turns the writing round',
    'invalid-field',
    () => start({ client: { givenName: 'Otti\u202Elie' } }),
    [{ pointer: '/client/givenName', detail: 'holds characters that cannot be seen' }],
  ],
  [
    'a name with a space of no width',
    'invalid-field',
    () => start({ client: { familyName: 'Brandy\u200Bwine' } }),
    [{ pointer: '/client/familyName', detail: 'holds characters that cannot be seen' }],
  ],
  [
    'a name without a letter',
    'invalid-field',
    () => start({ client: { familyName: '--' } }),
    [{ pointer: '/client/familyName', detail: 'holds no letter' }],
  ],
  [
    'a reason that says nothing',
    'invalid-field',
    () => lead({ kinds: ['contact.routine'], reviewOn: '2037-03-09', reason: ' .. ' }, 'holdClocks'),
    [{ pointer: '/reason', detail: 'says nothing: it holds no letter' }],
  ],
  ['broken JSON', 'malformed-json', () => raw(logContact(), json, '{"with": "client",')],
  ['no body', 'malformed-json', () => raw(logContact(), json, '')],
  ['a member twice', 'malformed-json', () => raw(logContact(), json, '{"mode":"phone","mode":"text"}')],
  [
    'a member twice, once escaped',
    'malformed-json',
    () => raw(logContact(), json, '{"mode":1,"mod\\u0065":2}'),
  ],
  [
    'invalid UTF-8',
    'malformed-json',
    () => raw(logContact(), json, Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d])),
  ],
  [
    'garbage for gzip',
    'malformed-json',
    () => raw(logContact(), json, 'no gzip', { 'Content-Encoding': 'gzip' }),
  ],
  [
    'truncated gzip',
    'malformed-json',
    () => raw(logContact(), json, gzipSync('{}').subarray(0, 12), { 'Content-Encoding': 'gzip' }),
  ],
  [
    'a gzip bomb',
    'body-too-large',
    () => raw(logContact(), json, gzipSync(Buffer.alloc(5_000_000, 32)), { 'Content-Encoding': 'gzip' }),
  ],
  [
    'an unknown encoding',
    'unsupported-media-type',
    () => raw(logContact(), json, '{}', { 'Content-Encoding': 'lzma' }),
  ],
  ['10 MB', 'body-too-large', () => raw(logContact(), json, `{"note":"${'a'.repeat(10_000_000)}"}`)],
  ['XML', 'unsupported-media-type', () => raw(logContact(), 'application/xml', '<a/>')],
  ['no media type', 'unsupported-media-type', () => raw(logContact(), '', '{}')],
  ['Latin-1', 'unsupported-media-type', () => raw(logContact(), 'application/json; charset=latin1', '{}')],
  [
    'a form',
    'unsupported-media-type',
    () => raw(logContact(), 'application/x-www-form-urlencoded', 'with=client'),
  ],
  ['a list', 'invalid-field', () => raw(logContact(), json, '[]'), [{ pointer: '' }]],
  ['null', 'invalid-field', () => raw(logContact(), json, 'null')],
  [
    'depth without end',
    'invalid-field',
    () => raw(logContact(), json, '['.repeat(100_000) + ']'.repeat(100_000)),
  ],
];

const fields: Case[] = [
  ['an unknown field', 'unknown-field', () => send({ ...contact, color: secret }), [{ pointer: '/color' }]],
  [
    'an unknown field that is no word',
    'unknown-field',
    () => send({ ...contact, [`${secret} is here`]: 1 }),
    [{ pointer: '' }],
  ],
  [
    '__proto__',
    'unknown-field',
    () => raw(logContact(), json, JSON.stringify(contact).replace('{', '{"__proto__":{"x":1},')),
  ],
  ['a wrong type', 'invalid-field', () => send({ ...contact, mode: 7 }), [{ pointer: '/mode' }]],
  ['a wrong word', 'invalid-field', () => send({ ...contact, mode: secret }), [{ pointer: '/mode' }]],
  [
    'a missing field',
    'invalid-field',
    () => send({ with: 'client', mode: 'phone' }),
    [{ pointer: '/outcome' }],
  ],
  [
    'several at once',
    'invalid-field',
    () => send({ with: 1, mode: 2, outcome: 3 }),
    [{ pointer: '/with' }, { pointer: '/mode' }, { pointer: '/outcome' }],
  ],
  [
    'a time without its offset',
    'invalid-field',
    () => send({ ...contact, occurredAt: '2037-03-02T10:00:00' }),
    [{ pointer: '/occurredAt' }],
  ],
  [
    'a day that does not exist',
    'invalid-field',
    () => send({ ...contact, occurredAt: '2037-02-30T10:00:00Z' }),
  ],
  ['a time as a number', 'invalid-field', () => send({ ...contact, occurredAt: monday })],
  [
    'a text too long',
    'invalid-field',
    () => send({ ...contact, note: 'a'.repeat(20_001) }),
    [{ pointer: '/note' }],
  ],
  [
    'a NUL in a text',
    'invalid-field',
    () => send({ ...contact, note: `a\u0000${secret}` }),
    [{ pointer: '/note' }],
  ],
  [
    'half a character in a text',
    'invalid-field',
    () => raw(logContact(), json, JSON.stringify({ ...contact, note: 'x' }).replace('"x"', '"\\ud800"')),
  ],
  [
    'a score with a fraction',
    'invalid-field',
    () => send({ score: 3.5 }, 'scoreAcuity'),
    [{ pointer: '/score' }],
  ],
  [
    'a score out of range',
    'score-out-of-range',
    () => send({ score: 5000 }, 'scoreAcuity'),
    [{ pointer: '/score' }],
  ],
  [
    'a duty twice',
    'invalid-field',
    () => lead({ kinds: ['sccp.full', 'sccp.full'], reviewOn: '2037-03-10', reason: 'x' }, 'holdClocks'),
    [{ pointer: '/kinds' }],
  ],
  ['no plan', 'invalid-field', () => send({ note: 'x' }, 'completePreliminarySccp'), [{ pointer: '/plan' }]],
  ['no reason', 'invalid-field', () => lead({ level: 'cm' }, 'changeLevel'), [{ pointer: '/reason' }]],
  [
    'a command within a batch',
    'invalid-field',
    () =>
      rig.post('coordinator', `/enrollments/${id}/commands`, {
        commands: [{ type: 'acknowledgePage' }, { type: 'logContact', ...contact, mode: 3 }],
      }),
    [{ pointer: '/commands/1/mode' }],
  ],
  [
    'a batch with an unknown type',
    'invalid-field',
    () => rig.post('coordinator', `/enrollments/${id}/commands`, { commands: [{ type: 'receiveReferral' }] }),
  ],
  [
    'an empty batch',
    'invalid-field',
    () => rig.post('coordinator', `/enrollments/${id}/commands`, { commands: [] }),
  ],
  [
    '21 commands',
    'invalid-field',
    () =>
      rig.post('coordinator', `/enrollments/${id}/commands`, {
        commands: Array.from({ length: 21 }, () => ({ type: 'logContact', ...contact })),
      }),
  ],
];

const sense: Case[] = [
  [
    'in the future',
    'occurred-in-future',
    () => send({ ...contact, occurredAt: at(monday + day) }),
    [{ pointer: '/occurredAt' }],
  ],
  [
    'before the referral',
    'occurred-before-referral',
    () => send({ ...contact, occurredAt: at(monday - 1) }),
    [{ pointer: '/occurredAt' }],
  ],
  ['out of order', 'nothing-to-meet', () => send({ initiative: 'ask' }, 'reviewSccp')],
  [
    'in a batch, the second out of order',
    'nothing-to-meet',
    () =>
      rig.post('coordinator', `/enrollments/${id}/commands`, {
        commands: [
          { type: 'scoreAcuity', score: 50 },
          { type: 'reviewSccp', initiative: 'ask' },
        ],
      }),
  ],
  [
    'an unknown duty',
    'unknown-duty',
    () => lead({ kind: 'no.such', to: at(monday + 9 * day), reason: 'x' }, 'moveDeadline'),
    [{ pointer: '/kind' }],
  ],
  [
    'an unknown step',
    'unknown-step',
    () => send({ step: 'no-such', reason: 'x' }, 'voidStep'),
    [{ pointer: '/step' }],
  ],
  [
    'an unknown level',
    'unknown-level',
    () => lead({ level: 'no-such', reason: 'x' }, 'changeLevel'),
    [{ pointer: '/level' }],
  ],
  ['no page to answer', 'no-page-open', () => send({}, 'acknowledgePage')],
  [
    'unknown staff',
    'unknown-staff',
    () => lead({ coordinatorId: stranger }, 'assignCoordinator'),
    [{ pointer: '/coordinatorId' }],
  ],
  [
    'staff who are no coordinator',
    'unknown-staff',
    () => lead({ coordinatorId: rig.agency.staffIds.intake }, 'assignCoordinator'),
  ],
  [
    "another agency's coordinator",
    'unknown-staff',
    () => lead({ coordinatorId: rig.otherAgency.staffIds.coordinator }, 'assignCoordinator'),
  ],
  [
    'an unknown policy',
    'unknown-policy',
    () => lead({ profile: 'a'.repeat(64), calendar: rig.agency.policies.calendar }, 'adoptPolicy'),
  ],
  [
    'a calendar for a profile',
    'unknown-policy',
    () =>
      lead({ profile: rig.agency.policies.calendar, calendar: rig.agency.policies.calendar }, 'adoptPolicy'),
  ],
];

const referrals: Case[] = [
  [
    'without a client',
    'invalid-field',
    () => rig.post('intake', '/enrollments', { referral }),
    [{ pointer: '/client' }],
  ],
  [
    'with a blank name',
    'invalid-field',
    () => start({ client: { givenName: '   ' } }),
    [{ pointer: '/client/givenName' }],
  ],
  [
    'with a line break in a name',
    'invalid-field',
    () => start({ client: { givenName: 'A\nB' } }),
    [{ pointer: '/client/givenName' }],
  ],
  [
    'with an unknown field deep down',
    'unknown-field',
    () => start({ client: { ssn: secret } }),
    [{ pointer: '/client/ssn' }],
  ],
  [
    'with a wrong birth date',
    'invalid-field',
    () => start({ client: { birthDate: '1990-13-01' } }),
    [{ pointer: '/client/birthDate' }],
  ],
  [
    'with a birth date to come',
    'invalid-field',
    () => start({ client: { birthDate: '2037-03-05' } }),
    [{ pointer: '/client/birthDate' }],
  ],
  [
    'from the future',
    'occurred-in-future',
    () => start({ referral: { receivedAt: at(monday + day) } }),
    [{ pointer: '/referral/receivedAt' }],
  ],
  [
    'to an unknown level',
    'unknown-level',
    () => start({ referral: { level: 'penthouse' } }),
    [{ pointer: '/referral/level' }],
  ],
  [
    'of an unknown need',
    'invalid-field',
    () => start({ referral: { needs: [secret] } }),
    [{ pointer: '/referral/needs/0' }],
  ],
  [
    'of a client with an open enrollment',
    'client-already-enrolled',
    () => start({ client: { reference: 'T-1' } }),
  ],
];

const addresses: Case[] = [
  ['an unknown enrollment', 'not-found', () => rig.get('coordinator', `/enrollments/${stranger}`)],
  [
    'a command to an unknown enrollment',
    'not-found',
    () => rig.command('coordinator', stranger, 'logContact', contact),
  ],
  [
    'SQL for an id',
    'not-found',
    () => rig.get('coordinator', `/enrollments/${encodeURIComponent("1' OR '1'='1")}`),
  ],
  [
    'SQL for an id of a command',
    'not-found',
    () => rig.command('coordinator', "x';DROP TABLE event;--", 'logContact', contact),
  ],
  ['a broken escape', 'not-found', () => rig.get('coordinator', '/enrollments/%ff')],
  ['a NUL in the path', 'not-found', () => rig.get('coordinator', '/enrollments/%00')],
  ['an unknown command', 'not-found', () => rig.command('coordinator', id, 'receiveReferral', {})],
  ['an unknown address', 'not-found', () => rig.get('coordinator', '/nowhere')],
  ['a wrong method', 'method-not-allowed', () => request(rig.app).delete(`/api/v1/enrollments/${id}`)],
  ['an unknown notification', 'not-found', () => rig.post('coordinator', `/inbox/${stranger}.1.0/read`)],
  ['an unknown page', 'not-found', () => rig.post('coordinator', `/pages/${stranger}.1.0/acknowledge`)],
  ['an unknown policy', 'not-found', () => rig.get('ops', `/policies/${'0'.repeat(64)}`)],
  [
    'an unknown parameter',
    'invalid-parameter',
    () => rig.get('coordinator', `/enrollments?color=${secret}`),
    [{ parameter: 'color' }],
  ],
  [
    'a parameter twice',
    'invalid-parameter',
    () => rig.get('coordinator', '/enrollments?stage=active&stage=active'),
    [{ parameter: 'stage' }],
  ],
  [
    'an unknown stage',
    'invalid-parameter',
    () => rig.get('coordinator', `/enrollments?stage=${secret}`),
    [{ parameter: 'stage' }],
  ],
  [
    'a page too large',
    'invalid-parameter',
    () => rig.get('coordinator', '/enrollments?limit=100000'),
    [{ parameter: 'limit' }],
  ],
  [
    'a made-up cursor',
    'bad-cursor',
    () => rig.get('coordinator', '/enrollments?cursor=e30.AAAAAAAAAAAAAAAAAAAAAA'),
  ],
  ['an empty cursor', 'bad-cursor', () => rig.get('coordinator', '/enrollments?cursor=')],
];

const headers: Case[] = [
  [
    'a key with blanks',
    'invalid-parameter',
    () => rig.post('coordinator', logContact(), contact, { 'Idempotency-Key': 'a b' }),
    [{ parameter: 'Idempotency-Key' }],
  ],
  [
    'a key too long',
    'invalid-parameter',
    () => rig.post('coordinator', logContact(), contact, { 'Idempotency-Key': 'a'.repeat(101) }),
  ],
  [
    'a version that is none',
    'invalid-parameter',
    () => rig.post('coordinator', logContact(), contact, { 'If-Match': 'W/"x"' }),
    [{ parameter: 'If-Match' }],
  ],
  [
    'an old version',
    'version-conflict',
    () => rig.post('coordinator', logContact(), contact, { 'If-Match': '"1"' }),
  ],
  ['no token', 'unauthenticated', () => request(rig.app).post(`/api/v1${logContact()}`).send(contact)],
  [
    'another scheme',
    'unauthenticated',
    () => request(rig.app).post(`/api/v1${logContact()}`).auth('admin', 'admin').send(contact),
  ],
  [
    'a made-up token',
    'unauthenticated',
    () => request(rig.app).get('/api/v1/enrollments').auth('tl_0123456789abcdef0123', { type: 'bearer' }),
  ],
];

describe.each([
  ['a body', bodies],
  ['fields', fields],
  ['a step that makes no sense', sense],
  ['a referral', referrals],
  ['an address', addresses],
  ['headers', headers],
])('%s', (_group, cases) => {
  it.each(cases)('%s: %s', async (_name, code, ask, errors) => {
    const reply = await ask();
    expectProblem(reply, code, errors);
    expect(reply.text).not.toContain(secret);
    expect(await rig.written()).toEqual(before);
  });
});

it('refuses a token that has expired', async () => {
  const start = rig.clock.now();
  rig.clock.set(monday + 200 * day);
  const reply = await rig.get('coordinator', '/enrollments');
  rig.clock.set(start);
  expectProblem(reply, 'token-expired');
});

it('lets no word of any of these requests into the logs', () => {
  expect(rig.logs.length).toBeGreaterThan(80);
  expect(rig.logs.join('')).not.toMatch(/Canary|Ottilie|Brandywine|penthouse|OR '1'/);
  expect(rig.logs.filter((line) => line.includes('unexpected failure'))).toEqual([]);
});
