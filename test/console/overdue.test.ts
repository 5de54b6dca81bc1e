import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { startBrowser } from '../support/browser.ts';
import { visit, wholeSystem, widths } from '../support/console-visit.ts';
import { faultsOfPage } from '../support/page-faults.ts';
import { story } from '../support/story.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

story('a supervisor sees what is late, by duty or by person, and why, with one tap', async () => {
  const { system } = await wholeSystem();
  const { url, agency } = system;
  // A week ago, and entered today: first contact has been overdue since.
  const receivedAt = new Date(Date.now() - 8 * 86_400_000).toISOString();
  const occurredAt = new Date(Date.now() - 7 * 86_400_000).toISOString();
  const late = String((await system.refer(undefined, { receivedAt })).body['enrollmentId']);
  const named = { coordinatorId: agency.staffIds.coordinator2, occurredAt };
  expect((await system.command('supervisor', late, 'assignCoordinator', named)).status).toBe(200);

  const ruth = await visit(browser, { url, token: agency.tokens.supervisor, width: widths.phone });
  const { page, tap } = ruth;
  await page.locator('main h1').waitFor();
  await tap(page.getByRole('link', { name: 'Overdue' }).first());
  await page.getByRole('heading', { level: 1, name: /dut(?:y|ies) overdue/ }).waitFor();
  expect(ruth.taps()).toBe(1);
  // Why stands with each case.
  await page
    .getByText(/Duty IN-5, owed since/)
    .first()
    .waitFor();
  expect(await faultsOfPage(page)).toEqual([]);

  const cell = page.getByRole('link', { name: /^First contact with the client, .+: 1 overdue/ });
  await cell.first().click();
  await page.getByRole('heading', { level: 2, name: /^Cases: First contact with the client, / }).waitFor();
  // What stands in the address names nobody.
  expect(new URL(page.url()).search).toMatch(/kind=contact\.first/);
  expect(decodeURIComponent(page.url())).not.toMatch(/Ottilie|Brandywine/);
  const cases = page.getByRole('region', { name: /^Cases/ }).getByRole('listitem');
  await expect.poll(() => cases.filter({ hasText: 'First contact' }).count()).toBe(1);
  await page.getByRole('link', { name: 'By person' }).click();
  await page.getByRole('table', { name: /people by duty/ }).waitFor();
  expect(await faultsOfPage(page)).toEqual([]);
  expect(ruth.complaints()).toEqual([]);
});
