import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { undoMs } from '../../src/console/outbox/outbox.ts';
import { startBrowser } from '../support/browser.ts';
import { visit, widths, wholeSystem } from '../support/console-visit.ts';
import { faultsOfPage } from '../support/page-faults.ts';
import { story } from '../support/story.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

story(
  'without a connection the open page takes in, a reload says that nothing is lost, and it all goes out',
  async () => {
    const { system, id } = await wholeSystem();
    const { url, agency } = system;
    const { page, complaints } = await visit(browser, {
      ...{ url, token: agency.tokens.coordinator, width: widths.phone },
    });
    await page.getByRole('heading', { level: 1, name: 'My day' }).waitFor();
    await page.evaluate('navigator.serviceWorker.ready');
    await page.reload();
    await page
      .getByRole('button', { name: /^Record a contact with Ottilie/ })
      .first()
      .waitFor();
    expect(complaints()).toEqual([]);

    await page.context().setOffline(true);
    await page
      .getByRole('button', { name: /^Record a contact with Ottilie/ })
      .first()
      .click();
    await page.getByText('Visit', { exact: true }).click();
    await page.getByLabel('What happened').fill('Met at the library.');
    page.on('dialog', (dialog) => void dialog.accept());
    await page.getByRole('button', { name: 'Record', exact: true }).click();
    await page.clock.fastForward(undoMs);
    await page
      .getByRole('status')
      .getByText(/tried again/)
      .waitFor();
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'The server cannot be reached' }).waitFor();
    expect(await faultsOfPage(page)).toEqual([]);
    expect(await page.content()).not.toMatch(/library|Ottilie/);

    await page.context().setOffline(false);
    await page.reload();
    await expect
      .poll(() => system.prisma.event.count({ where: { enrollmentId: id, type: 'ContactLogged' } }), {
        timeout: 30_000,
      })
      .toBe(1);
  },
);
