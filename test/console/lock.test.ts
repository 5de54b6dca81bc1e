import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { undoMs } from '../../src/console/outbox/outbox.ts';
import { startBrowser } from '../support/browser.ts';
import { keptOnDevice, visit, wholeSystem, widths } from '../support/console-visit.ts';
import { faultsOfPage } from '../support/page-faults.ts';
import { story } from '../support/story.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

const minute = 60_000;

story(
  'a phone that nobody touches warns, goes on with one key, and closes; place and words come back, also when the session ends',
  async () => {
    const { system } = await wholeSystem();
    const { url, agency } = system;
    const token = agency.tokens.coordinator;
    const coordinator = await visit(browser, { url, token, width: widths.phone });
    const { page, tap } = coordinator;
    const words = page.getByLabel('In your words');
    const warning = page.getByRole('dialog', { name: 'Are you still there?' });
    await tap(page.getByRole('button', { name: /^Record a contact with Ottilie/ }).first());
    await tap(page.getByText('Called, no answer'));
    await words.fill('Rang at the library.');

    await page.clock.fastForward(4 * minute);
    await warning.waitFor();
    expect(await faultsOfPage(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await warning.waitFor({ state: 'detached' });
    // It goes on where it was: in the field.
    await page.keyboard.type(' Nobody there.');
    expect(await words.inputValue()).toBe('Rang at the library. Nobody there.');
    const path = new URL(page.url()).pathname;

    await page.clock.fastForward(4 * minute);
    await warning.waitFor();
    await page.clock.fastForward(minute);
    await page.getByText('Nobody had touched this for a while').waitFor();
    expect(await page.locator('body').innerText()).not.toMatch(/Ottilie|library/);
    expect(await faultsOfPage(page)).toEqual([]);
    // Nobody else goes on with the session, and nobody reads what is kept.
    const cookies = await page.context().cookies();
    await expect.poll(async () => (await page.context().cookies()).length).toBe(0);
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    await expect
      .poll(async () => (await fetch(`${url}/api/v1/me`, { headers: { cookie } })).status)
      .toBe(401);
    await expect.poll(() => keptOnDevice(page)).not.toBe('');
    expect(await keptOnDevice(page)).not.toMatch(/library|Ottilie|Nobody/);

    const signIn = async () => {
      await page.getByLabel('Access token').fill(token);
      await page.getByRole('button', { name: 'Sign in' }).click();
    };
    await signIn();
    await expect.poll(() => words.inputValue()).toBe('Rang at the library. Nobody there.');
    expect(new URL(page.url()).pathname).toBe(path);

    // The session ends while somebody types: the same way, and the same words.
    await words.press('End');
    await page.keyboard.type(' Back at noon.');
    await system.prisma.accessSession.updateMany({ where: { endedAt: null }, data: { endedAt: new Date() } });
    await page.getByText('Your session is over.').waitFor();
    expect(await page.locator('body').innerText()).not.toMatch(/Ottilie|library/);
    expect(await keptOnDevice(page)).not.toMatch(/library|Ottilie|noon/);
    await signIn();
    await expect.poll(() => words.inputValue()).toBe('Rang at the library. Nobody there. Back at noon.');
    expect(coordinator.complaints()).toEqual([]);
    // A desk is given longer.
    await page.setViewportSize({ width: widths.desk, height: 844 });
    await page.clock.fastForward(6 * minute);
    expect(await warning.count()).toBe(0);
    expect(await words.count()).toBe(1);
  },
  { keepsWidth: true },
);

story(
  'what is locked without a connection keeps its words, says truthfully what is not sent, and sends it in order once its author is back',
  async () => {
    const { system, id } = await wholeSystem();
    const { url, agency, prisma } = system;
    const token = agency.tokens.coordinator;
    const { page, tap } = await visit(browser, { url, token, width: widths.phone });
    const contact = page.getByRole('button', { name: /^Record a contact with Ottilie/ }).first();
    const words = page.getByLabel('In your words');
    const events = () =>
      prisma.event.findMany({ where: { enrollmentId: id, type: 'ContactLogged' }, orderBy: { seq: 'asc' } });
    await contact.waitFor();
    await page.evaluate('navigator.serviceWorker.ready');
    // The form and what it is judged by are there before the connection goes.
    await tap(contact);
    await tap(page.getByText('Called, no answer'));
    await page.getByRole('button', { name: 'Close' }).click();

    await page.context().setOffline(true);
    const keys: string[] = [];
    page.on('request', (request) => {
      const key = request.headers()['idempotency-key'];
      if (request.url().endsWith('/commands') && key !== undefined) keys.push(key);
    });
    for (const said of ['Rang at one.', 'Rang at two.']) {
      await tap(contact);
      await tap(page.getByText('Called, no answer'));
      await words.fill(said);
      await tap(page.getByRole('button', { name: 'Record', exact: true }));
      await page.clock.fastForward(undoMs);
    }
    await page
      .getByRole('status')
      .getByText(/tried again/)
      .first()
      .waitFor();
    await tap(contact);
    await tap(page.getByText('Called, no answer'));
    await words.fill('Rang at three.');
    const [first] = keys;
    expect(first).toBeDefined();

    await page.clock.fastForward(5 * minute);
    await page.getByText('Nobody had touched this for a while').waitFor();
    await page.getByText('2 things that you recorded are not sent yet.').waitFor();
    expect(await faultsOfPage(page)).toEqual([]);
    expect(await page.locator('body').innerText()).not.toMatch(/Ottilie|Rang/);
    expect(await keptOnDevice(page)).not.toMatch(/Ottilie|Rang/);
    const signIn = async () => {
      await page.getByLabel('Access token').fill(token);
      await page.getByRole('button', { name: 'Sign in' }).click();
    };
    await signIn();
    await page.getByRole('alert').getByText('The server cannot be reached').waitFor();
    expect(await faultsOfPage(page)).toEqual([]);
    // Nobody is let in by what the device remembers, and nothing leaves it.
    await page.getByText('2 things that you recorded are not sent yet.').waitFor();
    expect(await contact.count()).toBe(0);
    expect(await events()).toEqual([]);

    await page.context().setOffline(false);
    await signIn();
    await expect.poll(() => words.inputValue()).toBe('Rang at three.');
    await page.clock.fastForward(2 * undoMs);
    await expect.poll(async () => (await events()).length, { timeout: 30_000 }).toBe(2);
    // In the order of the presses, the first under the key under which it was tried before.
    const sent = await events();
    expect(sent.map(({ occurredAt }) => Number(occurredAt))).toEqual(
      sent.map(({ occurredAt }) => Number(occurredAt)).toSorted((a, b) => a - b),
    );
    expect(new Set(keys).size).toBe(2);
    expect(keys.filter((key) => key === first).length).toBeGreaterThan(1);
    expect(keys.lastIndexOf(first ?? '')).toBeLessThan(keys.length - 1);
    expect(await words.inputValue()).toBe('Rang at three.');
  },
  { keepsWidth: true },
);
