import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ApiRig, createApiRig, hour, monday } from '../support/api-rig.ts';
import { signedPlan } from '../support/api-plans.ts';
import { expectProblem } from '../support/api-problem.ts';

let rig: ApiRig;
beforeAll(async () => {
  rig = await createApiRig();
});
afterAll(() => rig?.close());

it('a sheet carries the day: duties, appointments and how to reach the client, with Temporal away', async () => {
  const id = await rig.enroll({ client: { familyName: 'Brandy<wine>' } });
  await rig.enroll({ client: { familyName: 'Elsewhere' } });
  await rig.assign(id);
  const visit = {
    startsAt: '2037-03-03T20:00:00Z',
    travelArranged: true,
    purpose: 'Lease',
    place: 'Vliet St',
  };
  await rig.command('coordinator', id, 'scheduleAppointment', visit).expect(200);
  const ways = [{ kind: 'phone', value: '+1 414 555 0100', mayLeaveMessage: false }];
  await rig.post('coordinator', `/enrollments/${id}/contact-information/acts/change`, { ways }).expect(200);
  rig.gateway.outage = { status: 'unavailable', unknown: true, away: 'engine' };
  rig.clock.set(monday + 24 * hour + 1000);
  const { text, headers } = await rig.get('coordinator', '/worklists/mine/sheet').expect(200);
  rig.gateway.outage = null;
  expect(headers['content-type']).toBe('text/html; charset=utf-8');
  expect(headers['cache-control']).toBe('no-store');
  expect(headers['content-security-policy']).toContain("default-src 'none'");
  for (const part of [
    'Ottilie Brandy&#60;wine&#62;',
    '2037-03-03 14:00; Lease; Vliet St',
    '555 0100 (leave no message)',
  ])
    expect(text).toContain(part);
  expect(text).toContain('First contact with the client (overdue)');
  expect(text).not.toContain('Elsewhere');
  expect(rig.logs.join('')).not.toContain('Brandy');
  expectProblem(await rig.get('payer', '/worklists/mine/sheet'), 'forbidden');
});

it('[DO-3] the safety plan is on the sheet as it was last looked at, and the plan in the client file', async () => {
  const id = await rig.enroll();
  await rig.assign(id);
  const plan = await signedPlan(rig, id, { version: 'preliminary' });
  await rig.command('coordinator', id, 'completePreliminarySccp', { plan }).expect(200);
  const before = await rig.get('coordinator', '/worklists/mine/sheet').expect(200);
  expect(before.text).toContain(
    'In the preliminary plan of 2037-03-03. Calls Rosalind. Warm line: 414 555 0199',
  );
  const { body } = await rig.get('coordinator', `/enrollments/${id}/file`).expect(200);
  expect(body.sections.find((one: { section: string }) => one.section === 'service-plan')).toMatchObject({
    missing: [],
    items: expect.arrayContaining([expect.objectContaining({ documentId: plan, state: 'complete' })]),
  });

  const review = { changed: true, safetyPlan: 'Her neighbor first.' };
  await rig.command('coordinator', id, 'reviewSafetyPlan', review).expect(200);
  const { text } = await rig.get('coordinator', '/worklists/mine/sheet').expect(200);
  expect(text).toContain('Reviewed on 2037-03-03: Her neighbor first. In the preliminary plan');
});
