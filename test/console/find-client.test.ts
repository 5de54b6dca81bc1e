import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { startBrowser } from '../support/browser.ts';
import { visit, wholeSystem, widths } from '../support/console-visit.ts';
import { newHire } from '../support/new-hire.ts';
import { faultsOfPage } from '../support/page-faults.ts';
import { story } from '../support/story.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

story('a client is found with /, four letters and Enter; no word of it is in an address', async () => {
  const { system, id } = await wholeSystem();
  const { url, agency } = system;
  const { page, complaints } = await visit(browser, {
    ...{ url, token: agency.tokens.coordinator, width: widths.desk },
  });
  const addresses: string[] = [];
  page.on('request', (request) => void addresses.push(request.url()));
  await page.getByRole('heading', { level: 1, name: 'My day' }).waitFor();
  const before = Date.now();
  await page.keyboard.press('/');
  await page.keyboard.type('otti');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: /^Ottilie/ }).waitFor();
  expect(Date.now() - before).toBeLessThan(4_000);
  expect(new URL(page.url()).pathname).toBe(`/clients/${id}`);
  expect(addresses.filter((address) => /otti/i.test(address))).toEqual([]);
  expect(complaints()).toEqual([]);
});

story('who has nothing to do with whom they find sees no name, and is led to the glass', async () => {
  const { system } = await wholeSystem();
  const { url, agency, prisma } = system;
  const token = await newHire(prisma, agency.agencyId);
  const stranger = await visit(browser, { url, token, width: widths.phone });
  const { page, tap } = stranger;
  await tap(page.getByRole('button', { name: 'Find a client' }));
  await page.getByLabel('Name, number or phone').fill('otti');
  await page.getByText('Clients of others').waitFor();
  expect(await page.getByRole('dialog').innerText()).not.toMatch(/Ottilie|Brandywine/);
  expect(await faultsOfPage(page)).toEqual([]);
  await tap(page.getByRole('link', { name: /^Look all the same/ }).first());
  await page
    .getByRole('heading', { level: 1, name: 'You have nothing to do with this client now' })
    .waitFor();
  expect(stranger.taps()).toBe(2);
});

story(
  'a list of one’s clients by what is due next, with its filters in the address and no name',
  async () => {
    const { system, id } = await wholeSystem();
    const { url, agency } = system;
    const { page, tap, complaints } = await visit(browser, {
      ...{ url, token: agency.tokens.coordinator, width: widths.phone, path: '/clients' },
    });
    const row = page.getByRole('article', { name: /^Ottilie/ });
    await row.getByText('First contact with the client').waitFor();
    expect(await faultsOfPage(page)).toEqual([]);
    await tap(page.getByRole('link', { name: 'All whom I may see' }));
    await page.waitForURL(/view=all/);
    expect(page.url()).not.toMatch(/Otti|Brandy/i);
    await tap(row.getByRole('link', { name: /^Ottilie/ }));
    await page.getByRole('heading', { level: 1, name: /^Ottilie/ }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/clients/${id}`);
    expect(complaints()).toEqual([]);
  },
);
