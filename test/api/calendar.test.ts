import request from 'supertest';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ApiRig, createApiRig, day } from '../support/api-rig.ts';

let rig: ApiRig;
beforeAll(async () => {
  rig = await createApiRig({ strangers: true });
});
afterAll(() => rig?.close());

/** As RFC 5545 says it is read: lines unfolded, names before the colon, their parameters left out. */
function entriesIn(text: string): Record<string, string>[] {
  expect(text.endsWith('\r\n')).toBe(true);
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  const entries: Record<string, string>[] = [];
  let entry: Record<string, string> | null = null;
  for (const line of text.replaceAll(/\r\n[ \t]/g, '').split('\r\n')) {
    const [, name = '', value = ''] = /^([A-Z-]+)(?:;[^:]*)?:(.*)$/.exec(line) ?? [];
    if (line === 'BEGIN:VEVENT') entry = {};
    else if (line === 'END:VEVENT') entries.push(entry ?? {});
    else if (entry) entry[name] = value;
  }
  return entries;
}

const make = async (login: 'coordinator' | 'coordinator2') => {
  const { body } = await rig.post(login, '/me/calendar', {}).expect(200);
  return new URL((body as { address: string }).address).pathname;
};
const read = (path: string) => request(rig.bare).get(path);

it('a calendar program reads the times of appointments, and of nobody anything; the address is made anew and taken away', async () => {
  const id = await rig.enroll();
  await rig.assign(id);
  const startsAt = rig.clock.now() + 2 * day;
  const booked = {
    startsAt: new Date(startsAt).toISOString(),
    travelArranged: true,
    purpose: 'Dr. Hollis',
    place: 'Vliet Street',
  };
  const reply = await rig.command('coordinator', id, 'scheduleAppointment', booked);
  expect(reply.status, reply.text).toBe(200);
  expect((await rig.get('coordinator', '/me/calendar').expect(200)).body).toEqual({ since: null });

  const path = await make('coordinator');
  const feed = await read(path)
    .expect(200)
    .expect('Content-Type', /^text\/calendar/);
  const [entry, ...others] = entriesIn(feed.text);
  expect(others).toEqual([]);
  expect(entry).toMatchObject({ SUMMARY: 'Appointment', DTSTART: '20370304T150000Z' });
  expect(feed.text).not.toMatch(new RegExp(`Ottilie|Brandywine|Hollis|Vliet|${id}`));
  // Of another one's clients it knows nothing.
  expect(entriesIn((await read(await make('coordinator2')).expect(200)).text)).toEqual([]);

  // Kept by its hash alone, and in no log.
  const secret = /tl_[\w-]+/.exec(path)?.[0] ?? '';
  const rows = await rig.prisma.calendarFeed.findMany();
  expect(JSON.stringify([rows, rig.logs])).not.toContain(secret);
  expect(rig.logs.some((line) => line.includes('"route":"/calendar/{token}"'))).toBe(true);

  const anew = await make('coordinator');
  await read(path).expect(404);
  await read(anew).expect(200);
  await rig.post('coordinator', '/me/calendar/end', {}).expect(200);
  await rig.post('coordinator', '/me/calendar/end', {}).expect(200, { since: null });
  await read(anew).expect(404);
  for (const nothing of ['/calendar/x.ics', '/calendar/tl_x', anew.replace('.ics', '')])
    await read(nothing).expect(404);
});

it('opens nothing once its person works here no more, and is given to who has appointments', async () => {
  const path = await make('coordinator2');
  await read(path).expect(200);
  await rig.prisma.staff.update({ where: { id: rig.agency.staffIds.coordinator2 }, data: { active: false } });
  await read(path).expect(404);
  await rig.post('payer', '/me/calendar', {}).expect(403);
});
