import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Login, seedDemo } from '../../prisma/seed/index.ts';
import en from '../../src/console/language/en.json' with { type: 'json' };
import enPages from '../../src/console/language/en/pages.json' with { type: 'json' };
import { startBrowser } from '../support/browser.ts';
import { emptySystem, visit, widths } from '../support/console-visit.ts';
import { lostBy } from '../support/left-open.ts';
import { sized } from '../support/sizes.ts';

const few = 20;

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

const stepNames = Object.entries({ ...en, ...enPages })
  .filter(([id]) => id.startsWith('step.'))
  .map(([, name]) => name)
  .slice(0, -few);

/** Pages that differ by their client, person or filter alone are one. */
const shapeOf = (path: string): string =>
  path.replaceAll(/[0-9a-f]{64}|[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id').replace(/[?#].*/, '');

/** Buttons of the page by what stands on them, and how to find each again. */
async function buttonsOf(page: Page): Promise<{ text: string; nth: number }[]> {
  await page.evaluate('document.querySelectorAll("main details").forEach((one) => (one.open = true))');
  return page.evaluate<{ text: string; nth: number }[]>(`[...document.querySelectorAll('main button')]
    .map((one, nth) => ({ nth, text: one.textContent, enabled: !one.disabled, type: one.type }))
    .filter(({ enabled, type }) => enabled && type === 'button')`);
}

const people = [
  'coordinator',
  'supervisor',
  'director',
  'intake',
  'payer',
  'quality',
  'privacy',
  'ops',
] as const;

test(
  'each form that a page has or opens stands there again with its words once its reader is back',
  async () => {
    const { url, agency } = await emptySystem();
    await seedDemo({ baseUrl: url, agency, now: Date.now() });
    const lost: string[] = [];
    // The form of a step is one mechanism wherever it is opened: here a few of them, in the long run all.
    const seen = new Set<string>(sized(1, 0) === 1 ? [] : stepNames);
    const found: string[] = [];
    // Each page once, by who comes to it first; in the long run each by each.
    const seenBy = new Map<string, Set<string>>();
    for (const login of people) await walk(login, agency.tokens[login]);

    async function walk(login: Login, token: string): Promise<void> {
      const { page } = await visit(browser, { url, token, width: widths.desk });
      page.on('dialog', (dialog) => void dialog.accept());
      // What is pressed here changes nothing: nobody's client is given away by a test that looks for forms.
      await page.route(
        (address) => address.pathname.startsWith('/api/v1/'),
        (route) => {
          const request = route.request();
          const asks = /\/session|preview|possible-duplicates/.test(request.url());
          return request.method() === 'POST' && !asks ? route.abort() : route.continue();
        },
      );
      await page.locator('main h1').first().waitFor();
      await page.waitForURL(/[a-z]$/);
      const open = [new URL(page.url()).pathname];
      const passed = seenBy.get(sized(1, 0) === 1 ? login : 'all') ?? new Set<string>();
      seenBy.set(sized(1, 0) === 1 ? login : 'all', passed);
      const go = async (path: string) => {
        await page.goto(path);
        // What is another's is not shown: `every-page.test.ts` looks at that.
        const came = await page
          .locator('main h1')
          .first()
          .waitFor({ timeout: 10_000 })
          .then(() => true)
          .catch(() => false);
        await page.locator('main [aria-busy=true]').first().waitFor({ state: 'detached' });
        return came;
      };
      const tell = (what: string, why: string | null) => {
        found.push(what);
        if (why !== null) lost.push(`${what} ${why}`);
      };
      for (const path of open) {
        const shape = shapeOf(path);
        if (passed.has(shape)) continue;
        passed.add(shape);
        if (!(await go(path))) continue;
        const links = await page.evaluate<string[]>(
          `[...document.querySelectorAll('a[href^="/"]:not([download])')].map((one) => one.getAttribute('href'))`,
        );
        open.push(...links.filter((link) => !/^\/(?:api|docs|openapi|calendar)\b/.test(link)));
        const forms = page.locator('main form');
        if ((await forms.count()) > 0 && !seen.has(`${shape} itself`)) {
          seen.add(`${shape} itself`);
          tell(`${shape} itself`, await lostBy(page, forms.first(), token));
          await go(path);
        }
        for (const { text, nth } of await buttonsOf(page)) {
          const name = `${shape} "${text}"`;
          // Here each button once, by what stands on it; in the long run on each page.
          const one = sized(1, 0) === 1 ? name : text;
          if (seen.has(one)) continue;
          seen.add(one);
          const before = await forms.count();
          await page.evaluate(
            'document.querySelectorAll("main details").forEach((one) => (one.open = true))',
          );
          const button = page.locator('main button').nth(nth);
          // Rows come and go: what is gone is nobody's to press.
          if ((await button.count()) === 0 || (await button.textContent()) !== text) continue;
          await button.click();
          const opened = page.locator('dialog[open] form, main form');
          const comes = await expect
            .poll(() => opened.count(), { timeout: 400 })
            .toBeGreaterThan(before)
            .then(
              () => true,
              () => false,
            );
          const over = page.locator('dialog[open] form');
          if (comes)
            tell(name, await lostBy(page, (await over.count()) > 0 ? over.first() : forms.last(), token));
          await go(path);
        }
      }
      await page.context().close();
    }
    expect(found.length).toBeGreaterThan(sized(40, 12));
    expect(lost).toEqual([]);
  },
  sized(1_200_000, 600_000),
);
