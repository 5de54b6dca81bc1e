import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Login } from '../../prisma/seed/index.ts';
import { inboxPage } from '../../src/features/notifications/api/schemas.ts';
import { type ApiRig, createApiRig, day, hour, monday } from '../support/api-rig.ts';
import { asSent } from '../support/as-sent.ts';
import { type Got, mailsAt } from '../support/post-office.ts';

let rig: ApiRig;
const now = monday;
beforeEach(async () => {
  rig = await createApiRig();
});
afterEach(() => rig?.close());

const staff = () => rig.agency.staffIds;
const assign = (id: string, coordinatorId: string) =>
  rig.command('supervisor', id, 'assignCoordinator', { coordinatorId }).expect(200);
async function withCoordinator(coordinatorId = staff().coordinator): Promise<string> {
  const id = await rig.enroll();
  await assign(id, coordinatorId);
  return id;
}
/** Lets the clock of the enrollment say what it has to say by then. */
async function until(at: number, ...ids: string[]): Promise<void> {
  rig.clock.set(at);
  for (const id of ids) await rig.gateway.tick(id);
}
/** Mail about that client, as `kind > readers`. */
const mails = async (id: string, at: number): Promise<string[]> => lines(await mailsAt(rig.prisma, at), id);
const lines = (got: Got[], id: string) =>
  got
    .filter(({ enrollmentId }) => enrollmentId === id)
    .map(({ kind, to }) => `${kind} > ${to.join(', ')}`)
    .toSorted();
async function inbox(login: Login, id: string) {
  const page = asSent(inboxPage, (await rig.get(login, '/inbox?limit=100').expect(200)).body);
  return page.items
    .filter(({ enrollmentId }) => enrollmentId === id)
    .map(({ kind, notSentBecause }) => `${kind} ${notSentBecause ?? 'as it is'}`);
}
const morning = () => now + day;

describe('what waits for the morning is judged anew before it leaves', () => {
  it('goes to who has the client by now; who no longer has them is told once', async () => {
    const id = await withCoordinator();
    await until(now + 2 * hour, id);
    await assign(id, staff().coordinator3);
    const first = await mails(id, morning());
    expect(first).toEqual(['assignment > coordinator3', 'handed-over > coordinator']);
    expect(await inbox('coordinator', id)).toEqual(['handed-over as it is', 'assignment no-longer-theirs']);
    expect(await inbox('coordinator3', id)).toEqual(['assignment as it is']);
    // What was raised for the one before goes to the one who has the client now, in the inbox as well.
    await until(now + 4 * day, id);
    const raised = await rig.prisma.notification.findMany({
      where: { enrollmentId: id, staffId: staff().coordinator3, kind: { in: ['warning', 'overdue'] } },
    });
    expect(raised.length).toBeGreaterThan(0);
    await assign(id, staff().coordinator);
    const second = await mails(id, now + 8 * day);
    expect(second).toContain('assignment > coordinator');
    expect(second.filter((line) => line.startsWith('handed-over'))).toEqual(['handed-over > coordinator3']);
    expect(second.filter((line) => /^(warning|overdue) > coordinator3/.test(line))).toEqual([]);
    expect(second.some((line) => /^(warning|overdue) > coordinator$/.test(line))).toBe(true);
    expect(await inbox('coordinator', id)).toContain('overdue as it is');
    expect((await inbox('coordinator3', id)).filter((line) => line.startsWith('overdue'))).toEqual([]);
  });

  it('does not leave where it was met in time, and the inbox says why', async () => {
    const id = await withCoordinator();
    const warned = await firstWarning(id);
    await rig
      .command('coordinator', id, 'logContact', { with: 'client', mode: 'face-to-face', outcome: 'reached' })
      .expect(200);
    const got = await mailsAt(rig.prisma, warned + 4 * day);
    expect(got.map(({ kind }) => kind)).toContain('warning');
    expect(got.filter(({ obligation }) => obligation === 'contact.routine')).toEqual([]);
    expect(await inbox('coordinator', id)).toContain('warning met');
  });

  it('does not leave about the dead or the discharged, not to the quality office either; what is owed since does', async () => {
    for (const reason of ['deceased', 'other'] as const) {
      rig.clock.set(now);
      const id = await withCoordinator();
      await until(now + 14 * day, id);
      const raised = await rig.prisma.notification.findMany({ where: { enrollmentId: id } });
      expect(raised.map(({ audience }) => audience)).toContain('quality-office');
      const ended = { reason, note: 'As her sister told us.' };
      const left = await rig.command('supervisor', id, 'discharge', ended);
      if (left.status !== 200) throw new Error(JSON.stringify(left.body));
      expect(await mails(id, now + 15 * day)).toEqual([]);
      const because = reason === 'deceased' ? 'deceased' : 'discharged';
      expect(await inbox('quality', id)).toEqual(expect.arrayContaining([`escalation ${because}`]));
      // Outcome data are owed from the discharge on: that is told.
      await until(now + 60 * day, id);
      const since = await mails(id, now + 64 * day);
      expect(since).toContain('overdue > coordinator');
    }
  });

  it('reaches who covers, also with what was raised before, and who is back afterwards', async () => {
    const id = await withCoordinator();
    const warned = await firstWarning(id);
    const absence = { from: new Date(warned).toISOString(), cover: staff().coordinator3 };
    await rig
      .post('supervisor', `/staff/${staff().coordinator}/absences`, absence, {
        'Idempotency-Key': randomUUID(),
      })
      .expect(200);
    const told = await mails(id, warned + 4 * day);
    expect(told).toEqual(expect.arrayContaining(['warning > coordinator', 'warning > coordinator3']));
    expect(await inbox('coordinator3', id)).toContain('warning as it is');
  });

  it('takes back only what had been told', async () => {
    const id = await withCoordinator();
    const due = await firstDue(id);
    await until(due + hour, id);
    // Entered late, and in time: what the night's mail would have told was none.
    await rig
      .command('coordinator', id, 'logContact', {
        ...{ with: 'client', mode: 'phone', outcome: 'reached' },
        occurredAt: new Date(due - hour).toISOString(),
      })
      .expect(200);
    const sent = await mails(id, due + 3 * day);
    expect(sent.filter((line) => /^(overdue|escalation|escalation-withdrawn)/.test(line))).toEqual([]);
    expect(await inbox('supervisor', id)).toEqual(
      expect.arrayContaining(['escalation met', 'escalation-withdrawn never-told']),
    );
  });
});

describe('what is due for somebody at once is one mail', () => {
  /** Two clients of whom much was missed over a week: what the morning after brings. */
  async function flood(): Promise<{ got: Got[]; at: number }> {
    const ids = [await withCoordinator(), await withCoordinator()];
    await until(now + 12 * day, ...ids);
    const at = now + 16 * day;
    return { got: await mailsAt(rig.prisma, at), at };
  }
  const mailsIn = (got: Got[]) => new Set(got.map(({ mail }) => mail)).size;

  it('a flood about two clients comes as a few mails: a digest and what was brought up, a reader each', async () => {
    const { got } = await flood();
    expect(got.length).toBeGreaterThan(20);
    expect(mailsIn(got)).toBeLessThanOrEqual(8);
    process.stdout.write(`${got.length} messages about two clients in ${mailsIn(got)} mails\n`);
    const mine = got.filter(({ to }) => to.join() === 'coordinator');
    expect(mailsIn(mine)).toBe(1);
    // What was brought to the supervisor is never among what may wait.
    const leads = got.filter(({ to }) => to.join() === 'supervisor');
    for (const mail of new Set(leads.map((one) => one.mail))) {
      const rungs = leads.filter((one) => one.mail === mail).map(({ kind }) => kind === 'escalation');
      expect(new Set(rungs).size, 'rungs are a mail of their own').toBe(1);
    }
  });

  it('who covers gets one digest, of their own clients and of those they cover; who is away one of theirs', async () => {
    const theirs = await withCoordinator();
    const own = await withCoordinator(staff().coordinator3);
    const absence = { from: new Date(now + hour).toISOString(), cover: staff().coordinator3 };
    await rig
      .post('supervisor', `/staff/${staff().coordinator}/absences`, absence, {
        'Idempotency-Key': randomUUID(),
      })
      .expect(200);
    await until(now + 12 * day, theirs, own);
    const got = await mailsAt(rig.prisma, now + 16 * day);
    const digests = (login: string) => {
      const all = got.filter(
        ({ to, enrollmentId }) => to.join() === login && [theirs, own].includes(enrollmentId ?? ''),
      );
      return [...new Set(all.map(({ mail }) => mail))].map((mail) =>
        [
          ...new Set(all.filter((one) => one.mail === mail).map(({ enrollmentId }) => enrollmentId)),
        ].toSorted(),
      );
    };
    expect(digests('coordinator')).toEqual([[theirs]]);
    expect(digests('coordinator3')).toEqual([[theirs, own].toSorted()]);
    // Nothing goes to the two of them in one mail: neither learns what else the other has.
    expect(got.filter(({ to }) => to.length > 1 && to.includes('coordinator'))).toEqual([]);
  });

  it('by their choice each message comes by itself; others keep their digest', async () => {
    expect((await rig.get('coordinator', '/inbox/choice').expect(200)).body).toEqual({
      choice: 'digest',
      since: null,
    });
    const chosen = await rig.post('coordinator', '/inbox/choice', { choice: 'each' }).expect(200);
    expect(chosen.body).toEqual({ choice: 'each', since: new Date(now).toISOString() });
    expect((await rig.get('coordinator', '/inbox/choice').expect(200)).body).toEqual(chosen.body);
    const { got } = await flood();
    const mine = got.filter(({ to }) => to.join() === 'coordinator');
    expect(mine.length).toBeGreaterThan(4);
    expect(mailsIn(mine)).toBe(mine.length);
    const leads = got.filter(({ to }) => to.join() === 'supervisor');
    expect(mailsIn(leads)).toBeLessThan(leads.length);
  });
});

/** Passes to the first warning of a contact with the client; answers its instant. */
async function firstWarning(id: string): Promise<number> {
  for (let at = now; at < now + 14 * day; at += day / 2) {
    await until(at, id);
    const found = await rig.prisma.notification.findFirst({
      where: { enrollmentId: id, kind: 'warning', audience: 'coordinator', obligation: 'contact.routine' },
    });
    if (found) return at;
  }
  throw new Error('nobody is warned');
}

async function firstDue(id: string): Promise<number> {
  const { due } = await rig.prisma.obligation.findFirstOrThrow({
    where: { enrollmentId: id, kind: 'contact.first' },
  });
  return due.getTime();
}
