import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { undoMs } from '../../src/console/outbox/outbox.ts';
import { startBrowser } from '../support/browser.ts';
import { visit, wholeSystem, widths } from '../support/console-visit.ts';
import { faultsOfPage } from '../support/page-faults.ts';
import { story } from '../support/story.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

const open = {
  ...{ name: 'Harbor Rooms', services: ['emergency-housing'], populations: ['families'], languages: ['es'] },
  ...{ internal: false, contact: { phone: '414 555 0190' }, openings: 2, waitingDays: 0 },
};

story(
  'a provider with room is found in two taps and called; that it was asked is entered in its place',
  async () => {
    const { system } = await wholeSystem();
    const { url, agency } = system;
    for (const more of [
      open,
      { ...open, name: 'Vliet House', openings: 0, waitingDays: 20 },
      { ...open, name: 'Lake Dental', services: ['dental'], contact: {} },
    ])
      expect((await system.post('supervisor', '/providers', more)).status).toBeLessThan(300);

    const theo = await visit(browser, {
      ...{ url, token: agency.tokens.coordinator, width: widths.phone, path: '/providers' },
    });
    const { page, tap } = theo;
    await page.getByText('3 providers').waitFor();
    expect(await faultsOfPage(page)).toEqual([]);
    await page.getByLabel('Service').selectOption({ label: 'emergency housing' });
    await tap(page.getByLabel('With openings'));
    await page.getByText('1 provider', { exact: true }).waitFor();
    expect(new URL(page.url()).search).toBe('?service=emergency-housing&open=yes');
    // One for the choice of the service.
    expect(theo.taps() + 1).toBe(2);
    const card = page.getByRole('article', { name: 'Harbor Rooms' });
    const call = card.getByRole('link', { name: 'Call Harbor Rooms, 414 555 0190' });
    expect(await call.getAttribute('href')).toBe('tel:4145550190');

    await tap(card.getByRole('button', { name: 'Enter what Harbor Rooms was asked' }));
    await card.getByLabel('Openings').fill('1');
    expect(await faultsOfPage(page)).toEqual([]);
    await tap(card.getByRole('button', { name: 'Harbor Rooms was asked today' }));
    await page.clock.fastForward(undoMs);
    await card.getByText('1 opening ·').waitFor();

    await page.getByRole('button', { name: 'Enter a provider' }).click();
    await page.getByLabel('Name').fill('Cedar Clinic');
    await page.getByLabel('Services').fill('Dental, Primary care');
    expect(await faultsOfPage(page)).toEqual([]);
    await page.getByRole('button', { name: 'Take it into the directory' }).click();
    await page.clock.fastForward(undoMs);
    await page.getByLabel('Service').selectOption({ label: 'primary care' });
    await page.getByLabel('With openings').uncheck();
    await page.getByRole('article', { name: 'Cedar Clinic' }).waitFor();
    expect(theo.complaints()).toEqual([]);
  },
);

story(
  'what the fund holds and paid for is there at once; what came back and what is there is entered',
  async () => {
    const { system, id } = await wholeSystem();
    const { url, agency } = system;
    await system.post('supervisor', '/fund/deposits', { amountCents: 50_000 });
    const paid = {
      amountCents: 12_550,
      purpose: 'food',
      payee: 'The grocer',
      justification: 'Nothing to eat.',
    };
    expect((await system.post('coordinator', `/enrollments/${id}/fund-payments`, paid)).status).toBe(202);

    const ruth = await visit(browser, {
      ...{ url, token: agency.tokens.supervisor, width: widths.desk, path: '/fund' },
    });
    const { page, tap } = ruth;
    await page.getByRole('heading', { level: 1, name: 'The fund holds $374.50' }).waitFor();
    await page.getByText('$125.50 is not back yet').waitFor();
    expect(ruth.taps()).toBe(0);
    expect(await faultsOfPage(page)).toEqual([]);
    await tap(page.getByRole('button', { name: /^\$125\.50 of .* was paid back$/ }));
    expect(await page.getByLabel('How much came back, in dollars').inputValue()).toBe('125.50');
    expect(await faultsOfPage(page)).toEqual([]);
    await tap(page.getByRole('button', { name: 'Enter what came back' }));
    await page.clock.fastForward(undoMs);
    await page.getByRole('heading', { level: 1, name: 'The fund holds $500.00' }).waitFor();
    expect(ruth.taps()).toBe(2);
    await page.getByRole('button', { name: 'Count the fund' }).click();
    await page.getByLabel('What is there, in dollars').fill('much');
    await page.getByText('An amount like 1,250.50').waitFor();
    await page.getByLabel('What is there, in dollars').fill('499');
    await page.getByRole('button', { name: 'Enter the count' }).click();
    await page.clock.fastForward(undoMs);
    await page.getByRole('heading', { level: 1, name: 'The fund holds $499.00' }).waitFor();
    expect(ruth.complaints()).toEqual([]);

    const theo = await visit(browser, {
      ...{ url, token: agency.tokens.coordinator, width: widths.phone, path: '/fund' },
    });
    await theo.page.getByRole('heading', { level: 1, name: 'The fund holds $499.00' }).waitFor();
    expect(await theo.page.getByRole('button', { name: 'Count the fund' }).count()).toBe(0);
    expect(await faultsOfPage(theo.page)).toEqual([]);
  },
);

story(
  'the policy that a duty is owed by can be read: its rules, deadlines, clauses and whom they tell',
  async () => {
    const { system } = await wholeSystem();
    const { url, agency } = system;
    const theo = await visit(browser, { url, token: agency.tokens.coordinator, width: widths.phone });
    const { page, tap } = theo;
    await page.getByRole('heading', { level: 1, name: 'My day' }).waitFor();
    await tap(page.getByText('Why?', { exact: true }).first());
    await tap(page.getByRole('link', { name: 'The whole policy' }).first());
    await page.getByRole('heading', { level: 1, name: /^Policy:/ }).waitFor();
    const rule = page.getByRole('article', { name: 'Routine contact with the client' });
    await rule.getByText('Within 7 days').first().waitFor();
    await rule.getByText(/Case Management: Within 14 days/).waitFor();
    await rule.getByText(/Who is told when/).waitFor();
    expect(theo.taps()).toBe(2);
    expect(await faultsOfPage(page)).toEqual([]);
    expect(theo.complaints()).toEqual([]);
  },
);
