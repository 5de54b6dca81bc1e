import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { undoMs } from '../../src/console/outbox/outbox.ts';
import { shareOfCap } from '../../src/features/caseload/share.ts';
import { startBrowser } from '../support/browser.ts';
import { emptySystem, visit, widths } from '../support/console-visit.ts';
import { faultsOfPage } from '../support/page-faults.ts';
import { story } from '../support/story.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

story(
  'twelve who wait are assigned in 24 keys; a place that was taken meanwhile offers the next, and so does one that is full by one’s own hand',
  async () => {
    const system = await emptySystem();
    const { url, agency, prisma } = system;
    const { coordinator, coordinator3 } = agency.staffIds;
    const ids: string[] = [];
    for (let n = 0; n < 12; n += 1) ids.push(String((await system.refer()).body['enrollmentId']));
    const { caps } = (await system.get('supervisor', '/caseloads')).body as {
      caps: { level: string; cap: number }[];
    };
    const share = shareOfCap(caps.find(({ level }) => level === 'rsc-i')?.cap ?? Number.NaN);
    const places = async (staffId: string, count: number) => {
      const caseloadLimit = BigInt(count * share);
      await prisma.staff.update({ where: { id: staffId }, data: { caseloadLimit } });
    };
    await places(coordinator, 2);

    const ruth = await visit(browser, {
      ...{ url, token: agency.tokens.supervisor, width: widths.desk, path: '/queue' },
    });
    const { page } = ruth;
    let keys = 0;
    const press = async (key: string) => {
      keys += 1;
      await page.keyboard.press(key);
    };
    const waiting = (title: RegExp) => page.getByRole('heading', { level: 1, name: title }).waitFor();
    const card = page.locator('main li[aria-current=true]');
    const numberOf = async (name: string) => {
      const names = await card.getByRole('button').allInnerTexts();
      return names.findIndex((one) => one.includes(name)) + 1;
    };
    await waiting(/^12 clients/);
    expect(await faultsOfPage(page)).toEqual([]);
    const nameOf = async () => await card.getByRole('heading', { level: 2 }).innerText();
    // The first is left for the end: something is to be asked about it.
    const left = await nameOf();
    await press('n');
    await expect.poll(nameOf).not.toBe(left);
    // Theo has two places, and both are given.
    for (const rest of [11, 10]) {
      await press(String(await numberOf('Theo Marchetti')));
      await waiting(new RegExp(`^${rest} clients`));
    }
    expect(await numberOf('Theo Marchetti')).toBe(0);
    for (let rest = 9; rest >= 1; rest -= 1) {
      const at = await card.boundingBox();
      expect(at && at.y >= 0 && at.y < 844).toBe(true);
      await press('1');
      await waiting(new RegExp(`^${rest} client`));
    }
    await expect.poll(nameOf).toBe(left);
    await card
      .getByText(/clients given just now$/)
      .first()
      .waitFor();
    expect(await faultsOfPage(page)).toEqual([]);
    await press('1');
    await waiting(/^Nobody waits/);
    // What was pressed last comes back with one key.
    await press('u');
    await waiting(/^1 client waits/);
    await expect.poll(nameOf).toBe(left);
    await press('1');
    await waiting(/^Nobody waits/);

    // Before anything leaves, somebody else gives Theo a client of this list, so that one place is left where two were given.
    const taken = ids[11] ?? '';
    await places(coordinator, 1);
    const other = { coordinatorId: coordinator3 };
    expect((await system.command('director', taken, 'assignCoordinator', other)).status).toBe(200);
    await page.clock.fastForward(undoMs);
    await waiting(/^1 client waits/);
    const status = page.getByRole('status');
    // Twelve answers stand in nobody's way: those that ask for something are seen, the others are folded.
    await status.getByText(/^9 more, all answered/).waitFor();
    await status.getByText('Somebody has been assigned already').waitFor();
    await status.getByText('This person is not suggested any more').waitFor();
    await card
      .getByRole('alert')
      .getByText(/^Nothing was recorded\./)
      .waitFor();
    await expect.poll(() => numberOf('Theo Marchetti')).toBe(0);
    expect(await faultsOfPage(page)).toEqual([]);
    await page.getByRole('button', { name: 'Close all that is on record' }).click();
    await expect.poll(() => status.getByText(/On record/).count()).toBe(0);
    await press('1');
    expect(keys).toBeLessThanOrEqual(24);
    await waiting(/^Nobody waits/);
    await page.clock.fastForward(undoMs);
    const unassigned = () => prisma.enrollment.count({ where: { id: { in: ids }, coordinatorId: null } });
    await expect.poll(unassigned, { timeout: 30_000 }).toBe(0);
    const has = (coordinatorId: string) =>
      prisma.enrollment.count({ where: { id: { in: ids }, coordinatorId } });
    expect(await has(coordinator)).toBe(1);
    expect((await prisma.enrollment.findUniqueOrThrow({ where: { id: taken } })).coordinatorId).toBe(
      coordinator3,
    );
    // Two were refused, as they were meant to be.
    expect(ruth.complaints().filter((one) => !one.includes('409'))).toEqual([]);
  },
);
