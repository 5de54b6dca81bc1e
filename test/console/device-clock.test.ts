import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { undoMs } from '../../src/console/outbox/outbox.ts';
import { uncertainMs } from '../../src/console/time/now.ts';
import { startBrowser } from '../support/browser.ts';
import { visit, wholeSystem, widths } from '../support/console-visit.ts';
import { faultsOfPage } from '../support/page-faults.ts';
import { story } from '../support/story.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

const minute = 60_000;
type Between = [from: number, to: number];

/** When something was pressed, by the server's clock, which is this machine's. */
async function during(does: () => Promise<void>): Promise<Between> {
  const from = Date.now();
  await does();
  return [from, Date.now()];
}

/** The longest that a question of this page took: so much less does an answer say of the time. */
function slowestOf(page: Page): () => number {
  let slowest = 0;
  page.on('requestfinished', (request) => {
    if (!request.url().endsWith('/events')) slowest = Math.max(slowest, request.timing().responseEnd);
  });
  return () => slowest;
}

async function logCall(
  page: Page,
  tap: (what: ReturnType<Page['locator']>) => Promise<void>,
): Promise<Between> {
  await tap(page.getByRole('button', { name: /^Record a contact with Ottilie/ }).first());
  await tap(page.getByText('Called, no answer'));
  await page.getByLabel('In your words').fill('Rang twice.');
  return await during(() => tap(page.getByRole('button', { name: 'Record', exact: true })));
}

/** Until the page has its answer, which says which time it is: its clock was run forward, the server's was not. */
async function sent(page: Page): Promise<void> {
  const answer = page.waitForResponse((response) => response.url().endsWith('/commands'));
  await page.clock.fastForward(undoMs);
  await answer;
}

const waits = (page: Page) =>
  page
    .getByRole('status')
    .getByText(/tried again/)
    .waitFor();

for (const [how, ahead] of [
  ['ahead', 10 * minute],
  ['behind', -10 * minute],
] as const)
  story(
    `on a device ten minutes ${how}, what is pressed has the server’s time, with a connection and without`,
    async () => {
      const { system, id } = await wholeSystem();
      const { url, agency, prisma } = system;
      const until = new Date(Date.now() + 480 * minute).toISOString().slice(0, 16);
      const shift = { staffId: agency.staffIds.coordinator, until };
      expect((await system.post('supervisor', '/on-call/shifts', shift)).status).toBe(200);
      const crisis = { kind: 'overdose', what: 'Found on the stairs, breathing.' };
      expect((await system.command('intake', id, 'reportCrisis', crisis)).status).toBe(200);

      const { page, tap, complaints } = await visit(browser, {
        ...{ url, token: agency.tokens.coordinator, width: widths.phone, path: '/on-call', ahead },
      });
      const slowest = slowestOf(page);
      const note = page.getByText(/^The clock of this device is wrong/);
      await page.getByRole('heading', { level: 1, name: 'On call' }).waitFor();
      await note.waitFor();
      expect(await faultsOfPage(page)).toEqual([]);
      await tap(page.getByRole('button', { name: 'Understood' }));
      expect(await note.count()).toBe(0);

      const contacts = () => prisma.event.count({ where: { enrollmentId: id, type: 'ContactLogged' } });
      const onRecord = (count: number) => expect.poll(contacts, { timeout: 60_000 }).toBe(count);
      const pressed: Record<string, Between[]> = {};
      const answered = await during(() => tap(page.getByRole('button', { name: /^I am on it: Ottilie/ })));
      await page.getByRole('heading', { name: 'No page waits for you' }).waitFor();
      await page.getByRole('button', { name: /^Record: responded, Ottilie/ }).click();
      await page.getByLabel('How did you respond, and what did you find?').fill('Went there, awake.');
      const responds = page.locator('dialog').getByRole('button', { name: 'Record: responded' });
      pressed['CrisisActionRecorded'] = [await during(() => tap(responds))];
      await page.getByRole('button', { name: /^Record: listened, Ottilie/ }).waitFor();

      await page.getByRole('link', { name: 'My day' }).click();
      const first = await logCall(page, tap);
      await sent(page);
      await page.context().setOffline(true);
      const second = await logCall(page, tap);
      await page.clock.fastForward(undoMs);
      await waits(page);
      await page.context().setOffline(false);
      await onRecord(2);
      pressed['ContactLogged'] = [first, second];

      expect(await note.count()).toBe(0);
      for (const [type, times] of Object.entries(pressed)) {
        const events = await prisma.event.findMany({
          where: { enrollmentId: id, type },
          orderBy: { seq: 'asc' },
        });
        expect(events.length).toBe(times.length);
        for (const [n, [from, to]] of times.entries()) {
          const at = Number(events[n]?.occurredAt);
          expect(at).toBeGreaterThanOrEqual(from - uncertainMs - slowest());
          expect(at).toBeLessThanOrEqual(to + uncertainMs + slowest());
        }
      }
      const [answer] = await prisma.event.findMany({ where: { enrollmentId: id, type: 'CrisisAnswered' } });
      expect(Number(answer?.occurredAt)).toBeGreaterThanOrEqual(answered[0]);
      // Each connection that was away is complained of.
      expect(complaints().filter((one) => !one.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
    },
  );

story(
  'a clock that is set while there is no connection alters no time of what is pressed meanwhile',
  async () => {
    const { system, id } = await wholeSystem();
    const { url, agency, prisma } = system;
    const { page, tap } = await visit(browser, {
      url,
      token: agency.tokens.coordinator,
      width: widths.desk,
    });
    const slowest = slowestOf(page);
    const contacts = () => prisma.event.count({ where: { enrollmentId: id, type: 'ContactLogged' } });
    const onRecord = (count: number) => expect.poll(contacts, { timeout: 60_000 }).toBe(count);
    const pressed: Between[] = [];
    // The form and what it is judged by are there before the connection goes.
    pressed.push(await logCall(page, tap));
    await sent(page);
    for (const by of [10 * minute, -10 * minute]) {
      await page.context().setOffline(true);
      await page.clock.setSystemTime(Date.now() + by);
      pressed.push(await logCall(page, tap));
      // In its own time: run forward, this page's clock would be another than the server's once more.
      await waits(page);
      await page.context().setOffline(false);
      await onRecord(pressed.length);
    }
    const events = await prisma.event.findMany({
      ...{ where: { enrollmentId: id, type: 'ContactLogged' }, orderBy: { seq: 'asc' } },
    });
    expect(events.length).toBe(pressed.length);
    for (const [n, [from, to]] of pressed.entries()) {
      const at = Number(events[n]?.occurredAt);
      expect(at).toBeGreaterThanOrEqual(from - uncertainMs - slowest());
      expect(at).toBeLessThanOrEqual(to + uncertainMs + slowest());
    }
  },
  // To a phone that is left alone for five minutes it is as if it had slept: it is locked.
  { keepsWidth: true },
);
