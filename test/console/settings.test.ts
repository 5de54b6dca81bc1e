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
  'a coordinator has it their way: language, colors, mail, keys, and appointments in their own calendar',
  async () => {
    const { system } = await wholeSystem();
    const { url, agency } = system;
    const coordinator = await visit(browser, { url, token: agency.tokens.coordinator, width: widths.desk });
    const { page, tap } = coordinator;
    const row = page.getByRole('article', { name: /^Ottilie/ }).first();
    await row.waitFor();

    // By keys alone: a row, its form, back, another page. In a field they are letters.
    const help = page.getByRole('dialog', { name: 'Keys' });
    await page.keyboard.press('?');
    await help.waitFor();
    expect(await faultsOfPage(page)).toEqual([]);
    await page.keyboard.press('Escape');
    // It gives the focus back as it closes.
    await help.waitFor({ state: 'detached' });
    await page.keyboard.press('j');
    await expect.poll(() => page.locator('article:focus').count()).toBe(1);
    await page.keyboard.press('c');
    const form = page.getByRole('dialog');
    await form.waitFor();
    await page.getByText('Called, no answer').click();
    await page.getByLabel('In your words').fill('');
    await page.keyboard.type('c?gi');
    expect(await page.getByLabel('In your words').inputValue()).toBe('c?gi');
    await page.keyboard.press('Escape');
    await form.waitFor({ state: 'detached' });
    await page.keyboard.type('gi');
    await page.getByRole('heading', { level: 1, name: 'Inbox' }).waitFor();

    await coordinator.openMenu();
    await tap(page.getByRole('link', { name: /Settings/ }));
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
    expect(await faultsOfPage(page)).toEqual([]);
    await page.getByLabel('Single keys').selectOption('off');
    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('?');
    expect(await help.count()).toBe(0);
    await page.getByLabel('Messages that can wait').selectOption('each');
    const choice = async () => (await system.get('coordinator', '/inbox/choice')).body['choice'];
    await expect.poll(choice).toBe('each');

    await tap(page.getByRole('button', { name: 'Make an address' }));
    const address = await page.getByLabel('The address').inputValue();
    const feed = await fetch(address);
    expect([feed.status, feed.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8']);
    await page.getByText('It has had an address since').waitFor();
    await tap(page.getByRole('button', { name: 'Take the address away' }));
    await expect.poll(async () => (await fetch(address)).status).toBe(404);

    await page.getByLabel('Colors').selectOption('dark');
    expect(await faultsOfPage(page)).toEqual([]);
    await page.getByLabel('Language').selectOption('es');
    await page.getByRole('heading', { level: 1, name: 'Ajustes' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Ajustes' }).waitFor();
    await tap(page.getByRole('link', { name: 'Accesibilidad' }));
    await page.getByRole('heading', { level: 1, name: 'Accesibilidad' }).waitFor();
    expect(await faultsOfPage(page)).toEqual([]);
    expect(coordinator.complaints()).toEqual([]);
  },
);
