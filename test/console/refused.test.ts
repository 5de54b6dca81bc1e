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

/** Somebody whose appointment has begun. */
async function clientOfThePast(system: System) {
  const past = await system.refer(undefined, { receivedAt: ago(72) });
  const known = String(past.body['enrollmentId']);
  const assigned = { coordinatorId: system.agency.staffIds.coordinator, occurredAt: ago(71) };
  expect((await system.command('supervisor', known, 'assignCoordinator', assigned)).status).toBe(200);
  // Of today wherever the agency's day stands.
  const appointment = { startsAt: ago(0.02), travelArranged: false, purpose: 'Sign.', place: 'Office' };
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
  const kept = { about: appointment?.stepId, outcome: 'kept', occurredAt: ago(0.01) };
  expect((await system.command('coordinator2', known, 'recordAppointment', kept)).status).toBe(200);
  await page.clock.fastForward(undoMs);
  await page.getByRole('status').getByText('Refused: nothing was recorded').waitFor();
  await page.getByRole('button', { name: 'Open the form again' }).click();
  const form = page.getByRole('dialog');
  await form.getByRole('alert').waitFor();
  expect(await form.getByLabel(/^Why it was missed or cancelled/).inputValue()).toBe('The bus did not come.');
  // What was recorded instead is a tap away, and the form makes room for it.
  const timeline = form.getByRole('alert').getByRole('link', { name: 'Timeline' });
  await timeline.waitFor();
  expect(await faultsOfPage(page)).toEqual([]);
  expect(await factsOf(system, known, 'AppointmentRecorded')).toMatchObject([{ outcome: 'kept' }]);
  await timeline.click();
  await page.waitForURL(new RegExp(`/clients/${known}/timeline$`));
  expect(await form.count()).toBe(0);
});

story('what has to come first is offered where it was refused, and the first words wait', async () => {
  const { system, id } = await wholeSystem();
  const { url, agency } = system;
  for (const language of ['es-US', 'en-US'] as const) {
    const spanish = language === 'es-US';
    const { page, tap } = await visit(browser, {
      ...{ url, token: agency.tokens.supervisor, width: widths.phone, path: `/clients/${id}`, language },
    });
    const form = page.getByRole('dialog');
    await tap(page.getByRole('button', { name: spanish ? /^¿Qué registrar/ : /^What to record of / }));
    const all = form.getByRole('button', { name: spanish ? /todos/ : 'Show all steps' });
    await form.locator('section').first().waitFor();
    if (await all.isVisible()) await tap(all);
    await tap(
      form.getByRole('button', {
        name: spanish ? 'Cambiar el nivel de atención' : 'Change the level of care',
      }),
    );
    await form.locator('input[value="cm"]').check({ force: true });
    await form.locator('textarea').first().fill('She needs more.');
    await tap(form.locator('form button[type=submit]'));
    await page.clock.fastForward(undoMs);
    const scores = spanish ? /^Puntuar el índice de agudeza: / : /^Score the Acuity Index: /;
    const refused = page.getByRole('status').getByRole('alert');
    await tap(refused.getByRole('button', { name: scores }));
    // A dialog of its own: nothing of the refused one is sent with it.
    await form.getByRole('heading', { level: 2, name: scores }).waitFor();
    await form.getByRole('heading', { level: 3 }).first().waitFor();
    expect(await faultsOfPage(page)).toEqual([]);
    await tap(form.getByRole('button', { name: spanish ? 'Cerrar' : 'Close' }));
    if (spanish) continue;
    // And from the form, which has its words still.
    await tap(page.getByRole('button', { name: 'Open the form again' }));
    const again = page.getByRole('dialog').first();
    await tap(again.getByRole('alert').getByRole('button', { name: scores }));
    await page.getByRole('dialog').nth(1).getByRole('heading', { level: 3 }).first().waitFor();
    expect(await faultsOfPage(page)).toEqual([]);
    for (const item of await page.getByRole('dialog').nth(1).getByRole('group').all()) {
      const two = item.getByRole('radio', { name: '2', exact: true });
      if ((await two.count()) > 0) await two.check({ force: true });
    }
    await tap(page.getByRole('dialog').nth(1).locator('button[type=submit]'));
    await page.getByRole('dialog').nth(1).waitFor({ state: 'detached' });
    expect(await again.locator('textarea').first().inputValue()).toBe('She needs more.');
    await page.clock.fastForward(undoMs);
    await expect.poll(async () => (await factsOf(system, id, 'AcuityScored')).length).toBeGreaterThan(0);
    expect(await factsOf(system, id, 'LevelChanged')).toEqual([]);
  }
});
