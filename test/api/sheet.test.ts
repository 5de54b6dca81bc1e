import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ApiRig, createApiRig, hour, monday } from '../support/api-rig.ts';
import { expectProblem } from '../support/api-problem.ts';

let rig: ApiRig;
beforeAll(async () => {
  rig = await createApiRig();
});
afterAll(() => rig?.close());

it('a sheet carries the day: duties, appointments and how to reach the client, with Temporal away', async () => {
  const id = await rig.enroll({ client: { familyName: 'Brandy<wine>' } });
  await rig.enroll({ client: { familyName: 'Elsewhere' } });
  const coordinatorId = rig.agency.staffIds.coordinator;
  await rig.command('supervisor', id, 'assignCoordinator', { coordinatorId }).expect(200);
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
