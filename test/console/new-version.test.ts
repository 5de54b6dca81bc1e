import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { startBrowser } from '../support/browser.ts';
import { visit, widths, wholeSystem } from '../support/console-visit.ts';
import { faultsOfPage } from '../support/page-faults.ts';
import { story } from '../support/story.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

const manifest = fileURLToPath(new URL('../../dist/console/.vite/manifest.json', import.meta.url));
const fileOf = (part: string): string =>
  (JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, { file: string }>)[part]?.file ??
  expect.unreachable(part);

story('a tab from before a new version says so where a page or form does not come any more', async () => {
  const { system } = await wholeSystem();
  const { page, tap } = await visit(browser, {
    ...{ url: system.url, token: system.agency.tokens.coordinator, width: widths.phone },
  });
  await page.getByRole('heading', { level: 1, name: 'My day' }).waitFor();
  // The files of before are gone.
  const gone = ['forms/steps/requests.ts', 'pages/clients/page.tsx'].map((part) => join('/', fileOf(part)));
  await page.context().route(
    ({ pathname }) => gone.includes(pathname),
    (route) => route.fulfill({ status: 404, body: '' }),
  );

  await tap(page.getByRole('button', { name: /^What to record of/ }).first());
  await tap(page.getByRole('button', { name: 'Ask for a service' }).first());
  const form = page.getByRole('dialog');
  await form.getByRole('heading', { name: 'This part did not come' }).waitFor();
  expect(await faultsOfPage(page)).toEqual([]);
  await page.keyboard.press('Escape');
  // What was there before is there as before.
  await page.getByRole('heading', { level: 1, name: 'My day' }).waitFor();

  await tap(page.getByRole('link', { name: 'Clients' }).first());
  await page.getByRole('heading', { level: 1, name: 'This part did not come' }).waitFor();
  expect(await faultsOfPage(page)).toEqual([]);
  await page.context().unrouteAll();
  await tap(page.getByRole('button', { name: 'Load the page again' }));
  await page.getByRole('heading', { level: 1, name: 'Clients' }).waitFor();
});
