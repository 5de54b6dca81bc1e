import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { startBrowser } from '../support/browser.ts';
import { visit, wholeSystem, widths } from '../support/console-visit.ts';
import { story } from '../support/story.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

const faultsAt = async (page: Page) =>
  (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes.length}`);
const overflows = (page: Page) =>
  page.evaluate<boolean>('document.documentElement.scrollWidth > document.documentElement.clientWidth');

story(
  'quality goes from a number to its cases, a director from month against month to the report of one',
  async () => {
    const { system, id } = await wholeSystem();
    const { url, agency } = system;

    const quality = await visit(browser, { url, token: agency.tokens.quality, width: widths.phone });
    await quality.page.getByRole('heading', { level: 1, name: /^Numbers, / }).waitFor();
    const stock = quality.page.getByRole('article', { name: 'Clients at the month’s end' });
    await expect.poll(() => stock.getByRole('link').count()).toBe(6);
    expect(await faultsAt(quality.page)).toEqual([]);
    expect(await overflows(quality.page)).toBe(false);
    // The bar of this month, and what stands behind it: who the client is, quality does not read.
    await quality.tap(stock.getByRole('link').last());
    await quality.page.getByRole('heading', { level: 1, name: /^Clients at the month’s end, / }).waitFor();
    const lines = quality.page.getByRole('main').getByRole('listitem');
    await expect.poll(() => lines.allInnerTexts()).toHaveLength(1);
    expect((await lines.allInnerTexts()).join()).toContain('Theo Marchetti');
    // Quality reads the chart: the case opens from here.
    expect(await lines.getByRole('link').getAttribute('href')).toBe(`/clients/${id}`);
    expect(await quality.page.locator('body').innerText()).not.toMatch(/Ottilie|Brandywine/);
    expect(quality.taps()).toBeLessThanOrEqual(2);
    expect(await faultsAt(quality.page)).toEqual([]);
    await quality.page.getByRole('link', { name: 'All numbers' }).click();
    // A number that is counted among others opens on those that it counts, and says so.
    const missed = quality.page.getByRole('article', { name: 'Missed and not done' });
    await missed.getByRole('link').last().click();
    await quality.page.getByText(/^Shown: Duties past due that are still open/).waitFor();
    expect(new URL(quality.page.url()).searchParams.get('counted')).toMatch(/true/);
    await quality.page.goBack();
    await stock.getByText('What it counts').click();
    await stock.getByText('Left out').waitFor();
    expect(await faultsAt(quality.page)).toEqual([]);
    expect(quality.complaints()).toEqual([]);

    const { month } = (await system.get('director', '/reports')).body as { month?: string };
    expect(month).toBeUndefined();
    const director = await visit(browser, {
      ...{ url, token: agency.tokens.director, width: widths.desk },
    });
    const { page, tap } = director;
    await tap(page.getByRole('link', { name: 'Month against month, as a table' }));
    const table = page.getByRole('table');
    await table.getByRole('row', { name: /^Clients at the month’s end/ }).waitFor();
    expect(await table.getByRole('columnheader').count()).toBe(6);
    expect(await faultsAt(page)).toEqual([]);
    // There is no report of the month yet: the director has it made, and reads it.
    await page
      .getByRole('button', { name: /^Make the report/ })
      .last()
      .click();
    await page.clock.fastForward(10_000);
    await page.getByRole('status').getByText('On record').waitFor();
    const file = page.waitForEvent('download');
    await tap(page.getByRole('link', { name: /^Report of .*to print/ }));
    expect((await file).suggestedFilename()).toMatch(/^numbers-\d{4}-\d\d-1\.pdf$/);
    expect(director.taps()).toBe(2);
    expect(director.complaints()).toEqual([]);
  },
);

story(
  'quality sees, in no tap, how often nothing was told and by whom, and opens one of the sample in one',
  async () => {
    const { system, id } = await wholeSystem();
    const { url, agency } = system;
    const landlord = { recipientKind: 'role', recipient: 'landlord', content: ['progress'], ground: 'none' };
    for (const disclosed of [[], [], [landlord]])
      expect(
        await system.command('coordinator', id, 'logContact', {
          ...{ with: 'collateral', mode: 'phone', outcome: 'reached', disclosed },
        }),
      ).toMatchObject({ status: 200 });
    const quality = await visit(browser, { url, token: agency.tokens.quality, width: widths.phone });
    const { page } = quality;
    const tellings = page.getByRole('region', {
      name: /^What was told to others in contacts and meetings, /,
    });
    await tellings.getByText(/^In 2 of 3 contacts and meetings nothing about the client was told/).waitFor();
    await tellings.getByRole('row', { name: 'Theo Marchetti 3 2 67%' }).waitFor();
    const sample = tellings.getByRole('listitem').filter({ has: page.getByRole('link') });
    expect(await sample.count()).toBe(3);
    await sample.filter({ hasText: 'Landlord: Name, Progress. Nothing allowed it' }).waitFor();
    expect(await sample.filter({ hasText: 'Nothing was told' }).count()).toBe(2);
    expect(await tellings.innerText()).not.toMatch(/Ottilie|Brandywine/);
    expect(await faultsAt(page)).toEqual([]);
    expect(await overflows(page)).toBe(false);
    await quality.tap(sample.getByRole('link').first());
    await page.waitForURL(`**/clients/${id}/timeline`);
    expect(quality.taps()).toBe(1);
    expect(quality.complaints()).toEqual([]);
  },
);
