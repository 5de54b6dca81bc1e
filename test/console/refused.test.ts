import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { undoMs } from '../../src/console/outbox/outbox.ts';
import { startBrowser } from '../support/browser.ts';
import { visit, wholeSystem, widths } from '../support/console-visit.ts';
import { faultsOfPage } from '../support/page-faults.ts';
import { story } from '../support/story.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

const hourMs = 3_600_000;
const ago = (hours: number) => new Date(Date.now() - hours * hourMs).toISOString();

type System = Awaited<ReturnType<typeof wholeSystem>>['system'];
const nameOf = async (system: System, id: string) => {
  const { client } = (await system.get('coordinator', `/enrollments/${id}`)).body as {
    client: { givenName: string; familyName: string };
  };
  return `${client.givenName} ${client.familyName}`;
};
const factsOf = async (system: System, enrollmentId: string, type: string) => {
  const events = await system.prisma.event.findMany({
    where: { enrollmentId, type },
    orderBy: { seq: 'asc' },
  });
  return events.map(({ data }) => data);
};

/** Somebody whose appointment began an hour ago. */
async function clientOfThePast(system: System) {
  const past = await system.refer(undefined, { receivedAt: ago(72) });
  const known = String(past.body['enrollmentId']);
  const assigned = { coordinatorId: system.agency.staffIds.coordinator, occurredAt: ago(71) };
  expect((await system.command('supervisor', known, 'assignCoordinator', assigned)).status).toBe(200);
  const appointment = { startsAt: ago(1), travelArranged: false, purpose: 'Sign.', place: 'Office' };
  const made = { ...appointment, occurredAt: ago(30) };
  expect((await system.command('coordinator', known, 'scheduleAppointment', made)).status).toBe(200);
  return { known, name: await nameOf(system, known) };
}

story('what is refused stands at its form, which opens again with the words', async () => {
  const { system } = await wholeSystem();
  const { url, agency } = system;
  const { known, name } = await clientOfThePast(system);
  const coordinator = await visit(browser, { url, token: agency.tokens.coordinator, width: widths.phone });
  const { page } = coordinator;
  await page
    .getByRole('button', { name: `What came of the appointment of ${name}` })
    .first()
    .click();
  await page.getByLabel(/^Why it was missed or cancelled/).fill('The bus did not come.');
  await page.getByRole('button', { name: 'Missed', exact: true }).click();
  // Somebody else was faster.
  const { body } = await system.get('coordinator', `/enrollments/${known}/triage`);
  const [appointment] = body['appointments'] as { stepId: string }[];
  const kept = { about: appointment?.stepId, outcome: 'kept', occurredAt: ago(0.5) };
  expect((await system.command('coordinator2', known, 'recordAppointment', kept)).status).toBe(200);
  await page.clock.fastForward(undoMs);
  await page.getByRole('status').getByText('Refused: nothing was recorded').waitFor();
  await page.getByRole('button', { name: 'Open the form again' }).click();
  const form = page.getByRole('dialog');
  await form.getByRole('alert').waitFor();
  expect(await form.getByLabel(/^Why it was missed or cancelled/).inputValue()).toBe('The bus did not come.');
  expect(await faultsOfPage(page)).toEqual([]);
  expect(await factsOf(system, known, 'AppointmentRecorded')).toMatchObject([{ outcome: 'kept' }]);
});
