import type { Browser } from 'playwright-core';
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

story(
  'a note is written, kept, changed on another device, put side by side, and signed as its author chose',
  async () => {
    const { system, id } = await wholeSystem();
    const { url, agency } = system;
    const met = { with: 'client', mode: 'phone', outcome: 'reached' };
    const { body } = await system.command('coordinator', id, 'logContact', met);
    const about = (body['steps'] as { stepId: string }[])[0]?.stepId;
    const coordinator = await visit(browser, {
      ...{ url, token: agency.tokens.coordinator, width: widths.phone, path: '/paperwork' },
    });
    const { page } = coordinator;
    await page.getByRole('heading', { level: 1, name: '1 note is owed' }).waitFor();
    expect(await faultsOf(coordinator)).toEqual([]);
    await page.getByRole('button', { name: /^Write the note about Ottilie/ }).click();
    await page.getByLabel('What happened').fill('Talked about the rooms.');
    await page.getByLabel('Where').fill('By phone');
    expect(await page.getByRole('button', { name: 'Sign', exact: true }).isDisabled()).toBe(true);
    expect(await faultsOf(coordinator)).toEqual([]);
    await page.getByRole('button', { name: 'Keep as a draft' }).click();
    await page.clock.fastForward(undoMs);
    await page.getByRole('heading', { name: '1 note to sign' }).waitFor();

    await page.getByRole('button', { name: /^Read and sign the note about Ottilie/ }).click();
    for (const [label, text] of [
      ['What it is part of', 'Weekly call'],
      ['What it was for', 'Two rooms'],
      ['What happened', 'Talked about two rooms, she likes the second.'],
      ['What came of it', 'She takes it.'],
      ['Next steps', 'Call the landlord.'],
    ] as const)
      await page.getByLabel(label).fill(text);
    // Meanwhile, on another device of theirs.
    const notes = `/enrollments/${id}/notes`;
    const [draft] = (await system.get('coordinator', notes)).body['items'] as {
      documentId: string;
      content: { about: string };
    }[];
    expect(draft?.content.about).toBe(about);
    const other = { type: 'contact', facts: 'She called back at noon.', place: 'By phone' };
    const path = `${notes}/${draft?.documentId}/acts/write`;
    expect(
      (await system.post('coordinator', path, { text: other }, 'other', { 'if-match': '"1"' })).status,
    ).toBe(200);

    await page.getByRole('button', { name: 'Sign', exact: true }).click();
    await page.clock.fastForward(undoMs);
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.getByText('She called back at noon.').waitFor();
    await page.getByText(/changed it on/).waitFor();
    // What one of the two has changed alone is not asked.
    expect(await page.getByRole('dialog').getByRole('region').count()).toBe(1);
    await page.getByRole('region', { name: 'What happened' }).getByText('What is on file').click();
    expect(await faultsOf(coordinator)).toEqual([]);
    await page.getByRole('button', { name: 'Send it so' }).click();
    await page.clock.fastForward(undoMs);
    await page.getByRole('heading', { level: 1, name: 'Nothing is left to write' }).waitFor();
    const newest = async () => ((await system.get('coordinator', notes)).body['items'] as object[])[0];
    await expect.poll(newest, { timeout: 20_000 }).toMatchObject({
      state: 'signed',
      content: {
        text: { facts: 'She called back at noon.', resolution: 'She takes it.', place: 'By phone' },
      },
    });
    // A refusal is told by the browser as an error of its own.
    expect(coordinator.complaints().filter((one) => !one.includes('412'))).toEqual([]);
  },
);

story(
  'the inbox says of whom each message is; one is read, then all, and the count beside its name follows',
  async () => {
    const { system } = await wholeSystem();
    const { url, agency } = system;
    const referred = await system.refer();
    const assigned = { coordinatorId: agency.staffIds.coordinator };
    await system.command('supervisor', String(referred.body['enrollmentId']), 'assignCoordinator', assigned);
    const coordinator = await visit(browser, {
      ...{ url, token: agency.tokens.coordinator, width: widths.phone, path: '/inbox' },
    });
    const { page } = coordinator;
    const title = page.getByRole('heading', { level: 1, name: /^Inbox, \d+ unread$/ });
    const unread = Number(/\d+/.exec(await title.innerText())?.[0]);
    expect(unread).toBeGreaterThanOrEqual(2);
    await page.getByRole('link', { name: new RegExp(`^Inbox\\s*${unread} unread`) }).waitFor();
    expect(await faultsOf(coordinator)).toEqual([]);
    expect(await page.getByRole('link', { name: /Ottilie/ }).count()).toBeGreaterThanOrEqual(2);
    await page
      .getByRole('button', { name: /^Mark as read:/ })
      .first()
      .click();
    await page.getByRole('heading', { level: 1, name: `Inbox, ${unread - 1} unread` }).waitFor();
    await page.getByRole('button', { name: 'Mark all as read' }).click();
    await page.getByRole('heading', { level: 1, name: 'Inbox, all read' }).waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    expect(coordinator.complaints()).toEqual([]);
  },
);
