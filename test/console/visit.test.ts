import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { undoMs } from '../../src/console/outbox/outbox.ts';
import { startBrowser } from '../support/browser.ts';
import { visit, type Visit, wholeSystem, widths } from '../support/console-visit.ts';
import { violationsOf } from '../support/page-faults.ts';
import { story } from '../support/story.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

const faultsOf = async ({ page }: Visit) =>
  (await violationsOf(page)).map(({ id, nodes }) => `${id}: ${nodes.length}`);
const overflows = (page: Page) =>
  page.evaluate<boolean>('document.documentElement.scrollWidth > document.documentElement.clientWidth');
const opens = (page: Page) => page.getByRole('button', { name: /^Record a contact with Ottilie/ }).first();

async function writeNote(page: Page) {
  await page.getByLabel('What happened').fill('Met at the library.');
  await page.getByLabel('What came of it').fill('She chose the second room.');
  await page.getByLabel('Next steps').fill('Call the landlord on Monday.');
  await page.getByLabel('Where').fill('Library on Vliet Street');
}

type System = Awaited<ReturnType<typeof wholeSystem>>['system'];
const notesOf = async (system: System, id: string) =>
  (await system.get('coordinator', `/enrollments/${id}/notes`)).body['items'] as {
    state: string;
    content: { about: string; text: Record<string, string>; signed: object | null };
  }[];
const contacts = (system: System, enrollmentId: string) =>
  system.prisma.event.findMany({ where: { enrollmentId, type: 'ContactLogged' }, select: { stepId: true } });

story(
  'a visit that meets three duties is entered once, with its note: four taps, and the receipt says what was said before',
  async () => {
    const { system, id } = await wholeSystem();
    const { url, agency } = system;
    const ways = [{ kind: 'phone', value: '+1 414 555 0100', mayLeaveMessage: false }];
    const information = `/enrollments/${id}/contact-information/acts/change`;
    const first = { 'if-match': '"0"' };
    expect((await system.post('coordinator', information, { ways }, 'ways', first)).status).toBe(200);
    const coordinator = await visit(browser, { url, token: agency.tokens.coordinator, width: widths.phone });
    const { page, tap } = coordinator;
    await tap(opens(page));
    await tap(page.getByText('Visit', { exact: true }));
    await tap(page.getByText('Contact information still holds'));
    await writeNote(page);
    await page.getByText(/^It meets [3-9] duties:/).waitFor();
    const foreseen = await page.locator('form [aria-live] li').allInnerTexts();
    expect(foreseen.length).toBeGreaterThanOrEqual(3);
    await page.getByText('The note is signed with it.').waitFor();
    expect(await faultsOf(coordinator)).toEqual([]);
    expect(await overflows(page)).toBe(false);
    await tap(page.getByRole('button', { name: 'Record', exact: true }));
    expect(coordinator.taps()).toBe(4);

    await page.clock.fastForward(undoMs);
    const told = await page
      .getByRole('status')
      .getByText(/On record. Met/)
      .innerText();
    for (const title of foreseen) expect(told).toContain(title.trim());
    const [note, ...others] = await notesOf(system, id);
    expect(others).toEqual([]);
    const [contact] = await contacts(system, id);
    expect(note).toMatchObject({
      state: 'signed',
      content: { about: contact?.stepId, text: { context: 'Visit', place: 'Library on Vliet Street' } },
    });
    const { body } = await system.get('coordinator', '/worklists/mine/paperwork');
    expect(body['items']).toEqual([]);
    expect(coordinator.complaints()).toEqual([]);
  },
);

story(
  'cut off between the note and the steps, and closed: all of it goes on where it stopped, and nothing is there twice',
  async () => {
    const { system, id } = await wholeSystem();
    const { url, agency } = system;
    const { page } = await visit(browser, { url, token: agency.tokens.coordinator, width: widths.desk });
    await opens(page).click();
    await page.getByText('Visit', { exact: true }).click();
    await writeNote(page);
    await page.route('**/commands', (route) => route.abort());
    await page.getByRole('button', { name: 'Record', exact: true }).click();
    await page.clock.fastForward(undoMs);
    await page.getByRole('status').getByText('The note is kept as a draft').waitFor();
    expect(await contacts(system, id)).toEqual([]);
    expect(await notesOf(system, id)).toMatchObject([{ state: 'draft' }]);

    page.on('dialog', (dialog) => void dialog.accept());
    await page.unroute('**/commands');
    await page.reload();
    await page
      .getByRole('status')
      .getByText(/On record. Met/)
      .waitFor();
    expect(await contacts(system, id)).toHaveLength(1);
    expect(await notesOf(system, id)).toMatchObject([{ state: 'signed' }]);
  },
);
