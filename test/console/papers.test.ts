import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { startBrowser } from '../support/browser.ts';
import { visit, wholeSystem, widths } from '../support/console-visit.ts';
import { faultsOfPage } from '../support/page-faults.ts';
import { wholeSections } from '../support/plans.ts';
import { readPdf } from '../support/read-pdf.ts';
import { story } from '../support/story.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

story(
  'the safety plan is printed from the page of the plan with one tap, as a page or as PDF; the file tells who printed it',
  async () => {
    const { system, id } = await wholeSystem();
    const { url, agency } = system;
    const begin = { version: 'full', sections: wholeSections() };
    expect(await system.post('coordinator', `/enrollments/${id}/plans`, begin)).toMatchObject({
      status: 201,
    });
    const coordinator = await visit(browser, {
      ...{ url, token: agency.tokens.coordinator, width: widths.phone, path: `/clients/${id}/plan` },
    });
    const { page, tap } = coordinator;
    const link = (name: string) => page.getByRole('link', { name, exact: true });
    await link('Safety/Crisis Plan: Page to print, in a new tab').waitFor();
    expect(await faultsOfPage(page)).toEqual([]);

    const opened = page.waitForEvent('popup');
    await tap(link('Safety/Crisis Plan: Page to print, in a new tab'));
    const paper = await opened;
    await paper.getByRole('heading', { level: 1, name: 'Safety/Crisis Plan' }).waitFor();
    expect(coordinator.taps()).toBe(1);
    // Its own style is let in: the letterhead has a line below it.
    const line = `getComputedStyle(document.querySelector('header')).borderBottomWidth`;
    expect(await paper.evaluate<string>(line)).not.toBe('0px');
    expect(await paper.getByText('Draft: this plan is not complete.').count()).toBe(1);

    expect(await faultsOfPage(paper)).toEqual([]);
    const address = await link('Card for the wallet: PDF, in a new tab').getAttribute('href');
    const reply = await page.request.get(new URL(address ?? '', url).href);
    expect(reply.headers()['content-type']).toBe('application/pdf');
    expect((await readPdf(await reply.body())).letters).toContain('Warmline,4145550199');

    await page.goto(`${url}/clients/${id}/file`);
    const papers = page.getByRole('region', { name: 'To print' });
    const printed = papers.getByRole('listitem').filter({ hasText: 'Safety/Crisis Plan' });
    await printed.getByText(/printed .* by Theo Marchetti/).waitFor();
    expect(
      await papers
        .getByRole('listitem')
        .filter({ hasText: 'Care plan' })
        .getByText(/printed/)
        .count(),
    ).toBe(0);
    expect(await faultsOfPage(page)).toEqual([]);
    expect(coordinator.complaints()).toEqual([]);
  },
);
