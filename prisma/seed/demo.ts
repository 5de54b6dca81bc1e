import type { PlanVersion } from '../../src/features/plans/plan.ts';
import type { Login, SeededAgency } from './agency.ts';
import { familyActs, familyReferral } from './demo-family.ts';
import { caseloadStories } from './demo-caseload.ts';
import { tellOffice } from './demo-office.ts';
import { demoStories, type Step, type Story } from './demo-stories.ts';
import { formatLocalDate, localDateOf } from '../../src/engine/calendar/index.ts';
import { enclosuresFor } from './enclosures.ts';
import { samplePlan } from './plans.ts';
import { countyCalendar } from './policies.ts';
import { sampleMeeting, sampleRoster } from './rosters.ts';

const hourMs = 3_600_000;
/** Messages that somebody has not come to yet. */
const unreadInDemo = 4;

export type DemoOptions = {
  /** Where the API listens. */
  baseUrl: string;
  agency: SeededAgency;
  /** Epoch ms; the stories end shortly before. */
  now: number;
  /** Whether the agency has been at work for half a year; without it, clients of these days alone. Default: it has. */
  halfAYear?: boolean;
};

/**
 * Starts the demo enrollments through the API, as people would. An agency that has any enrollment is left as it is.
 * Answers how many were started; throws with the problem's code when the API refuses.
 */
export async function seedDemo({ baseUrl, agency, now, halfAYear = true }: DemoOptions): Promise<number> {
  const calendar = countyCalendar();
  // The agency's own: in its evening, UTC has the next day already.
  const dayOf = (instant: number) => formatLocalDate(localDateOf(calendar, instant));

  const addressOf = (path: string) => new URL(`/api/v1${path}`, baseUrl);

  /** The revision that an act on a document goes out from. */
  async function seen(path: string, headers: Record<string, string>): Promise<Record<string, string>> {
    if (!path.includes('/acts/')) return {};
    const read = await fetch(addressOf(path.replace(/\/acts\/.*/, '')), { headers });
    await read.body?.cancel();
    return { 'if-match': read.headers.get('etag') ?? '"0"' };
  }

  async function call(login: Login, path: string, body?: unknown, key?: string): Promise<unknown> {
    const isBytes = Buffer.isBuffer(body);
    const caller = { authorization: `Bearer ${agency.tokens[login]}` };
    const response = await fetch(addressOf(path), {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        ...caller,
        ...(body === undefined
          ? {}
          : {
              'content-type': isBytes ? 'application/octet-stream' : 'application/json',
              ...(await seen(path, caller)),
            }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      ...(body === undefined ? {} : { body: isBytes ? new Uint8Array(body) : JSON.stringify(body) }),
    });
    const reply: unknown = await response.json();
    if (response.ok) return reply;
    const { code, detail } = reply as { code: string; detail?: string };
    throw new Error(
      `demo: ${path.replaceAll(/[0-9a-f-]{36}/g, '{id}')} was refused: ${code} (${detail ?? ''})`,
    );
  }

  /** A plan as it was signed at that time; answers its id. */
  async function write(
    by: Login,
    id: string,
    version: PlanVersion,
    at: string,
    key: string,
  ): Promise<string> {
    const body = { ...samplePlan(version, dayOf(Date.parse(at))), occurredAt: at };
    const written = await call(by, `/enrollments/${id}/plans`, body, key);
    return (written as { documentId: string }).documentId;
  }

  const onThatDay = (hoursAgo: number): [day: string, at: string] => {
    const then = now - hoursAgo * hourMs;
    return [dayOf(then), new Date(then).toISOString()];
  };

  /** What goes with a request to the payer, as it is in the client's record. */
  async function enclosing(by: Login, id: string, documents: Step['encloses'], hoursAgo: number) {
    if (!documents) return {};
    const ask = (path: string, body?: object) => call(by, path, body);
    return { enclosed: await enclosuresFor(ask, id, documents, ...onThatDay(hoursAgo)) };
  }

  /** Enrollments by the reference of their client. */
  const clients = new Map<string, string>();

  async function tell(story: Story, place: number): Promise<void> {
    const at = (hoursAgo: number) => new Date(now - hoursAgo * hourMs).toISOString();
    const { client, level, emergency = false, needs = [], screen, receivedHoursAgo, steps } = story;
    const referral = { receivedAt: at(receivedHoursAgo), level, emergency, needs, screen };
    const key = `demo-${place}-${now}`;
    const receipt = await call('intake', '/enrollments', { client, referral }, key);
    const { enrollmentId } = receipt as { enrollmentId: string };
    clients.set(client.reference, enrollmentId);
    for (const [i, step] of steps.entries()) {
      const { by, hoursAgo, command, coordinator, plan, noted, encloses, ...fields } = step;
      const named = coordinator === undefined ? {} : { coordinatorId: agency.staffIds[coordinator] };
      const standsOn = documentsOf[command];
      // What is confirmed a second time is on file already.
      const isFirst = steps.findIndex((step) => step.command === command) === i;
      if (standsOn && isFirst) {
        const [kind, content] = standsOn(enrollmentId);
        const path = `/enrollments/${enrollmentId}/${kind}/acts/change`;
        await call(by, path, { ...content, occurredAt: at(hoursAgo) }, `${key}-${kind}-${i + 1}`);
      }
      const written = plan && {
        plan: await write(by, enrollmentId, plan, at(hoursAgo), `${key}-plan-${i + 1}`),
      };
      const talked = command === 'holdRstMeeting' ? sampleMeeting(enrollmentId) : {};
      const enclosed = await enclosing(by, enrollmentId, encloses, hoursAgo);
      const body = { ...talked, ...fields, ...named, ...written, ...enclosed, occurredAt: at(hoursAgo) };
      await call(by, `/enrollments/${enrollmentId}/commands/${command}`, body, `${key}-${i + 1}`);
      if (!noted) continue;
      const note = { about: `${key}-${i + 1}`, text: noted, occurredAt: at(hoursAgo - 1) };
      const path = `/enrollments/${enrollmentId}/notes`;
      const begun = (await call(by, path, note, `${key}-note-${i + 1}`)) as { documentId: string };
      await call(by, `${path}/${begun.documentId}/acts/sign`, { occurredAt: at(hoursAgo - 1) });
    }
  }

  /** Several at once: each is about a client of its own, and most of it is waiting for an answer. */
  async function tellAll(stories: readonly Story[], before: number): Promise<void> {
    const open = [...stories.entries()];
    const lane = async (): Promise<void> => {
      for (let next = open.shift(); next; next = open.shift()) await tell(next[1], before + next[0] + 1);
    };
    await Promise.all([lane(), lane(), lane(), lane()]);
  }

  /** The family's story; its acts name what they make, and refer to it. */
  async function tellFamily(): Promise<void> {
    const at = (hoursAgo: number) => new Date(now - hoursAgo * hourMs).toISOString();
    const { client, referral } = familyReferral;
    const body = { client, referral: { ...referral, receivedAt: at(20) } };
    const receipt = await call('intake', '/enrollments', body, `demo-family-${now}`);
    const { enrollmentId } = receipt as { enrollmentId: string };
    const instruments = await call('coordinator', '/instruments');
    const { items } = instruments as { items: { instrument: string; version: string }[] };
    const made = new Map<string, string>();
    const idOf = (name: string) => made.get(name) ?? name;
    const context = {
      ...{ enrollmentId, idOf, coordinatorId: agency.staffIds.coordinator },
      instrument: (id: string) => items.find((one) => one.instrument === id)?.version ?? id,
      dateAt: (hoursAgo: number) => dayOf(now - hoursAgo * hourMs),
      ahead: (hours: number) => at(-hours),
    };
    for (const [i, act] of familyActs.entries()) {
      const path = act.path.replace(/\{(.+)\}/, (_, name: string) => idOf(name));
      const { encloses, ...said } = typeof act.body === 'function' ? act.body(context) : act.body;
      const documents = encloses as Step['encloses'];
      const sent = { ...said, ...(await enclosing(act.by, enrollmentId, documents, act.hoursAgo)) };
      const reply = await call(
        act.by,
        path.startsWith('/') ? path : `/enrollments/${enrollmentId}/${path}`,
        act.now ? sent : { ...sent, occurredAt: at(act.hoursAgo) },
        act.name ?? `demo-family-${now}-${i + 1}`,
      );
      const { documentId } = reply as { documentId?: string };
      if (act.name !== undefined && documentId !== undefined) made.set(act.name, documentId);
    }
  }

  /** All but the newest: nobody lets half a year lie. */
  async function readInbox(login: Login): Promise<void> {
    const { items } = (await call(login, '/inbox?limit=20')) as { items: { id: string }[] };
    const seen = items[unreadInDemo];
    if (seen) await call(login, '/inbox/read-all', { upTo: seen.id });
  }

  const existing = await call('supervisor', '/enrollments?limit=1');
  if ((existing as { items: unknown[] }).items.length > 0) return 0;
  for (const [place, story] of demoStories.entries()) await tell(story, place + 1);
  await tellFamily();
  const earlier = halfAYear ? caseloadStories : [];
  await tellAll(earlier, demoStories.length);
  if (halfAYear)
    for (const login of ['coordinator', 'supervisor', 'director'] as const) await readInbox(login);
  const dayMs = 24 * hourMs;
  if (halfAYear) await tellOffice(call, { agency, clients, dayIn: (days) => dayOf(now + days * dayMs) });
  return demoStories.length + 1 + earlier.length;
}

/** What a step stands on is written before it. */
const documentsOf: Partial<Record<Step['command'], (enrollmentId: string) => [string, object]>> = {
  formRst: (enrollmentId) => ['roster', sampleRoster(enrollmentId)],
  confirmContactInformation: () => [
    'contact-information',
    { ways: [{ kind: 'phone', value: '414 555 0140', mayLeaveMessage: true }] },
  ],
};
