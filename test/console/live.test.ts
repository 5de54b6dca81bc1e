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

const soon = { timeout: 45_000 };

story(
  'two people on one client: what one records appears at the other by itself, and new rows wait to be asked for',
  async () => {
    const { system, id } = await wholeSystem();
    const { url, agency } = system;
    const { coordinator, coordinator2 } = agency.staffIds;
    const away = { cover: coordinator2, shiftsKnown: true };
    const absent = await system.post('supervisor', `/staff/${coordinator}/absences`, away);
    expect(absent.status).toBe(200);

    const theo = await visit(browser, { url, token: agency.tokens.coordinator, width: widths.phone });
    const cover = await visit(browser, { url, token: agency.tokens.coordinator2, width: widths.desk });
    const duties = cover.page
      .getByRole('article', { name: /^Ottilie/ })
      .getByText('First contact with the client');
    await duties.first().waitFor();
    const before = await cover.page.getByRole('article').count();

    await theo.tap(theo.page.getByRole('button', { name: /^Record a contact with Ottilie/ }).first());
    await theo.tap(theo.page.getByText('Visit', { exact: true }));
    await theo.page.getByText(/^It meets/).waitFor();
    await theo.page.getByLabel('What happened').fill('Met at the library.');
    await theo.tap(theo.page.getByRole('button', { name: 'Record', exact: true }));
    await theo.page.clock.fastForward(undoMs);
    await theo.page
      .getByRole('status')
      .getByText(/On record/)
      .waitFor();
    await expect.poll(() => duties.count(), soon).toBe(0);
    expect(await cover.page.getByRole('article').count()).toBeLessThanOrEqual(before);

    // What that opened waits to be asked for here.
    const pill = cover.page.getByRole('button', { name: /^\d+ new/ });
    await cover.tap(pill);

    // A second client comes to them while they look: told, and nothing moves.
    const { body } = await system.refer();
    const second = String(body['enrollmentId']);
    const shown = await cover.page.getByRole('article').count();
    await system.command('supervisor', second, 'assignCoordinator', { coordinatorId: coordinator2 });
    await pill.waitFor(soon);
    expect(await cover.page.getByRole('article').count()).toBe(shown);
    expect(await faultsOfPage(cover.page)).toEqual([]);
    await cover.tap(pill);
    await expect.poll(() => cover.page.getByRole('article').count()).toBeGreaterThan(shown);
    expect(await pill.count()).toBe(0);
    expect([id === second, theo.complaints(), cover.complaints()]).toEqual([false, [], []]);

    // Where the stream is cut, the page says as of when it is.
    await cover.page.route('**/api/v1/events', (route) => route.abort());
    await cover.page.reload();
    await cover.page.getByRole('heading', { level: 1, name: 'My day' }).waitFor();
    await cover.page.clock.fastForward(70_000);
    await cover.page.getByText(/^As of \d+:\d\d/).waitFor();
    expect(await faultsOfPage(cover.page)).toEqual([]);
  },
);
