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
  'who reads Spanish has all of it: duties, what a visit meets, its receipt, and what is refused',
  async () => {
    const { system } = await wholeSystem();
    const { url, agency } = system;
    const look = { width: widths.phone, language: 'es-US' as const };
    const stranger = await visit(browser, { url, token: 'not-a-token-of-this-system', ...look });
    await stranger.page.getByRole('alert').getByText('No sabemos quién es usted').waitFor();
    expect(await stranger.page.getByRole('alert').innerText()).toContain('Entre con una clave de acceso');

    const { page, complaints } = await visit(browser, { url, token: agency.tokens.coordinator, ...look });
    await page.getByRole('heading', { level: 1, name: 'Mi día' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('es');
    await page.getByText('Primer contacto con el cliente').first().waitFor();
    expect(await page.locator('main').innerText()).not.toMatch(/contact with the client|Agency default/);

    await page
      .getByRole('button', { name: /^Registrar un contacto con Ottilie/ })
      .first()
      .click();
    await page.getByText('Visita', { exact: true }).click();
    await page.getByText(/^Cumple/).waitFor();
    const foreseen = await page.locator('form [aria-live] li').allInnerTexts();
    expect(foreseen.map((one) => one.trim())).toContain('Primer contacto con el cliente');
    expect(await faultsOfPage(page)).toEqual([]);
    await page.getByRole('button', { name: 'Registrar', exact: true }).click();
    await page.clock.fastForward(undoMs);
    const told = await page
      .getByRole('status')
      .getByText(/Registrado/)
      .innerText();
    for (const title of foreseen) expect(told).toContain(title.trim());
    expect(complaints()).toEqual([]);
  },
);
