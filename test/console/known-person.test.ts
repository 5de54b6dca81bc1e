import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { startBrowser } from '../support/browser.ts';
import { emptySystem, visit, widths } from '../support/console-visit.ts';
import { faultsOfPage } from '../support/page-faults.ts';
import { story } from '../support/story.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

/** What typing waits for before somebody is looked for. */
const settled = 1_000;

story('an emergency of somebody who is known goes into their record with one tap more', async () => {
  const system = await emptySystem();
  const { url, agency, prisma } = system;
  const marisol = { reference: 'C-1042', givenName: 'Marisol', familyName: 'Quintavalle' };
  const referral = { level: 'rsc-i', emergency: false };
  const known = await system.post('intake', '/enrollments', { client: marisol, referral });
  const id = String(known.body['enrollmentId']);
  const ines = await visit(browser, {
    ...{ url, token: agency.tokens.intake, width: widths.phone, path: '/intake/new?way=emergency' },
  });
  const { page, tap, taps } = ines;
  await tap(page.getByRole('checkbox', { name: /shelter|stay|housing/i }).first());
  await page.getByLabel('Given name').fill('Marisol');
  await page.getByLabel('Family name').fill('Quintavale');
  await page.clock.fastForward(settled);
  await page.getByText('1 client on record looks like this person').waitFor();
  expect(taps()).toBe(1);
  expect(await faultsOfPage(page)).toEqual([]);
  await tap(page.getByRole('button', { name: /same person$/i }).first());
  expect(await faultsOfPage(page)).toEqual([]);
  await tap(page.getByRole('button', { name: /^Send the emergency/ }));
  expect(taps()).toBe(3);
  await page.getByRole('heading', { level: 1, name: /on record$/ }).waitFor();
  // No second file and no second enrollment: what cannot wait stands in the one that there is.
  expect(await prisma.enrollment.count()).toBe(1);
  expect(await prisma.client.count()).toBe(1);
  expect(await prisma.event.count({ where: { enrollmentId: id, type: 'EmergentNeedReported' } })).toBe(1);
  expect(ines.complaints()).toEqual([]);
});
