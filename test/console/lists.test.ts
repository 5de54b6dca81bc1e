import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { startBrowser } from '../support/browser.ts';
import { visit, wholeSystem, widths } from '../support/console-visit.ts';
import { faultsOfPage } from '../support/page-faults.ts';
import { story } from '../support/story.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

story(
  'a supervisor keeps the filters of a list under a name, opens them with one tap, and takes the list along',
  async () => {
    const { system } = await wholeSystem();
    const { url, agency } = system;
    const ruth = await visit(browser, {
      ...{ url, token: agency.tokens.supervisor, width: widths.phone },
      path: '/clients?view=overdue&sort=received',
    });
    const { page, tap } = ruth;
    const tools = page.getByRole('main');
    await tap(tools.getByRole('button', { name: 'Save this view' }));
    await page.keyboard.type('Late ones');
    expect(await faultsOfPage(page)).toEqual([]);
    await tap(tools.getByRole('button', { name: 'Save', exact: true }));
    const chip = tools
      .getByRole('navigation', { name: 'Saved views' })
      .getByRole('link', { name: 'Late ones' });
    await chip.waitFor();
    expect(ruth.taps()).toBe(2);
    expect(await chip.getAttribute('aria-current')).not.toBeNull();
    expect(await faultsOfPage(page)).toEqual([]);

    await page.goto('/clients');
    await page.getByRole('heading', { level: 1, name: 'Clients' }).waitFor();
    await tap(chip);
    await expect.poll(() => new URL(page.url()).search).toMatch(/view=overdue/);
    expect(ruth.taps()).toBe(3);
    await tools.getByRole('button', { name: 'Rename the view: Late ones' }).click();
    await page.getByLabel('Name of this view').fill('Overdue, newest');
    await page.keyboard.press('Enter');
    const renamed = tools.getByRole('link', { name: 'Overdue, newest' });
    await renamed.waitFor();
    await tools.getByRole('button', { name: 'Delete view: Overdue, newest' }).click();
    await renamed.waitFor({ state: 'detached' });

    await page.goto('/clients?view=all');
    const leaves = page.waitForEvent('download');
    await tap(tools.getByRole('link', { name: 'Download as CSV' }));
    const file = await leaves;
    expect(file.suggestedFilename()).toMatch(/^clients-\d{4}-\d\d-\d\d\.csv$/);
    expect(readFileSync(await file.path(), 'utf8')).toMatch(
      /^\uFEFFreference,familyName,givenName,.*\r\n.*,Ottilie /,
    );
    const taken = await system.get('director', '/lists-taken');
    expect(taken.body['items']).toMatchObject([{ list: 'clients', rows: 1, clients: 1 }]);
    expect(ruth.taps()).toBe(4);
    expect(ruth.complaints()).toEqual([]);

    // Intake passes clients on, and takes no list along.
    const intake = await visit(browser, {
      url,
      token: agency.tokens.intake,
      width: widths.desk,
      path: '/clients',
    });
    await intake.page.getByRole('heading', { level: 1, name: 'Clients' }).waitFor();
    expect(await intake.page.getByRole('link', { name: 'Download as CSV' }).count()).toBe(0);
    expect(intake.complaints()).toEqual([]);
  },
);

story(
  'a list goes to the auditor in three taps, with a line in the accounting of each client, and not to a provider whom nobody has agreed to',
  async () => {
    const { system, id } = await wholeSystem();
    const { url, agency } = system;
    await system.post('coordinator', '/providers', {
      ...{ name: 'Harbor House', services: ['supportive-housing'], populations: [], languages: ['en'] },
      ...{ internal: false, contact: {}, openings: 2, waitingDays: 3 },
    });
    const ruth = await visit(browser, {
      ...{ url, token: agency.tokens.supervisor, width: widths.phone },
      path: '/clients?view=all',
    });
    const { page, tap, taps } = ruth;
    const form = page.getByRole('dialog');
    const rows = () => system.prisma.disclosure.findMany({ where: { enrollmentId: id } });
    await tap(page.getByRole('button', { name: 'For somebody outside' }));
    await form.getByLabel('Who gets it').selectOption({ label: 'Harbor House' });
    await form.getByText('A release of each client in it', { exact: true }).click();
    await form.getByLabel('What it is for').selectOption('care-coordination');
    await form.getByRole('button', { name: 'Make the table' }).click();
    // Who has not agreed is named by number, and what to do is said.
    await form.getByText('Not every client in the list has agreed to it').waitFor();
    await form.getByText(/^No release of theirs covers it: /).waitFor();
    expect(await rows()).toEqual([]);
    expect(await faultsOfPage(page)).toEqual([]);

    await form.getByLabel('Who gets it').selectOption({ label: 'Payer' });
    await tap(form.getByText('An audit or evaluation', { exact: true }));
    await form.getByLabel('What it is for').selectOption('monitoring');
    await form.getByLabel('Who asked for it, and why it is so').fill('The audit of the year.');
    const leaves = page.waitForEvent('download');
    await tap(form.getByRole('button', { name: 'Make the table' }));
    const file = await leaves;
    expect(taps()).toBe(3);
    const text = readFileSync(await file.path(), 'utf8');
    expect(text).toMatch(/^\uFEFFreference,familyName,givenName,.*\r\n.*,Ottilie /);
    expect(text).toContain('42 CFR part 2');
    await form.getByText(/^On record: it stands in the accounting/).waitFor();
    await form.getByRole('link', { name: /^Save the table once more: clients-/ }).waitFor();
    expect(await faultsOfPage(page)).toEqual([]);
    expect(await rows()).toMatchObject([{ way: 'list', toKind: 'payer', law: 'audit-evaluation' }]);
    // The refusal is all that the browser complained of.
    expect(ruth.complaints().filter((said) => !said.includes('/lists-taken/hand-outs'))).toEqual([]);
  },
);
