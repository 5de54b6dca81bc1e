import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { undoMs } from '../../src/console/outbox/outbox.ts';
import { startBrowser } from '../support/browser.ts';
import { visit, wholeSystem, widths } from '../support/console-visit.ts';
import { violationsOf } from '../support/page-faults.ts';
import { story } from '../support/story.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

story(
  'ops see without a tap what is stuck and since when, why a message has not left, and have it tried again',
  async () => {
    const { system } = await wholeSystem();
    const { url, agency, prisma } = system;
    const before = new Date(Date.now() - 7_200_000);
    const failed = await prisma.delivery.findFirst({ where: { channel: 'mail' } });
    if (!failed) throw new Error('no mail');
    const notBefore = new Date(Date.now() + 3_600_000);
    await prisma.notification.update({ where: { id: failed.notificationId }, data: { raisedAt: before } });
    await prisma.delivery.update({
      where: { id: failed.id },
      data: { state: 'failing', attempts: 3, lastError: 'ECONNREFUSED', notBefore },
    });
    const ops = await visit(browser, { url, token: agency.tokens.ops, width: widths.phone });
    const { page, tap } = ops;
    await page.getByRole('heading', { level: 1, name: '1 part is stuck' }).waitFor();
    const parts = page.getByRole('list', { name: 'Parts of the system' }).getByRole('listitem');
    await page.getByText('ECONNREFUSED').waitFor();
    const lines = await parts.allInnerTexts();
    expect(lines).toHaveLength(8);
    expect(lines.filter((line) => /: ok/.test(line))).toHaveLength(7);
    expect(lines.find((line) => line.startsWith('Mail'))).toMatch(/stuck since .*2 hours ago/s);
    expect(ops.taps()).toBe(0);
    // Nobody of the clients is there.
    expect(await page.locator('body').innerText()).not.toMatch(/Ottilie|Brandywine/);
    const faults = async () => (await violationsOf(page)).map(({ id }) => id);
    expect(await faults()).toEqual([]);
    await tap(page.getByRole('button', { name: /^Give up: Mail/ }));
    await page.getByLabel('Why it is given up').waitFor();
    expect(await faults()).toEqual([]);
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    await tap(page.getByRole('button', { name: /^Try again now: Mail/ }));
    await page.clock.fastForward(undoMs);
    await page.getByRole('status').getByText('On record').waitFor();
    const sent = { where: { id: failed.id, state: 'sent' } };
    await expect.poll(() => prisma.delivery.count(sent)).toBe(1);
    // Without a reload: the page looks again each minute.
    await page.clock.fastForward(60_000);
    await page.getByRole('heading', { level: 1, name: 'Nothing is stuck' }).waitFor();
    await page.getByText('No message fails.').waitFor();
    const wide = 'document.documentElement.scrollWidth > document.documentElement.clientWidth';
    expect(await page.evaluate(wide)).toBe(false);
    expect(ops.complaints()).toEqual([]);
  },
);
