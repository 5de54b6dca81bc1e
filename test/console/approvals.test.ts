import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { undoMs } from '../../src/console/outbox/outbox.ts';
import { startBrowser } from '../support/browser.ts';
import { visit, wholeSystem, widths } from '../support/console-visit.ts';
import { faultsOfPage } from '../support/page-faults.ts';
import { story } from '../support/story.ts';
import { agencyDay } from '../support/agency-days.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

story(
  'a supervisor begins with the team’s day, and decides a search and a level in three taps each',
  async () => {
    const { system, id } = await wholeSystem();
    const { url, agency } = system;
    const missed = { with: 'client', mode: 'face-to-face', outcome: 'no-show' };
    expect((await system.command('coordinator', id, 'logContact', missed)).status).toBe(200);
    const other = String((await system.refer()).body['enrollmentId']);
    const named = { coordinatorId: agency.staffIds.coordinator };
    await system.command('supervisor', other, 'assignCoordinator', named);
    expect((await system.command('coordinator', other, 'scoreAcuity', { score: 20 })).status).toBe(200);

    const ruth = await visit(browser, { url, token: agency.tokens.supervisor, width: widths.phone });
    const { page, tap } = ruth;
    // Her home: nothing is tapped to see what waits.
    await page.getByRole('heading', { level: 1, name: 'The team’s day' }).waitFor();
    await page.getByRole('heading', { level: 2, name: 'On call now' }).waitFor();
    expect(await faultsOfPage(page)).toEqual([]);
    await page.getByRole('link', { name: /^2 waiting for a lead/ }).click();
    await page.getByRole('heading', { level: 1, name: '2 things wait for a lead' }).waitFor();
    expect(await faultsOfPage(page)).toEqual([]);

    // AC-4: what supports a change is on record, or is said to be missing; nobody ticks that it is there.
    const level = page.getByRole('article').filter({ hasText: 'indicates a lighter level' });
    await level.getByText('Change the level', { exact: true }).click();
    await level.getByText(/^Not on file yet: what documents the index/).waitFor();
    expect(await faultsOfPage(page)).toEqual([]);
    await level.getByText('Keep the level', { exact: true }).click();
    const [form] = await system.enclosing(other, ['acuity-documentation']);
    await page.reload();

    const search = page.getByRole('article').filter({ hasText: 'how the search goes on' });
    await tap(search.getByText('Search on', { exact: true }));
    const until = agencyDay(20);
    await search.getByLabel('Search until').fill(until);
    await search.getByLabel('Why', { exact: true }).fill('Her aunt has seen her twice.');
    expect(await faultsOfPage(page)).toEqual([]);
    await tap(search.getByRole('button', { name: /^Decide: Ottilie/ }));
    expect(ruth.taps()).toBeLessThanOrEqual(3);
    // It is gone from the list while it can be taken back.
    await page.getByRole('heading', { level: 1, name: '1 thing waits for a lead' }).waitFor();

    const before = ruth.taps();
    await tap(level.getByText('Change the level', { exact: true }));
    await level.getByText(/^These go with it: .*what documents the index/).waitFor();
    await level.getByLabel('Why', { exact: true }).fill('She has kept her room for a year.');
    expect(await faultsOfPage(page)).toEqual([]);
    await tap(level.getByRole('button', { name: /^Decide: Ottilie/ }));
    expect(ruth.taps() - before).toBe(2);
    await page.getByText('Nothing waits for your decision.').waitFor();
    await page.clock.fastForward(undoMs);
    await page
      .getByRole('status')
      .getByText(/On record/)
      .nth(1)
      .waitFor();
    const kept = await system.get('supervisor', `/enrollments/${other}`);
    expect(kept.body['level']).toBe('cm');
    const changed = await system.prisma.event.findFirst({
      where: { enrollmentId: other, type: 'LevelChanged' },
    });
    const both = ['acuity-index', 'acuity-documentation'].map((document) => ({ ...form, document }));
    expect(changed?.data).toMatchObject({ enclosed: both });
    expect(ruth.complaints()).toEqual([]);
  },
);
