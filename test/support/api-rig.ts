import { expect } from 'vitest';
import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import request from 'supertest';
import { enclosuresFor, type Login, seedAgency, type SeededAgency } from '../../prisma/seed/index.ts';
import { createPrisma, type Prisma } from '../../src/kit/postgres/client.ts';
import { createCaseloadStore } from '../../src/features/caseload/postgres/store.ts';
import { createAccessStore } from '../../src/features/access/postgres/store.ts';
import { createOnCallStore } from '../../src/features/on-call/postgres/store.ts';
import type { FileStore } from '../../src/features/attachments/postgres/part-store.ts';
import { createAttachmentStore } from '../../src/features/attachments/postgres/store.ts';
import { createFundStore } from '../../src/features/fund/postgres/store.ts';
import { createChoiceStore } from '../../src/features/notifications/postgres/choices.ts';
import { createPageLinkStore } from '../../src/features/notifications/postgres/page-links.ts';
import { createDeliveryStore } from '../../src/features/notifications/postgres/deliveries.ts';
import { createAbsenceStore } from '../../src/features/absence/postgres/store.ts';
import { createReassignmentStore } from '../../src/features/reassignment/postgres/store.ts';
import { createDisclosureStore } from '../../src/features/disclosures/postgres/store.ts';
import { createPaperStore } from '../../src/features/papers/postgres/store.ts';
import { createRelationStore } from '../../src/features/relation/postgres/store.ts';

import { createSearchStore } from '../../src/features/search/postgres/store.ts';
import { createClientTokens } from '../../src/features/search/postgres/client-tokens.ts';
import { createTokenKeys } from '../../src/features/search/postgres/token-keys.ts';
import { createLinkStore } from '../../src/features/links/postgres/store.ts';
import { createStaffStore } from '../../src/features/staff/postgres/store.ts';
import { createTransferStore } from '../../src/features/transfer/postgres/store.ts';
import { createDocuments } from '../../src/api/documents.ts';
import { createImportPeople } from '../../src/features/imports/postgres/import-people.ts';
import { createImportReports } from '../../src/features/imports/postgres/reports.ts';
import { createImportStore } from '../../src/features/imports/postgres/imports.ts';
import { createImports } from '../../src/features/imports/activities/imports.ts';
import { createIdentityStore } from '../../src/features/identity/postgres/store.ts';
import { createReads, createWrites } from '../../src/api/reads.ts';
import { createPendingStore } from '../../src/features/pending-steps/postgres/store.ts';
import { createKeylessRequests } from '../../src/kit/postgres/keyless-requests.ts';
import { createRecordReader } from '../../src/kit/postgres/record-reader.ts';
import { createRecordStore } from '../../src/features/enrollments/postgres/record-store.ts';
import { createReach, mayPostTo } from '../../src/kit/delivery/reach.ts';
import { createFileSeal } from '../../src/kit/file-seal.ts';
import { createSeal, type SealedFor } from '../../src/kit/seal.ts';
import { createApp } from '../../src/api/app.ts';
import type { Enclosure, RequestDocument } from '../../src/engine/policy/request-documents.ts';
import type { ApiDeps } from '../../src/api/deps.ts';
import { createPendingSteps } from '../../src/features/pending-steps/activities/take-in.ts';
import type { Gateway } from '../../src/kit/temporal/gateway.ts';
import { createInProcessGateway, type InProcessGateway } from './api-gateway.ts';
import { createTestDatabase } from './database.ts';
import { readingFirst } from './reading-first.ts';

/** A Monday, 09:00 in Chicago. */
export const monday = Date.parse('2037-03-02T15:00:00Z');
export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

type Candidates = Record<'own' | 'others', { clientId: string }[]>;

export type ApiRig = {
  /** Asked as people's clients ask: what an act replaces is read first, each press has its key. `bare` is the API itself. */
  app: ReturnType<typeof createApp>;
  bare: ReturnType<typeof createApp>;
  prisma: Prisma;
  gateway: InProcessGateway;
  agency: SeededAgency;
  /** Another agency in the same database. */
  otherAgency: SeededAgency;
  clock: { now(): number; set(instant: number): void };
  /** All log lines so far. */
  logs: string[];
  /** What operators read, on an address of their own. */
  metrics(): Promise<string>;
  get(login: Login, path: string): request.Test;
  post(login: Login, path: string, body?: unknown, headers?: Record<string, string>): request.Test;
  /** As the API seals what people write. */
  seal(words: unknown, owner: SealedFor): string;
  /** Sends a referral; of whom the client looks like it says that they are somebody else. */
  refer(body: { client: object; referral: object }): Promise<request.Response>;
  /** Starts an enrollment and answers its id. */
  enroll(overrides?: { client?: object; referral?: object }): Promise<string>;
  /** Has the people of the rig work with a client that was not enrolled by it. */
  letLook(enrollmentId: string): Promise<void>;
  command(login: Login, enrollmentId: string, type: string, body?: object): request.Test;
  /** What a request of theirs encloses, put into the client's record by them where it is not there yet. */
  enclosing(
    enrollmentId: string,
    documents?: readonly RequestDocument[],
    login?: Login,
  ): Promise<Enclosure[]>;
  /** The supervisor names the coordinator. */
  assign(enrollmentId: string, login?: Login): Promise<void>;
  /** How many rows there are of each table that requests may write to. */
  written(): Promise<Record<string, number>>;
  close(): Promise<void>;
};

/** The API over a database of its own, with enrollments that run in this process. */
export async function createApiRig(options: Parameters<typeof createApiOver>[3] = {}): Promise<ApiRig> {
  let now = monday;
  const clock = { now: () => now, set: (instant: number) => void (now = instant) };
  const parts = await databaseWithKey();
  const { prisma, key } = parts;
  const store = createRecordStore({ prisma, seal: createSeal(key), log: { warn: () => {} } });
  const gateway = createInProcessGateway(store, createRecordReader(prisma), clock.now);
  return { ...(await createApiOver(parts, gateway, clock, options)), gateway, clock };
}

/** A database of the caller's own, and the key that seals what people write on the way to it. */
export async function databaseWithKey() {
  const database = await createTestDatabase();
  return { database, prisma: createPrisma(database.url), key: randomBytes(32).toString('base64') };
}

/** The API over enrollments that run somewhere. */
export async function createApiOver(
  { database, prisma, key }: Awaited<ReturnType<typeof databaseWithKey>>,
  gateway: Gateway,
  clock: { now(): number },
  {
    tokenDays = 90,
    strangers = false,
    scans = false,
    fileStore,
    trustedProxies,
    with: instead = (deps) => deps,
  }: {
    tokenDays?: number;
    /** Who has nothing to do with a client is refused, as in life; otherwise the people of the rig work with all of them. */
    strangers?: boolean;
    /** Files are scanned before anybody opens them. */
    scans?: boolean;
    /** Where files lie; left out, in the record. */
    fileStore?: FileStore;
    /** Networks whose proxies say from where a request comes. */
    trustedProxies?: readonly string[];
    /** Puts something else, or more, in the place of a part: to have two requests meet where a test wants it. */
    with?: (deps: ApiDeps) => ApiDeps;
  } = {},
): Promise<Omit<ApiRig, 'gateway' | 'clock'>> {
  const now = clock.now();
  const seal = createSeal(key);
  const logs: string[] = [];
  const logger = pino({ level: 'debug' }, { write: (text: string) => void logs.push(text) });
  const record = createRecordReader(prisma);
  const agency = await seedAgency(prisma, { now, tokenDays });
  const otherAgency = await seedAgency(prisma, { now, slug: 'other', name: 'Another County' });
  const pendingSteps = createPendingSteps({ store: createPendingStore(prisma), record });
  const register = new Registry();
  const tokenKeys = createTokenKeys(key);
  const tokens = createClientTokens(tokenKeys);
  const identities = createIdentityStore(prisma, tokens);
  const imports = createImports({
    store: {
      ...createImportStore(prisma, identities, clock),
      ...createImportPeople(prisma),
      ...createImportReports(prisma),
    },
    ...{ gateway, seal, clock, log: logger },
  });
  const deps: ApiDeps = {
    gateway,
    pendingSteps,
    reads: createReads(prisma),
    writes: createWrites(prisma),
    documents: createDocuments(prisma, tokens),
    attachments: createAttachmentStore(prisma, createFileSeal(key), {
      ...{ scans, ...(fileStore && { store: fileStore }) },
    }),
    fund: createFundStore(prisma),
    caseloads: createCaseloadStore(prisma),
    onCall: createOnCallStore(prisma),
    access: createAccessStore(prisma),
    staff: createStaffStore(prisma),
    reassignments: createReassignmentStore(prisma),
    relations: createRelationStore(prisma),
    disclosures: createDisclosureStore(prisma),
    papers: createPaperStore(prisma),
    keylessRequests: createKeylessRequests(prisma),
    search: createSearchStore(prisma, tokenKeys),
    links: createLinkStore(prisma),
    identities,
    imports,
    transfers: createTransferStore(prisma),
    absences: createAbsenceStore(prisma),
    deliveries: createDeliveryStore(prisma),
    pageLinks: createPageLinkStore(prisma),
    messageChoices: createChoiceStore(prisma),
    seal,
    // Pagers of tests are on this machine.
    mayPostTo: mayPostTo(createReach(['127.0.0.0/8'])),
    clock,
    logger,
    register,
    secret: key,
    publicUrl: 'http://localhost',
    trustedProxies,
  };
  const bare = createApp(instead(deps));

  const app = readingFirst(bare);
  const authorization = (login: Login) => `Bearer ${agency.tokens[login]}`;
  let clients = 0;
  const rig: Omit<ApiRig, 'gateway' | 'clock'> = {
    app,
    bare,
    prisma,
    agency,
    otherAgency,
    logs,
    metrics: () => register.metrics(),
    seal: (words, owner) => seal.seal(words, owner),
    get: (login, path) => request(app).get(`/api/v1${path}`).set('Authorization', authorization(login)),
    post(login, path, body, headers = {}) {
      const test = request(app)
        .post(`/api/v1${path}`)
        .set('Authorization', authorization(login))
        .set(headers);
      return body === undefined ? test : test.send(body as object);
    },
    async refer(body) {
      const reply = await rig.post('intake', '/enrollments', body);
      if (reply.status !== 409 || !reply.text.includes('"looks-alike"')) return reply;
      const { own, others } = (JSON.parse(reply.text) as { candidates: Candidates }).candidates;
      const differentFrom = [...own, ...others].map(({ clientId }) => clientId);
      return await rig.post('intake', '/enrollments', { ...body, client: { ...body.client, differentFrom } });
    },
    async enroll(overrides = {}) {
      clients += 1;
      const body = {
        client: {
          reference: `T-${clients}`,
          givenName: 'Ottilie',
          familyName: 'Brandywine',
          ...overrides.client,
        },
        referral: { level: 'rsc-i', emergency: false, ...overrides.referral },
      };
      const reply = await rig.refer(body);
      expect(reply.status, reply.text).toBe(201);
      const { enrollmentId } = reply.body as { enrollmentId: string };
      if (!strangers) await rig.letLook(enrollmentId);
      return enrollmentId;
    },
    letLook: (enrollmentId) =>
      letLook(
        prisma,
        agency.agencyId,
        (['intake', 'coordinator', 'coordinator2', 'coordinator3'] as const).map(
          (one) => agency.staffIds[one],
        ),
        enrollmentId,
      ),
    command: (login, enrollmentId, type, body = {}) =>
      rig.post(login, `/enrollments/${enrollmentId}/commands/${type}`, body),
    enclosing(enrollmentId, documents = ['sccp', 'placement-criteria'], login = 'coordinator') {
      const ask = async (path: string, body?: object | Buffer): Promise<unknown> => {
        const bytes = Buffer.isBuffer(body) ? { 'Content-Type': 'application/octet-stream' } : {};
        const reply = body ? await rig.post(login, path, body, bytes) : await rig.get(login, path);
        expect(reply.status, `${path}: ${reply.text}`).toBeLessThan(300);
        return reply.body;
      };
      const today = new Date(clock.now() - day).toISOString().slice(0, 10);
      return enclosuresFor(ask, enrollmentId, documents, today);
    },
    async assign(enrollmentId, login = 'coordinator') {
      const coordinatorId = agency.staffIds[login];
      await rig.command('supervisor', enrollmentId, 'assignCoordinator', { coordinatorId }).expect(200);
    },
    async written() {
      const [client, enrollment, event, obligation, notification, delivery, document] = await Promise.all([
        prisma.client.count(),
        prisma.enrollment.count(),
        prisma.event.count(),
        prisma.obligation.count(),
        prisma.notification.count(),
        prisma.delivery.count(),
        prisma.documentRevision.count(),
      ]);
      return { client, enrollment, event, obligation, notification, delivery, document };
    },
    async close() {
      await imports.close();
      await prisma.$disconnect();
      await database.drop();
      // Its request was answered with 500; here stands which reply did not fit, and where.
      const misfits = logs.filter((line) => line.includes('ReplyMismatchError'));
      if (misfits.length > 0) throw new Error(`replies do not fit their schemas: ${misfits.join('')}`);
    },
  };
  return rig;
}

/** These people broke the glass long ago and for ever: what a test is about is seldom who sees whom. */
export async function letLook(
  prisma: Prisma,
  agencyId: string,
  staffIds: readonly string[],
  enrollmentId: string,
): Promise<void> {
  await prisma.breakGlass.createMany({
    data: staffIds.map((staffId) => ({
      ...{ agencyId, staffId, enrollmentId, commandId: `${enrollmentId}/${staffId}` },
      ...{ reason: 'A test.', fingerprint: '', recordedAt: new Date(0) },
      actor: { staffId, role: 'coordinator', agencyId },
      ...{ fromAt: new Date(0), untilAt: new Date('9999-01-01T00:00:00Z') },
    })),
    skipDuplicates: true,
  });
}
