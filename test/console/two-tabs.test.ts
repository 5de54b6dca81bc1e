import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { undoMs } from '../../src/console/outbox/outbox.ts';
import { startBrowser } from '../support/browser.ts';
import { visit, wholeSystem, widths } from '../support/console-visit.ts';
import { story } from '../support/story.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

const opens = (page: Page) => page.getByRole('button', { name: /^Record a contact with Ottilie/ }).first();
const told = (page: Page, words: RegExp | string) => page.getByRole('status').getByText(words);

story(
  'in two tabs of one person nothing is sent twice, and nothing that was taken back; what a closed tab left goes from the other',
  async () => {
    const { system, id } = await wholeSystem();
    const { url, agency, prisma } = system;
    const first = await visit(browser, { url, token: agency.tokens.coordinator, width: widths.phone });
    const { page } = first;
    const contacts = () => prisma.event.count({ where: { enrollmentId: id, type: 'ContactLogged' } });
    const press = async (tab: Page, words: string) => {
      await opens(tab).click();
      await tab.getByText('Called, no answer').click();
      await tab.getByLabel('In your words').fill(words);
      await tab.getByRole('button', { name: 'Record', exact: true }).click();
      await told(tab, 'is sent in a few seconds').waitFor();
    };
    const another = async () => {
      const tab = await page.context().newPage();
      await tab.clock.install();
      await tab.goto('/');
      await opens(tab).waitFor();
      return tab;
    };

    // A draft of the one is a draft of the other.
    await opens(page).click();
    await page.getByText('Called, no answer').click();
    await page.getByLabel('In your words').fill('Rang at noon.');
    await page.getByRole('button', { name: 'Close' }).click();
    const second = await another();
    await opens(second).click();
    await expect.poll(() => second.getByLabel('In your words').inputValue()).toBe('Rang at noon.');
    await second.getByRole('button', { name: 'Close' }).click();
    await second.close();

    // Pressed in one, and taken back there while another one is open: it never leaves.
    await press(page, 'Rang at noon.');
    const third = await another();
    expect(await third.getByRole('status').innerText()).toBe('');
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.clock.fastForward(2 * undoMs);
    await third.clock.fastForward(2 * undoMs);
    await third.reload();
    await opens(third).waitFor();
    expect(await contacts()).toBe(0);

    // Pressed in both: once each.
    await press(third, 'Rang at one.');
    await press(page, 'Rang at two.');
    await third.clock.fastForward(undoMs);
    await page.clock.fastForward(undoMs);
    await told(third, /On record/).waitFor();
    await told(page, /On record/).waitFor();
    expect(await contacts()).toBe(2);

    // Closed before it was sent: the other one sends it, once.
    third.on('dialog', (dialog) => void dialog.accept());
    await press(third, 'Rang at three.');
    const fourth = await another();
    expect(await fourth.getByRole('status').innerText()).toBe('');
    await third.close();
    await told(fourth, 'is sent in a few seconds').waitFor();
    // The clock of the closed one was ahead.
    await fourth.clock.fastForward(6 * undoMs);
    await told(fourth, /On record/).waitFor();
    expect(await contacts()).toBe(3);
    expect(first.complaints()).toEqual([]);
  },
);
