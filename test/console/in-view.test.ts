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

story(
  'whoever has many pages finds each without scrolling; what is kept of a list is a tap away',
  async () => {
    const { system } = await wholeSystem();
    const { url, agency } = system;
    for (const language of ['en-US', 'es-US'] as const) {
      const director = await visit(browser, {
        ...{ url, token: agency.tokens.director, width: widths.desk, language },
      });
      const { page } = director;
      const navigation = page.getByRole('navigation').first();
      const groups = navigation.locator('summary');
      await groups.first().waitFor();
      expect(await groups.count()).toBe(4);
      const bottoms: number[] = [];
      for (const group of await groups.all()) {
        await group.click();
        const links = navigation.locator('a:visible, button:visible, summary');
        for (const link of await links.all()) {
          const box = await link.boundingBox();
          bottoms.push((box?.y ?? 0) + (box?.height ?? 0));
        }
        await group.click();
      }
      expect(bottoms.length).toBeGreaterThan(40);
      expect(Math.max(...bottoms)).toBeLessThanOrEqual(844);
      expect(await faultsOfPage(page)).toEqual([]);
      expect(director.complaints()).toEqual([]);
    }

    // The filters of these lists stand in their addresses, and are kept under a name.
    const supervisor = await visit(browser, {
      ...{ url, token: agency.tokens.supervisor, width: widths.phone, path: '/queue' },
    });
    const { page, tap } = supervisor;
    for (const [way, name] of [
      ['With nobody', 'Nobody yet'],
      ['Asked back', 'Back'],
    ] as const) {
      if (way === 'Asked back') await page.goto('/requests');
      await tap(page.getByRole('main').getByText(way, { exact: true }));
      await tap(page.getByRole('button', { name: 'Save this view' }));
      await page.getByLabel('Name of this view').fill(name);
      await tap(page.getByRole('button', { name: 'Save', exact: true }));
      await page.getByRole('link', { name, exact: true }).waitFor();
      expect(await faultsOfPage(page)).toEqual([]);
      const address = new URL(page.url());
      await page.goto(address.pathname);
      await tap(page.getByRole('link', { name, exact: true }));
      await expect.poll(() => new URL(page.url()).search).toBe(address.search);
    }
    expect(supervisor.complaints()).toEqual([]);
  },
  { keepsWidth: true },
);

story(
  'on a phone the head of a client leaves the first duty in view',
  async () => {
    const { system, id } = await wholeSystem();
    const { url, agency } = system;
    const { page, complaints } = await visit(browser, {
      ...{ url, token: agency.tokens.coordinator, width: widths.phone, path: `/clients/${id}` },
    });
    const first = page.locator('main [data-band] li').first();
    await first.waitFor();
    const tabs = await page.getByRole('navigation', { name: 'Pages', exact: true }).boundingBox();
    const bottomOf = async (what: ReturnType<typeof page.locator>) => {
      const box = await what.boundingBox();
      return (box?.y ?? Infinity) + (box?.height ?? 0);
    };
    for (const what of [
      page.getByRole('heading', { level: 1 }),
      page.getByRole('button', { name: /Safety plan/i }).first(),
      first.locator('p, strong, h4').first(),
    ])
      expect(await bottomOf(what)).toBeLessThanOrEqual(tabs?.y ?? 0);
    // Who has them and what is next is a tap away.
    await page.getByText(/coordinator, appointment, dates$/).click();
    await page.getByText('No appointment ahead').waitFor();
    expect(await faultsOfPage(page)).toEqual([]);
    expect(complaints()).toEqual([]);
  },
  { keepsWidth: true },
);
