import { AxeBuilder } from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { startBrowser } from '../support/browser.ts';
import { visit, type Visit, wholeSystem, widths } from '../support/console-visit.ts';
import { story } from '../support/story.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

const faultsOf = async ({ page }: Visit) =>
  (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes.length}`);

story('a page is answered with one tap, at once; the crisis behind it goes on step by step', async () => {
  const { system, id } = await wholeSystem();
  const { url, agency } = system;
  const until = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 16);
  const shift = { staffId: agency.staffIds.coordinator, until };
  expect((await system.post('supervisor', '/on-call/shifts', shift)).status).toBe(200);
  const crisis = { kind: 'overdose', what: 'Found on the stairs, breathing.' };
  expect((await system.command('intake', id, 'reportCrisis', crisis)).status).toBe(200);

  const coordinator = await visit(browser, {
    ...{ url, token: agency.tokens.coordinator, width: widths.phone, path: '/on-call' },
  });
  const { page, tap } = coordinator;
  await page.getByRole('heading', { level: 1, name: 'On call' }).waitFor();
  await page.getByText(/^You are on call until/).waitFor();
  await page.getByRole('heading', { name: '1 page waits' }).waitFor();
  // Wherever somebody is, they see that one waits.
  await page.getByRole('link', { name: /^On call\s*1 page waits$/ }).waitFor();
  await page.getByRole('article').getByText('Found on the stairs, breathing.').first().waitFor();
  expect(await faultsOf(coordinator)).toEqual([]);
  await tap(page.getByRole('button', { name: /^I am on it: Ottilie/ }));
  expect(coordinator.taps()).toBe(1);
  await page
    .getByRole('status')
    .getByText(/On record/)
    .waitFor();
  const answers = () => system.prisma.event.count({ where: { enrollmentId: id, type: 'CrisisAnswered' } });
  expect(await answers()).toBe(1);
  await page.getByRole('heading', { name: 'No page waits for you' }).waitFor();
  await page.getByRole('link', { name: 'On call', exact: true }).waitFor();

  await page.getByRole('button', { name: /^Record: responded, Ottilie/ }).click();
  await page.getByLabel('How did you respond, and what did you find?').fill('Went there, awake.');
  expect(await faultsOf(coordinator)).toEqual([]);
  await page.locator('dialog').getByRole('button', { name: 'Record: responded' }).click();
  await page
    .getByText(/Crisis: respond/)
    .last()
    .waitFor();
  await page.getByRole('button', { name: /^Record: listened, Ottilie/ }).waitFor();
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);

  // An emergency: who it is about, what it is about and how they are reached; then their own page.
  const referral = {
    ...{ receivedAt: new Date().toISOString(), level: 'cm', emergency: true },
    needs: [{ need: 'suicidality', words: 'Said she will not see the morning.' }],
  };
  const phone = { value: '414 555 0177', mayLeaveMessage: false };
  const client = { reference: 'D-9001', givenName: 'Lucinda', familyName: 'Abernathy', phone };
  const urgent = await system.post('intake', '/enrollments', { client, referral });
  expect(urgent.status, JSON.stringify(urgent.body)).toBe(201);
  await page.getByRole('heading', { name: '1 page waits' }).waitFor();
  const card = page.getByRole('article', { name: 'Lucinda Abernathy' });
  await card.getByText('Said she will not see the morning.').waitFor();
  await card.getByRole('link', { name: /^Call 414 555 0177/ }).waitFor();
  await card.getByRole('link', { name: 'Lucinda Abernathy' }).waitFor();
  expect(await faultsOf(coordinator)).toEqual([]);
  await tap(page.getByRole('button', { name: 'I am on it: Lucinda Abernathy' }));
  await page.getByRole('heading', { level: 1, name: 'Lucinda Abernathy' }).waitFor();
  await page.getByText('What it is about: Thoughts of suicide or self-harm').waitFor();
  await page.getByText('Said she will not see the morning.').waitFor();
  // Its clock stops for nobody: nothing is offered that would be refused.
  const duties = page.getByRole('region', { name: /duties|owed/i }).first();
  expect(await duties.getByRole('button', { name: /Move the deadline.*Emergency/ }).count()).toBe(0);
  expect(await faultsOf(coordinator)).toEqual([]);
  await page.getByRole('link', { name: 'Timeline' }).click();
  await page.getByText('Thoughts of suicide or self-harm: Said she will not see the morning.').waitFor();
  expect(coordinator.complaints()).toEqual([]);
});
