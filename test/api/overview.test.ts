import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Login } from '../../prisma/seed/index.ts';
import { overviewReply } from '../../src/features/enrollments/api/overview-replies.ts';
import { enrollmentPage, timelineReply } from '../../src/features/enrollments/api/replies.ts';
import { signedPlan } from '../support/api-plans.ts';
import { expectProblem } from '../support/api-problem.ts';
import { type ApiRig, createApiRig, day, hour, monday } from '../support/api-rig.ts';
import { asSent } from '../support/as-sent.ts';

let rig: ApiRig;
beforeAll(async () => {
  rig = await createApiRig({ strangers: true });
});
afterAll(() => rig?.close());

const overviewOf = async (login: Login, id: string) =>
  asSent(overviewReply, (await rig.get(login, `/enrollments/${id}/overview`).expect(200)).body);

describe('a client at one look', () => {
  it('has all that is owed with its why: clause, what opened it and who, what would meet it', async () => {
    rig.clock.set(monday + hour);
    const id = await rig.enroll();
    await rig.assign(id);
    const { duties, coordinator, stage } = await overviewOf('coordinator', id);
    expect({ stage, coordinator: coordinator?.name }).toEqual({
      stage: 'engagement',
      coordinator: 'Theo Marchetti',
    });
    expect(duties.find(({ kind }) => kind === 'contact.first')).toMatchObject({
      ...{ band: 'tomorrow', source: '001 C.1', duty: 'IN-5', changes: [], enteredLate: false },
      openedBy: { step: 'assignCoordinator', title: 'Coordinator assigned', by: { name: 'Ruth Okonjo' } },
      ways: [{ step: 'logContact', title: 'Contact' }],
    });
    const routine = duties.find(({ kind }) => kind === 'contact.routine');
    expect(routine?.ways).toEqual([{ step: 'logContact', title: 'Contact', modes: ['face-to-face'] }]);
    expect(duties.some(({ band }) => band === 'later')).toBe(true);
    const dues = duties.map(({ due }) => Date.parse(due));
    expect(dues).toEqual(dues.toSorted((a, b) => a - b));
  });

  it('says how a deadline was moved, by whom and why; the reason only to who may read what people wrote', async () => {
    const id = await rig.enroll();
    await rig.assign(id);
    const to = new Date(monday + 20 * day).toISOString();
    await rig
      .command('supervisor', id, 'moveDeadline', { kind: 'contact.first', to, reason: 'In hospital.' })
      .expect(200);
    const moved = async (login: Login) =>
      (await overviewOf(login, id)).duties.find(({ kind }) => kind === 'contact.first');
    const seen = await moved('coordinator');
    expect(seen).toMatchObject({
      due: to,
      changes: [{ type: 'moved', to, by: { name: 'Ruth Okonjo' }, reason: 'In hospital.' }],
    });
    expect(seen?.originalDue).not.toBe(to);
    expect((await moved('intake'))?.changes[0]?.reason).toBeNull();
  });

  it('has the way to them, the next appointment and the safety plan, each for whom it is', async () => {
    const id = await rig.enroll();
    await rig.assign(id);
    const startsAt = new Date(monday + 2 * day).toISOString();
    const made = { startsAt, withWhom: 'The landlord', purpose: 'See a room', place: 'Vliet House' };
    await rig
      .command('coordinator', id, 'scheduleAppointment', { ...made, travelArranged: true })
      .expect(200);
    const ways = [{ kind: 'text', value: '414 555 0101', mayLeaveMessage: true }];
    await rig.post('coordinator', `/enrollments/${id}/contact-information/acts/change`, { ways }).expect(200);
    const plan = await signedPlan(rig, id, { version: 'preliminary' });
    expect((await overviewOf('coordinator', id)).safetyPlan).toBeNull();
    await rig.post('coordinator', `/enrollments/${id}/plans/${plan}/acts/complete`, {}).expect(200);

    const whole = await overviewOf('coordinator', id);
    expect(whole).toMatchObject({
      reach: { phone: '414 555 0101', mayLeaveMessage: true },
      contactInformation: { ways },
      nextAppointment: { startsAt, purpose: 'See a room', place: 'Vliet House' },
      safetyPlan: {
        version: 'preliminary',
        plan: { steps: ['Calls Rosalind.'], crisisContacts: [{ name: 'Warm line', reach: '414 555 0199' }] },
        strengths: ['Keeps appointments; cooks for the whole house.'],
        reviewed: null,
      },
    });
    expect(await overviewOf('intake', id)).toMatchObject({
      reach: { phone: '414 555 0101' },
      nextAppointment: { startsAt, place: null },
      safetyPlan: null,
    });
    const { client, reach } = await overviewOf('quality', id);
    expect({ client, reach }).toEqual({ client: { reference: client.reference }, reach: null });

    const said = { changed: true, safetyPlan: 'Rosalind moved away; the warm line comes first.' };
    const reviewed = await rig.command('coordinator', id, 'reviewSafetyPlan', said);
    expect(reviewed.status, reviewed.text).toBe(200);
    expect((await overviewOf('coordinator', id)).safetyPlan?.reviewed?.said).toBe(said.safetyPlan);
  });

  it('is not for who has nothing to do with them, nor for whom charts are not', async () => {
    const id = await rig.enroll();
    await rig.assign(id);
    expectProblem(await rig.get('coordinator3', `/enrollments/${id}/overview`), 'no-relation');
    for (const login of ['payer', 'ops', 'privacy'] as const)
      expectProblem(await rig.get(login, `/enrollments/${id}/overview`), 'forbidden');
  });
});

describe('what happened, the newest first', () => {
  it('says what each step is called, what it opened and what it met; one type alone where that is asked for', async () => {
    rig.clock.set(monday + hour);
    const id = await rig.enroll();
    await rig.assign(id);
    const contact = { with: 'client', mode: 'phone', outcome: 'reached' };
    await rig.command('coordinator', id, 'logContact', contact).expect(200);
    const path = `/enrollments/${id}/timeline`;
    const asked = async (query: string) =>
      asSent(timelineReply, (await rig.get('coordinator', `${path}?${query}`).expect(200)).body);
    const all = await asked('order=desc');
    expect(all.items.map(({ seq }) => seq)).toEqual([3, 2, 1]);
    expect(all.items[0]).toMatchObject({ step: 'logContact', title: 'Contact' });
    expect(all.items[0]?.closed).toContainEqual(
      expect.objectContaining({
        kind: 'contact.first',
        title: 'First contact with the client',
        status: 'met',
      }),
    );
    expect(all.items[1]?.opened.map(({ kind }) => kind)).toContain('contact.first');
    expect(all.nextAfter).toBeNull();
    const first = await asked('order=desc&limit=2');
    expect(first.nextAfter).toBe(2);
    expect((await asked('order=desc&limit=2&after=2')).items.map(({ seq }) => seq)).toEqual([1]);
    expect((await asked('type=CoordinatorAssigned')).items.map(({ seq }) => seq)).toEqual([2]);
  });
});

describe('clients by what is due next', () => {
  it('go on page by page, each once, with the title of it; not to the payer', async () => {
    const seen: string[] = [];
    const dues: (string | null)[] = [];
    const path = '/enrollments?sort=due&limit=2';
    const pageAt = async (after: string) =>
      asSent(enrollmentPage, (await rig.get('supervisor', `${path}${after}`).expect(200)).body);
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Awaited<ReturnType<typeof pageAt>> = await pageAt(
        cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`,
      );
      for (const { enrollmentId, nextDue, nextDuty } of page.items) {
        seen.push(enrollmentId);
        dues.push(nextDue);
        expect(nextDuty?.due ?? null).toBe(nextDue);
      }
      cursor = page.nextCursor;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThan(3);
    const placed = dues.map((due) => (due === null ? Infinity : Date.parse(due)));
    expect(placed).toEqual(placed.toSorted((a, b) => a - b));
    const own = asSent(
      enrollmentPage,
      (await rig.get('coordinator', '/enrollments?coordinator=me').expect(200)).body,
    );
    expect(own.items.some(({ nextAppointment }) => nextAppointment !== null)).toBe(true);
  });
});
