import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { undoMs } from '../../src/console/outbox/outbox.ts';
import { startBrowser } from '../support/browser.ts';
import { visit, type Visit, wholeSystem, widths } from '../support/console-visit.ts';
import { faultsOfPage } from '../support/page-faults.ts';
import { wholeSections } from '../support/plans.ts';
import { story } from '../support/story.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

/** The readiness of the plan, as a reader sees it: each section with how it stands. */
const task = (page: Page, title: string) =>
  page
    .getByRole('region', { name: 'What is left to do' })
    .getByRole('listitem')
    .filter({ hasText: new RegExp(`^${title}`) });
const opens = (page: Page, title: string) =>
  task(page, title).getByRole('button', { name: new RegExp(`^${title}: `) });
const dialog = (page: Page) => page.getByRole('dialog');

/** Opens a section's form, writes, saves, and sees it done: two taps and those of the section. */
async function write({ page, tap }: Visit, title: string, fill: () => Promise<void>, stands = 'Done') {
  await tap(opens(page, title));
  await fill();
  await tap(dialog(page).getByRole('button', { name: new RegExp(`^Save: ${title}`) }));
  await task(page, title).getByText(stands, { exact: true }).waitFor();
}

story(
  'a full plan is written section by section on the client’s page, signed and completed: its duty is met',
  async () => {
    const { system, id } = await wholeSystem();
    const { url, agency } = system;
    const coordinator = await visit(browser, {
      ...{ url, token: agency.tokens.coordinator, width: widths.phone, path: `/clients/${id}/plan` },
    });
    const { page, tap, taps, complaints } = coordinator;
    const field = (label: string | RegExp) => dialog(page).getByLabel(label, { exact: true });

    await tap(page.getByRole('button', { name: /^Begin a plan for / }));
    await tap(dialog(page).getByText('Full plan', { exact: true }));
    expect(await faultsOfPage(page)).toEqual([]);
    await tap(dialog(page).getByRole('button', { name: /^Begin a plan for / }));
    await task(page, 'Needs').getByText('Not started').waitFor();
    await task(page, 'Goals').getByText('First: Needs').waitFor();
    await task(page, 'Signatures').getByText('Cannot start yet').waitFor();
    await page.clock.fastForward(6_000);
    expect(await faultsOfPage(page)).toEqual([]);
    expect(taps()).toBe(3);

    await write(coordinator, 'Strengths', () =>
      field('A strength of the client').fill('Cooks for the whole house.'),
    );
    await write(coordinator, 'Needs', async () => {
      await field(/^Part of life/).selectOption('Housing');
      await field('What is needed').fill('A room of her own.');
      expect(await faultsOfPage(page)).toEqual([]);
    });
    // The only need there is: nobody is asked which one it answers.
    const goals = async () => {
      await field('The goal, in the client’s own words').fill('I want a door I can lock.');
    };
    await write(coordinator, 'Goals', goals, 'In progress');
    await task(page, 'Goals').getByText('Goal 1: What is done for it – at least one').waitFor();
    await write(coordinator, 'Goals', async () => {
      await dialog(page).getByText('Still needed: at least one').waitFor();
      await tap(dialog(page).getByRole('button', { name: 'Add something that is done' }));
      await field('What is done').fill('Visit three rooms.');
      expect(await faultsOfPage(page)).toEqual([]);
    });
    await write(coordinator, 'Services', async () => {
      await field('Service').fill('Housing search');
      await field('Providers that were offered, one a line').fill('Harbor Rooms\nVliet House');
      await tap(dialog(page).getByRole('radio', { name: 'Vliet House' }));
      await field('The client’s reasons').fill('Near her sister.');
      expect(await faultsOfPage(page)).toEqual([]);
    });
    await write(coordinator, 'Who does what', async () => {
      await field('Who').fill('Coordinator');
      await field('What they see to').fill('Calls Vliet House.');
    });
    await task(page, 'Funding').getByText('Not started').waitFor();
    await write(coordinator, 'Funding', async () => {
      await tap(dialog(page).getByText('Free or low-cost', { exact: true }));
      await field('Who pays: a program, a fund, an insurance').fill('Church fund');
      await tap(dialog(page).getByText('pays', { exact: true }));
    });
    await write(coordinator, 'Safety/Crisis Plan', async () => {
      await field('How a crisis announces itself, one sign a line').fill('Stops answering the phone.');
      await field('What the client does then, in order, one a line').fill('Calls Rosalind.');
      await field('Who helps').fill('Rosalind');
      await field('What they are to the client').fill('Sister');
      await field('How they help').fill('Comes over.');
      await field('Whom to call').fill('Warm line');
      await field('How they are reached').fill('414 555 0199');
      expect(await faultsOfPage(page)).toEqual([]);
    });
    await tap(opens(page, 'Signatures'));
    const third = dialog(page).getByRole('group', { name: 'Signature 3' });
    await third.getByLabel('Name of who signs').fill('Rosalind');
    expect(await faultsOfPage(page)).toEqual([]);
    await tap(dialog(page).getByRole('button', { name: /^Record the signatures/ }));
    // Who signed can be taken back; what is signed is complete once that has gone out.
    await page.getByRole('button', { name: 'Undo' }).waitFor();
    await page.clock.fastForward(undoMs);
    await tap(page.getByRole('button', { name: /^Complete the plan of / }));
    await dialog(page)
      .getByText(/^It meets a duty: /)
      .waitFor();
    await tap(dialog(page).getByRole('button', { name: /^Record for / }));
    await page.clock.fastForward(undoMs);
    await page
      .getByRole('status')
      .getByText(/Met: .*Full Single Coordinated Care Plan/)
      .waitFor();
    // Eight sections, one of them twice; what is owed of the plan is met.
    expect(taps()).toBeLessThanOrEqual(30);

    const { body } = await system.get('coordinator', `/enrollments/${id}/plans`);
    expect(body['items']).toMatchObject([
      { state: 'complete', content: { version: 'full', signatures: [{}, {}, {}] } },
    ]);
    const overview = await system.get('coordinator', `/enrollments/${id}/overview`);
    const owed = (overview.body['duties'] as { kind: string }[]).map(({ kind }) => kind);
    expect(owed).not.toContain('sccp.full');
    expect(complaints()).toEqual([]);
  },
  { timeout: 120_000 },
);

story(
  'words about a section stay on the device, and what somebody changed there meanwhile is put side by side',
  async () => {
    const { system, id } = await wholeSystem();
    const { url, agency } = system;
    const { needs, strengths } = wholeSections();
    const plans = `/enrollments/${id}/plans`;
    const begun = await system.post('coordinator', plans, {
      version: 'full',
      sections: { needs, strengths },
    });
    const plan = `${plans}/${String(begun.body['documentId'])}`;
    const coordinator = await visit(browser, {
      ...{ url, token: agency.tokens.coordinator, width: widths.desk, path: `/clients/${id}/plan` },
    });
    const { page, tap } = coordinator;
    await tap(opens(page, 'Needs'));
    const second = dialog(page).getByRole('group', { name: 'Need 2' });
    await second.getByLabel('What is needed').fill('Outpatient treatment, evenings.');
    await tap(dialog(page).getByRole('button', { name: 'Close' }));
    await page.reload();
    const token = page.locator('form input');
    if (await token.isVisible().catch(() => false)) await token.fill(agency.tokens.coordinator);
    await tap(opens(page, 'Needs'));
    await expect
      .poll(() => second.getByLabel('What is needed').inputValue())
      .toBe('Outpatient treatment, evenings.');

    // What others change elsewhere in the plan is none of the form's business, also where it was not seen yet.
    const added = { sections: { strengths: [...strengths, { id: 'st-2', text: 'Sings in a choir.' }] } };
    await page.route('**/plans?limit=50', () => undefined);
    const beside = await system.post('supervisor', `${plan}/acts/edit`, added, undefined, {
      'if-match': '"1"',
    });
    expect(beside.status, JSON.stringify(beside.body)).toBe(200);
    await tap(dialog(page).getByRole('button', { name: /^Save: Needs/ }));
    const whole = async () => (await system.get('coordinator', plan)).body['content'] as { sections: object };
    await expect
      .poll(async () => (await whole()).sections, { timeout: 20_000 })
      .toMatchObject({
        needs: [{}, { text: 'Outpatient treatment, evenings.' }],
        strengths: [...strengths, { text: 'Sings in a choir.' }],
      });
    expect(await page.getByRole('button', { name: 'Compare' }).count()).toBe(0);
    await page.unroute('**/plans?limit=50');
    await page.reload();
    await task(page, 'Needs').waitFor();
    await tap(opens(page, 'Needs'));
    await second.getByLabel('What is needed').fill('Outpatient treatment, mornings.');

    const other = { sections: { needs: needs.map((one) => ({ ...one, text: `${one.text} Soon.` })) } };
    const edited = await system.post('supervisor', `${plan}/acts/edit`, other, undefined, {
      'if-match': '"3"',
    });
    expect(edited.status).toBe(200);
    await dialog(page)
      .getByText(/^Somebody has changed this/)
      .waitFor();
    await tap(dialog(page).getByRole('button', { name: /^Save: Needs/ }));
    await tap(page.getByRole('button', { name: 'Compare' }));
    await dialog(page).getByText('A room of her own. Soon.').waitFor();
    await dialog(page).getByText('Substance use').first().waitFor();
    // The same section alone, and in it what is not alike.
    expect(await dialog(page).getByRole('region').count()).toBe(1);
    expect(await dialog(page).locator('mark').allInnerTexts()).toContain('A room of her own. Soon.');
    expect(await dialog(page).locator('mark').allInnerTexts()).not.toContain('Substance use');
    expect(await faultsOfPage(page)).toEqual([]);
    await tap(page.getByRole('region', { name: 'Needs' }).getByText('What I wrote'));
    await tap(page.getByRole('button', { name: 'Send it so' }));
    const onFile = async () => (await system.get('coordinator', plan)).body['content'];
    await expect.poll(onFile, { timeout: 20_000 }).toMatchObject({
      sections: { needs: [{ text: 'A room of her own.' }, { text: 'Outpatient treatment, mornings.' }] },
    });
    // A refusal is told by the browser as an error of its own.
    expect(coordinator.complaints().every((text) => text.includes('412'))).toBe(true);
  },
  { timeout: 90_000 },
);
