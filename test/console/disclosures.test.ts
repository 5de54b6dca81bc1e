import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { startBrowser } from '../support/browser.ts';
import { visit, wholeSystem, widths } from '../support/console-visit.ts';
import { faultsOfPage } from '../support/page-faults.ts';
import { recorded } from '../support/receipts.ts';
import { story } from '../support/story.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

const told = (page: Page) => page.getByRole('dialog').getByRole('group', { name: 'Who was told, no. 1' });

story(
  'what a landlord was told without a release is recorded in seven taps; the privacy officer settles it; the accounting says so',
  async () => {
    const { system, id } = await wholeSystem();
    const { url, agency } = system;
    const { client } = (await system.get('coordinator', `/enrollments/${id}`)).body as {
      client: { givenName: string; familyName: string };
    };
    const name = `${client.givenName} ${client.familyName}`;
    const coordinator = await visit(browser, { url, token: agency.tokens.coordinator, width: widths.phone });
    const { page, tap, taps, complaints } = coordinator;
    const form = page.getByRole('dialog');

    await tap(page.getByRole('button', { name: `Record a contact with ${name}` }).first());
    await tap(form.getByText('Somebody close', { exact: true }));
    await tap(form.getByText('Call', { exact: true }));
    // What else a visit of the client may have been is not asked.
    expect(await form.getByText('In the same visit').count()).toBe(0);
    // Left unanswered nothing goes out.
    await page.getByRole('button', { name: 'Record', exact: true }).click();
    await form.waitFor();
    expect(await page.getByRole('status').innerText()).toBe('');
    await tap(form.getByText('Something', { exact: true }));
    await told(page).getByRole('combobox').selectOption({ label: 'Landlord' });
    await tap(told(page).getByText('Progress', { exact: true }));
    await tap(told(page).getByText('Nothing allowed it', { exact: true }));
    await told(page)
      .getByText(/the privacy officer is told/)
      .waitFor();
    await form.getByLabel(/What exactly was told/).fill('That she does well in the program.');
    expect(await faultsOfPage(page)).toEqual([]);
    await tap(page.getByRole('button', { name: 'Record', exact: true }));
    expect(taps()).toBe(7);
    await recorded(page);
    const logged = await system.prisma.event.findFirstOrThrow({
      where: { enrollmentId: id, type: 'ContactLogged' },
      orderBy: { seq: 'desc' },
    });
    expect(logged.data).toMatchObject({
      ...{ with: 'collateral', unauthorized: true },
      disclosed: [
        { recipientKind: 'role', recipient: 'landlord', content: ['identity', 'progress'], ground: 'none' },
      ],
    });

    const idris = await visit(browser, { url, token: agency.tokens.privacy, width: widths.phone });
    const waiting = idris.page.getByRole('region', { name: /^Told without a release or a law: 1/ });
    await waiting.getByText('Landlord').waitFor();
    await waiting.getByText('Nothing allowed it').waitFor();
    // Codes alone: the client is not named.
    expect(await waiting.innerText()).not.toContain(client.familyName);
    await waiting.getByLabel(/^What was looked into/).fill('A call from the landlord, answered in haste.');
    await waiting.getByLabel(/^What was done about it/).fill('The coordinator was trained again.');
    await idris.tap(waiting.getByText('Yes', { exact: true }));
    expect(await faultsOfPage(idris.page)).toEqual([]);
    await idris.tap(waiting.getByRole('button', { name: /^Settle what was told of / }));
    expect(idris.taps()).toBe(2);
    await recorded(idris.page);
    await idris.page.getByRole('heading', { name: 'Nothing was told without a release or a law' }).waitFor();
    const settled = { enrollmentId: id, type: 'DisclosureResolved' };
    expect(await system.prisma.event.count({ where: settled })).toBe(1);

    await page.goto(`${url}/clients/${id}/file`);
    const accounting = page.getByRole('region', { name: 'What has left the agency' });
    await accounting.getByText('Landlord').first().waitFor();
    await accounting.getByText('Nothing allowed it').first().waitFor();
    await accounting.getByRole('link', { name: 'Accounting of disclosures: PDF, in a new tab' }).waitFor();
    expect(await faultsOfPage(page)).toEqual([]);
    expect([...complaints(), ...idris.complaints()]).toEqual([]);
  },
);

story(
  'what a doctor was told in an emergency is recorded at once, in four taps; its note, owed since, comes afterwards in three',
  async () => {
    const { system, id } = await wholeSystem();
    const { url, agency } = system;
    const named = { provider: 'Lakeside Clinic' };
    expect((await system.command('coordinator', id, 'nameTreatmentProvider', named)).status).toBe(200);
    const { client } = (await system.get('coordinator', `/enrollments/${id}`)).body as {
      client: { givenName: string; familyName: string };
    };
    const name = `${client.givenName} ${client.familyName}`;
    const { page, tap, taps, complaints } = await visit(browser, {
      ...{ url, token: agency.tokens.coordinator, width: widths.phone },
    });
    const form = page.getByRole('dialog');
    const open = async (step: string) => {
      await tap(page.getByRole('button', { name: `What to record of ${name}?` }).first());
      await tap(form.getByRole('button', { name: step, exact: true }));
    };

    await open('Treatment provider was told');
    await told(page).getByRole('combobox').selectOption({ label: 'Physician or hospital' });
    await tap(told(page).getByText('A medical emergency', { exact: true }));
    // There is no time for it now.
    await form.getByLabel(/^Note of the emergency/).waitFor();
    expect(await faultsOfPage(page)).toEqual([]);
    await tap(page.getByRole('button', { name: `Record for ${name}` }));
    expect(taps()).toBe(4);
    await recorded(page);

    await open('Note on what was told');
    await form.getByLabel(/^Who of the medical personnel/).fill('Dr. Amsel, Lakeside Clinic.');
    await form.getByLabel('Who told them').fill('Theo Marchetti.');
    await form.getByLabel('On which day, at what time').fill('Today at noon.');
    await form.getByLabel('What the emergency was').fill('She did not wake up.');
    expect(await faultsOfPage(page)).toEqual([]);
    await tap(page.getByRole('button', { name: `Record for ${name}` }));
    expect(taps()).toBe(7);
    expect(await recorded(page)).toContain('Write the note of what was told in the emergency');
    const events = await system.prisma.event.findMany({ where: { enrollmentId: id } });
    expect(events.map(({ type }) => type)).toContain('DisclosureNoted');
    expect(complaints()).toEqual([]);
  },
);
