import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { offered } from '../../src/console/forms/registry.ts';
import en from '../../src/console/language/en.json' with { type: 'json' };
import enPages from '../../src/console/language/en/pages.json' with { type: 'json' };
import { startBrowser } from '../support/browser.ts';
import { visit, wholeSystem, widths } from '../support/console-visit.ts';
import { lostBy } from '../support/left-open.ts';
import { sized } from '../support/sizes.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

const words: Record<string, string> = { ...en, ...enPages };

test(
  'each form of the registry that is open when the console is locked is open again with its words',
  async () => {
    const { system, id } = await wholeSystem();
    const { url, agency } = system;
    // Here every fourth, in the long run all.
    const steps = offered.flatMap((group) => group.steps).filter((_, n) => n % sized(1, 4) === 0);
    const left = new Set(steps);
    const lost: string[] = [];
    for (const login of ['coordinator', 'supervisor', 'director'] as const) {
      const token = agency.tokens[login];
      const { page } = await visit(browser, { url, token, width: widths.desk, path: `/clients/${id}` });
      const { body } = await system.get(login, '/me');
      const may = body['operations'] as string[];
      for (const step of [...left]) {
        if (!may.includes(`command:${step}`)) continue;
        left.delete(step);
        await page.getByRole('button', { name: /^What to record of / }).click();
        const menu = page.getByRole('dialog');
        const all = menu.getByRole('button', { name: 'Show all steps', exact: true });
        await menu.locator('section').first().waitFor();
        if (await all.isVisible()) await all.click();
        const name = words[`step.${step}`] ?? step;
        await menu.getByRole('button', { name, exact: true }).click();
        const form = page.locator('dialog[open] form');
        await form.waitFor();
        const why = await lostBy(page, form, token);
        if (why !== null) lost.push(`${step} ${why}`);
        const close = page.locator('dialog[open]').getByRole('button', { name: 'Close', exact: true });
        if (await close.isVisible()) await close.click();
        else await page.goto(`/clients/${id}`);
      }
    }
    expect([...left]).toEqual([]);
    expect(lost).toEqual([]);
  },
  sized(600_000, 400_000),
);
