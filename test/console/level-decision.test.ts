import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { undoMs } from '../../src/console/outbox/outbox.ts';
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
  '[AC-4] a supervisor changes a level with what is on record beside the index, and with nothing that was only ticked',
  async () => {
    const { system, id } = await wholeSystem();
    const { prisma, url, agency } = system;
    expect((await system.command('coordinator', id, 'scoreAcuity', { score: 20 })).status).toBe(200);
    const look = { url, token: agency.tokens.supervisor, width: widths.desk, path: '/approvals' };
    const { page, tap, taps, complaints } = await visit(browser, look);
    await tap(page.getByRole('radio', { name: 'Change the level' }));
    await page.getByText(/^Not on file yet: what documents the index/).waitFor();
    expect(await faultsOfPage(page)).toEqual([]);
    expect(await page.getByRole('checkbox').count()).toBe(0);

    const [enclosed] = await system.enclosing(id, ['acuity-documentation']);
    await page.reload();
    // What was chosen is chosen still.
    await page.getByText(/^These go with it: .*what documents the index/).waitFor();
    await page.getByLabel('Why', { exact: true }).fill('She needs less now.');
    expect(await faultsOfPage(page)).toEqual([]);
    await tap(page.getByRole('button', { name: /^Decide/ }));
    expect(taps()).toBe(2);
    await page.clock.runFor(undoMs);
    const changed = () => prisma.event.findFirst({ where: { enrollmentId: id, type: 'LevelChanged' } });
    await expect.poll(changed).not.toBeNull();
    // The form stands for the index, of which nothing else is on record, and for what supports it.
    const named = ['acuity-index', 'acuity-documentation'].map((document) => ({ ...enclosed, document }));
    expect((await changed())?.data).toMatchObject({ level: 'cm', enclosed: named });
    expect(complaints()).toEqual([]);
  },
);
