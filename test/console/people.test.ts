import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { undoMs } from '../../src/console/outbox/outbox.ts';
import { startBrowser } from '../support/browser.ts';
import { visit, wholeSystem, widths } from '../support/console-visit.ts';
import { faultsOfPage } from '../support/page-faults.ts';
import { story } from '../support/story.ts';
import { agencyDay } from '../support/agency-days.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

story('a director gives somebody access in three taps, shown once, and ends it with a reason', async () => {
  const { system } = await wholeSystem();
  const { url, agency } = system;
  const hiredOn = agencyDay(-3);
  const dora = await visit(browser, { url, token: agency.tokens.director, width: widths.desk });
  const { page, tap } = dora;
  await page.locator('main h1').waitFor();
  await dora.openMenu();
  await tap(page.getByRole('link', { name: 'People' }));
  await page.getByRole('heading', { level: 1, name: /people work here$/ }).waitFor();
  expect(await faultsOfPage(page)).toEqual([]);
  // Somebody who was never here before: taken in, and given access, from here.
  await page.getByRole('button', { name: 'Add a person' }).click();
  await page.getByLabel('Name').fill('Imre Castellanos');
  await page.getByLabel('Work e-mail').fill('imre@agency.example');
  await page.getByLabel('First day of work').fill(hiredOn);
  expect(await faultsOfPage(page)).toEqual([]);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await tap(page.getByRole('link', { name: 'Give Imre Castellanos access' }));
  await page.getByText('No access now').waitFor();
  await tap(page.getByRole('button', { name: 'Give Imre Castellanos access' }));
  const token = await page.locator('code').innerText();
  expect(dora.taps()).toBeLessThanOrEqual(4);
  expect(await faultsOfPage(page)).toEqual([]);
  const me = () => fetch(`${url}/api/v1/me`, { headers: { authorization: `Bearer ${token}` } });
  expect((await me()).status).toBe(200);

  await page.getByRole('button', { name: /^End the access of Imre Castellanos until/ }).click();
  await page.getByLabel('Why; nothing of a client').fill('It was written on the wall.');
  await page.getByRole('button', { name: 'End the access of Imre Castellanos', exact: true }).click();
  await page.getByText('No access now').waitFor();
  await page.clock.fastForward(undoMs);
  await expect.poll(async () => (await me()).status, { timeout: 30_000 }).toBe(401);
  // Whoever opens the page anew reads no token.
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Imre Castellanos' }).waitFor();
  expect(await page.locator('body').innerText()).not.toContain(token);
  expect(dora.complaints()).toEqual([]);
});
