import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { undoMs } from '../../src/console/outbox/outbox.ts';
import { startBrowser } from '../support/browser.ts';
import { emptySystem, visit, wholeSystem, widths } from '../support/console-visit.ts';
import { faultsOfPage } from '../support/page-faults.ts';
import { story } from '../support/story.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

const dialog = (page: Page) => page.getByRole('dialog');
const save = (page: Page) => dialog(page).getByRole('button', { name: /^Save: / });

story(
  'two join the support team in five taps each at most, one changes, the team is formed, and one leaves it',
  async () => {
    const { system, id } = await wholeSystem();
    const { url, agency } = system;
    const coordinator = await visit(browser, {
      ...{ url, token: agency.tokens.coordinator, width: widths.phone, path: `/clients/${id}/team` },
    });
    const { page, tap, taps, complaints } = coordinator;
    const member = (name: string) => page.getByRole('listitem').filter({ hasText: name });

    await tap(page.getByRole('button', { name: /^Add a professional: / }));
    await dialog(page).getByLabel('Name', { exact: true }).fill('Agent Ruiz');
    await dialog(page)
      .getByLabel(/^Speaks for/)
      .selectOption('criminal justice');
    await dialog(page).getByLabel('Where they work').fill('Probation and Parole');
    await dialog(page).getByLabel('Phone, or how they are reached').fill('262 555 0133');
    await tap(dialog(page).getByLabel('Is involved with the client'));
    await tap(dialog(page).getByLabel('Is willing'));
    expect(await faultsOfPage(page)).toEqual([]);
    await tap(save(page));
    // Taken back, nobody has joined, and the words are in the form again.
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: /^Add a professional: / }).click();
    await expect.poll(() => dialog(page).getByLabel('Name', { exact: true }).inputValue()).toBe('Agent Ruiz');
    expect((await system.get('coordinator', `/enrollments/${id}/team`)).body['roster']).toBeNull();
    await save(page).click();
    await page.clock.fastForward(undoMs);
    await member('Agent Ruiz').getByText('not ready').waitFor();
    expect(taps()).toBe(4);

    await tap(page.getByRole('button', { name: /^Add somebody close to the client: / }));
    await dialog(page).getByLabel('Name', { exact: true }).fill('Rosalind');
    await dialog(page).getByLabel('What they are to the client').fill('Sister');
    await dialog(page).getByLabel('Phone, or how they are reached').fill('414 555 0142');
    for (const ready of ['Is involved with the client', 'Is willing', 'Understands the role'])
      await tap(dialog(page).getByLabel(ready));
    await tap(save(page));
    await page.clock.fastForward(undoMs);
    await member('Rosalind').getByText('ready', { exact: true }).waitFor();
    expect(taps()).toBe(9);

    await tap(page.getByRole('button', { name: 'Change what is on file of Agent Ruiz' }));
    await tap(dialog(page).getByLabel('Understands the role'));
    await tap(save(page));
    await page.clock.fastForward(undoMs);
    await tap(page.getByRole('button', { name: /^Team formed: / }));
    await dialog(page)
      .getByText(/^It meets a duty: /)
      .waitFor();
    await tap(dialog(page).getByRole('button', { name: /^Record for / }));
    await page.clock.fastForward(undoMs);
    await page
      .getByRole('status')
      .getByText(/Met: .*Recovery Support Team/)
      .waitFor();
    expect(taps()).toBe(14);

    await tap(page.getByRole('button', { name: 'Leaves the team: Agent Ruiz' }));
    expect(await faultsOfPage(page)).toEqual([]);
    await tap(dialog(page).getByRole('button', { name: 'Leaves the team: Agent Ruiz' }));
    await page.clock.fastForward(undoMs);
    await page.getByText('Nobody speaks for').waitFor();
    const { body } = await system.get('coordinator', `/enrollments/${id}/team`);
    expect(body['roster']).toMatchObject({
      revision: 4,
      content: { systems: ['criminal-justice'], formal: [], informal: [{ name: 'Rosalind' }] },
    });
    expect(taps()).toBe(16);
    // What was told goes by itself.
    await page.clock.fastForward(61_000);
    await page.getByText('On record').first().waitFor({ state: 'detached' });
    expect(await faultsOfPage(page)).toEqual([]);
    expect(complaints()).toEqual([]);
  },
  { timeout: 90_000 },
);

story(
  'a family at a family level is entered, a minor with a guardian, and the plan says whom a need is about',
  async () => {
    const system = await emptySystem();
    const { url, agency } = system;
    const referred = await system.refer(undefined, { level: 'rsc-f' });
    const id = String(referred.body['enrollmentId']);
    const assigned = { coordinatorId: agency.staffIds.coordinator };
    expect((await system.command('supervisor', id, 'assignCoordinator', assigned)).status).toBe(200);
    const coordinator = await visit(browser, {
      ...{ url, token: agency.tokens.coordinator, width: widths.phone, path: `/clients/${id}/team` },
    });
    const { page, tap, taps, complaints } = coordinator;
    await tap(page.getByRole('button', { name: /^Members of the family: / }));
    await tap(dialog(page).getByRole('button', { name: 'Add a member of the family' }));
    const child = dialog(page).getByRole('group', { name: 'Member 2' });
    await child.getByLabel('Name', { exact: true }).fill('Nell');
    await child.getByLabel('What they are in the family').fill('Daughter');
    await tap(child.getByLabel('Is a minor'));
    await tap(child.getByRole('group', { name: /^Guardians/ }).getByRole('checkbox'));
    expect(await faultsOfPage(page)).toEqual([]);
    await tap(save(page));
    await page.clock.fastForward(undoMs);
    await page.getByText(/minor, guardians: Ottilie/).waitFor();
    expect(taps()).toBe(5);

    const needs = [{ id: randomUUID(), domain: 'education', text: 'A school nearby.', immediate: true }];
    const plans = `/enrollments/${id}/plans`;
    const begun = await system.post('coordinator', plans, { version: 'preliminary', sections: { needs } });
    expect(begun.status).toBe(201);
    await page.getByRole('link', { name: 'Care plan' }).click();
    await tap(page.getByRole('button', { name: /^Needs: / }));
    await dialog(page).locator('summary', { hasText: 'More' }).click();
    await tap(dialog(page).getByRole('radio', { name: 'Nell' }));
    await tap(save(page));
    const plan = `${plans}/${String(begun.body['documentId'])}`;
    const { body } = await system.get('coordinator', `/enrollments/${id}/team`);
    const [, nell] = (body['household'] as { content: { members: { id: string }[] } }).content.members;
    const onFile = async () => (await system.get('coordinator', plan)).body['content'];
    await expect
      .poll(onFile, { timeout: 20_000 })
      .toMatchObject({ sections: { needs: [{ member: nell?.id }] } });
    expect(complaints()).toEqual([]);
  },
  { timeout: 90_000 },
);
