import type { Browser, Locator, Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { pressByKeys } from './by-keyboard.ts';
import { ownNamespace } from './own-namespace.ts';
import { realSystem } from './real-system.ts';
import { type Look, widths } from './looks.ts';
import { toldNow, toldOnFailure } from './story.ts';

export { type Look, widths };

/** All of the product, running, without a client. Nobody kills its Temporal: it has a namespace of the one of all tests. */
export async function emptySystem() {
  const system = await realSystem(undefined, await ownNamespace());
  await system.startApi();
  await system.startWorker();
  await system.whole();
  return system;
}

/** All of the product, running, with one client whom that coordinator has. */
export async function wholeSystem(coordinator: 'coordinator' | 'coordinator2' = 'coordinator') {
  const system = await emptySystem();
  const { body } = await system.refer();
  const id = String(body['enrollmentId']);
  const assigned = { coordinatorId: system.agency.staffIds[coordinator] };
  const { status } = await system.command('supervisor', id, 'assignCoordinator', assigned);
  if (status !== 200) throw new Error(`assigning was answered ${status}`);
  return { system, id };
}

export type Visit = {
  page: Page;
  /** Presses it, in the manner of the story, and counts that. */
  tap(what: Locator): Promise<void>;
  taps(): number;
  /** What does not fit is behind one more press, which is not counted: on a phone behind More, at a desk in groups. */
  openMenu(): Promise<void>;
  /** What the browser complained of. */
  complaints(): string[];
};

/** Somebody's browser, signed in, in a zone that is not the agency's. `ahead`: by how much its device's clock is, in milliseconds. */
export async function visit(
  browser: Browser,
  {
    url,
    token,
    path = '/',
    width: meant,
    theme = toldNow().theme,
    language = 'en-US',
    ahead = 0,
  }: Look & { url: string; token: string; path?: string; ahead?: number },
): Promise<Visit> {
  const { manner, swapped } = toldNow();
  const width = swapped ? (Object.values(widths).find((other) => other !== meant) ?? meant) : meant;
  const context = await browser.newContext({
    ...{ baseURL: url, viewport: { width, height: 844 }, locale: language, colorScheme: theme },
    timezoneId: 'Pacific/Auckland',
  });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => void complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    // Who is signed in is asked before anybody is.
    if (message.location().url.endsWith('/api/v1/me')) return;
    complaints.push(`${message.text()} ${message.location().url}`);
  });
  const refused: string[] = [];
  page.on('response', (response) => {
    if (response.status() < 400 || response.request().method() === 'GET') return;
    const { pathname } = new URL(response.url());
    const keep = (text: string) => void refused.push(`${pathname} ${response.status()} ${text}`);
    response.text().then(keep, () => keep(''));
  });
  toldOnFailure(async () =>
    [page.url(), ...refused, await page.locator('body').innerText({ timeout: 5_000 })].join('\n'),
  );
  await page.clock.install(ahead === 0 ? {} : { time: Date.now() + ahead });
  await page.goto(path);
  await page.locator('form input').fill(token);
  await page.locator('form button[type=submit]').click();
  let taps = 0;
  return {
    page,
    async tap(what) {
      taps += 1;
      await (manner === 'keys' ? pressByKeys(page, what) : what.click());
    },
    taps: () => taps,
    async openMenu() {
      const more = page.locator('nav button[aria-expanded=false]');
      const groups = page.locator('nav details:not([open]) > summary');
      await more
        .or(groups)
        .or(page.locator('nav a[href="/settings"]'))
        .first()
        .waitFor({ state: 'attached' });
      if (await more.isVisible()) await more.click();
      for (const group of (await groups.all()).toReversed()) await group.click();
    },
    complaints: () => complaints,
  };
}

/** All that the browser keeps of us, as text; run in the page. */
const onDevice = `(async () => {
  const all = (asked) => new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  const db = await all(indexedDB.open('throughline'));
  const kept = await all(db.transaction('kept').objectStore('kept').getAll());
  db.close();
  return kept.map(({ data }) => new TextDecoder().decode(data) + ' ').join('');
})()`;
export const keptOnDevice = (page: Page): Promise<string> => page.evaluate<string>(onDevice);
