import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { undoMs } from '../../src/console/outbox/outbox.ts';
import { startBrowser } from '../support/browser.ts';
import { keptOnDevice, visit, type Visit, wholeSystem, widths } from '../support/console-visit.ts';
import { violationsOf } from '../support/page-faults.ts';
import { story } from '../support/story.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

const faultsOf = async ({ page }: Visit) =>
  (await violationsOf(page)).map(({ id, nodes }) => `${id}: ${nodes.length}`);
const eventsOf = (system: Awaited<ReturnType<typeof wholeSystem>>['system'], enrollmentId: string) =>
  system.prisma.event.count({ where: { enrollmentId } });

story(
  'a coordinator records a visit from My day: what it meets is said before, and stands in the receipt',
  async () => {
    const { system, id } = await wholeSystem();
    const { url, agency } = system;
    const coordinator = await visit(browser, { url, token: agency.tokens.coordinator, width: widths.phone });
    const { page, tap } = coordinator;
    await page.getByRole('heading', { level: 1, name: 'My day' }).waitFor();
    expect(await faultsOf(coordinator)).toEqual([]);

    await tap(page.getByRole('button', { name: /^Record a contact with Ottilie/ }).first());
    await tap(page.getByText('Visit', { exact: true }));
    await page.getByText(/^It meets/).waitFor();
    const foreseen = await page.locator('form [aria-live] li').allInnerTexts();
    expect(foreseen.length).toBeGreaterThan(0);
    await page.getByLabel('What happened').fill('Met at the library.');
    expect(await faultsOf(coordinator)).toEqual([]);
    await tap(page.getByRole('button', { name: 'Record', exact: true }));
    expect(coordinator.taps()).toBeLessThanOrEqual(4);

    // Nothing has left yet, and nothing is called recorded.
    const before = await eventsOf(system, id);
    await page.getByRole('status').getByText('is sent in a few seconds').waitFor();
    await page.clock.fastForward(undoMs);
    const told = await page
      .getByRole('status')
      .getByText(/On record/)
      .innerText();
    for (const title of foreseen) expect(told).toContain(title.trim());
    expect(await eventsOf(system, id)).toBeGreaterThan(before);
    // It is gone from the day, without a reload.
    await page.getByRole('heading', { level: 1, name: 'My day' }).waitFor();
    expect(coordinator.complaints()).toEqual([]);
  },
);

story(
  'no word is lost: what is typed comes back, what is pressed goes out once, and nobody reads it on the device',
  async () => {
    const { system, id } = await wholeSystem();
    const { url, agency } = system;
    const { page } = await visit(browser, { url, token: agency.tokens.coordinator, width: widths.phone });
    const opens = () =>
      page
        .getByRole('button', { name: /^Record a contact with Ottilie/ })
        .first()
        .click();
    await opens();
    await page.getByText('Called, no answer').click();
    await page.getByLabel('In your words').fill('Rang at the library.');
    await page.getByRole('button', { name: 'Close' }).click();
    await page.reload();
    await opens();
    await expect.poll(() => page.getByLabel('In your words').inputValue()).toBe('Rang at the library.');
    expect(await keptOnDevice(page)).not.toMatch(/library|Ottilie/);

    const before = await eventsOf(system, id);
    page.on('dialog', (dialog) => void dialog.accept());
    await page.getByRole('button', { name: 'Record', exact: true }).click();
    await page.reload();
    await page.getByRole('status').getByText('is sent in a few seconds').waitFor();
    expect(await keptOnDevice(page)).not.toMatch(/library|Ottilie/);
    await page.clock.fastForward(undoMs);
    await page
      .getByRole('status')
      .getByText(/On record/)
      .waitFor();
    expect(await eventsOf(system, id)).toBeGreaterThan(before);
    const contacts = await system.prisma.event.findMany({
      where: { enrollmentId: id, type: 'ContactLogged' },
    });
    expect(contacts.map(({ details }) => details)).toEqual([{ summary: 'Rang at the library.' }]);

    await page.reload();
    await opens();
    expect(await page.getByLabel('In your words').inputValue()).toBe('');
    await expect.poll(() => keptOnDevice(page)).toBe('');
  },
);

story('a call nobody answered takes three taps, and can be taken back for ten seconds', async () => {
  const { system, id } = await wholeSystem();
  const { url, agency } = system;
  const coordinator = await visit(browser, { url, token: agency.tokens.coordinator, width: widths.phone });
  const { page, tap } = coordinator;
  const before = await eventsOf(system, id);
  await tap(page.getByRole('button', { name: /^Record a contact with Ottilie/ }).first());
  await tap(page.getByText('Called, no answer'));
  await tap(page.getByRole('button', { name: 'Record', exact: true }));
  expect(coordinator.taps()).toBe(3);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.clock.fastForward(2 * undoMs);
  expect(await page.getByRole('status').innerText()).toBe('');
  expect(await eventsOf(system, id)).toBe(before);

  await coordinator.openMenu();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByLabel('Access token').waitFor();
  await page.reload();
  await page.getByLabel('Access token').waitFor();
  expect(await faultsOf(coordinator)).toEqual([]);
  expect(coordinator.complaints()).toEqual([]);
});

story('the payer decides what waits, sees no name, and the next request opens', async () => {
  const { system, id } = await wholeSystem();
  const { url, agency } = system;
  const asked = {
    ...{ initial: true, units: 8, through: '2099-06-01', justification: 'It goes on.' },
    enclosed: await system.enclosing(id),
  };
  expect((await system.command('coordinator', id, 'requestExtension', asked)).status).toBe(200);
  const payer = await visit(browser, { url, token: agency.tokens.payer, width: widths.desk });
  const { page, tap } = payer;
  await page.getByRole('heading', { level: 1, name: '1 request waits' }).waitFor();
  expect(await page.locator('body').innerText()).not.toMatch(/Ottilie|Brandywine/);
  expect(await faultsOf(payer)).toEqual([]);
  await page.keyboard.press('r');
  expect(await page.getByRole('radio', { name: 'Ask back' }).isChecked()).toBe(true);
  await page.getByLabel(/^Reason/).fill('Which plan is meant?');
  await tap(page.getByRole('button', { name: /^Decide on/ }));
  expect(payer.taps()).toBeLessThanOrEqual(1);
  await page.getByText('Nothing waits for a decision.').waitFor();
  await page.clock.fastForward(undoMs);
  await page
    .getByRole('status')
    .getByText(/On record/)
    .waitFor();
  const { body } = await system.get('payer', `/enrollments/${id}/authorizations`);
  expect(body['extensions']).toMatchObject([{ state: 'returned' }]);
  // What was asked back stays in sight until it is answered.
  await page.getByRole('button', { name: 'Asked back', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: '1 request is asked back' }).waitFor();
  await page.getByText('Which plan is meant?').first().waitFor();
  expect(await faultsOf(payer)).toEqual([]);
  expect(payer.complaints()).toEqual([]);
});

story('a supervisor assigns who waits, one key each, and sees nobody wait any more', async () => {
  const { system } = await wholeSystem();
  const { url, agency } = system;
  const ids: string[] = [];
  for (const _ of [1, 2, 3]) ids.push(String((await system.refer()).body['enrollmentId']));
  const supervisor = await visit(browser, {
    ...{ url, token: agency.tokens.supervisor, width: widths.desk, path: '/queue' },
  });
  const { page } = supervisor;
  await page.getByRole('heading', { level: 1, name: '3 clients wait for a coordinator' }).waitFor();
  expect(await faultsOf(supervisor)).toEqual([]);
  for (const left of [2, 1, 0]) {
    await page.keyboard.press('1');
    const title = left === 0 ? /^Nobody waits/ : new RegExp(`^${left} client`);
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
  }
  const assigned = () =>
    system.prisma.enrollment.count({ where: { id: { in: ids }, coordinatorId: { not: null } } });
  expect(await assigned()).toBe(0);
  await page.clock.fastForward(undoMs);
  await expect.poll(assigned).toBe(3);
  await page
    .getByRole('status')
    .getByText(/On record/)
    .nth(2)
    .waitFor();
  expect(supervisor.complaints()).toEqual([]);
});
