import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { startBrowser } from '../support/browser.ts';
import { visit, wholeSystem, widths } from '../support/console-visit.ts';
import { story } from '../support/story.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

/** Of a file that Chromium printed: it writes each page as an object of its own, in the clear. */
const pagesOf = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;

story(
  'the day of 20 clients is printed on two pages at most, with boxes to tick, and nothing that is there to be pressed',
  async () => {
    const { system } = await wholeSystem();
    const { url, agency } = system;
    for (let n = 1; n < 20; n += 1) {
      const { body } = await system.refer();
      const assigned = { coordinatorId: agency.staffIds.coordinator };
      const path = `/enrollments/${String(body['enrollmentId'])}/commands/assignCoordinator`;
      expect((await system.post('supervisor', path, assigned)).status).toBe(200);
    }
    const coordinator = await visit(browser, { url, token: agency.tokens.coordinator, width: widths.phone });
    const { page, tap } = coordinator;
    await page.getByRole('article').nth(19).waitFor();
    await page.evaluate('window.print = () => { document.title = "printed"; }');
    await tap(page.getByRole('button', { name: 'Print the day' }));
    expect(await page.title()).toBe('printed');
    // The browser's own dialog takes the second one.
    expect(coordinator.taps()).toBe(1);

    const pdf = await page.pdf({ format: 'Letter', preferCSSPageSize: false });
    expect(pagesOf(pdf)).toBeGreaterThan(0);
    expect(pagesOf(pdf)).toBeLessThanOrEqual(2);

    await page.emulateMedia({ media: 'print' });
    const visible = (selector: string) => page.locator(selector).locator('visible=true').count();
    expect([await visible('button'), await visible('nav'), await visible('summary')]).toEqual([0, 0, 0]);
    expect(await visible('article')).toBeGreaterThanOrEqual(20);
    const box = `getComputedStyle(document.querySelector('[data-tick]'), '::before').width`;
    expect(await page.evaluate<string>(box)).not.toBe('auto');
    const foot = `[...document.adoptedStyleSheets].flatMap((one) => [...one.cssRules]).map(({ cssText }) => cssText).join(' ')`;
    expect(await page.evaluate<string>(foot)).toMatch(
      /42 CFR part 2 prohibits unauthorized use or disclosure.*counter\(page\)/s,
    );
    expect(coordinator.complaints()).toEqual([]);
  },
);
