import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { startBrowser } from '../support/browser.ts';
import { visit, wholeSystem, widths } from '../support/console-visit.ts';
import { faultsOfPage } from '../support/page-faults.ts';
import { recorded } from '../support/receipts.ts';
import { story } from '../support/story.ts';
import { agencyDay } from '../support/agency-days.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

story(
  'a supervisor plans a review and records a check-in in their place; quality sees new hires with one tap',
  async () => {
    const { system } = await wholeSystem();
    const { url, agency } = system;
    const { supervisor, coordinator } = agency.staffIds;
    const path = `/staff/${coordinator}`;
    const named = { supervisorId: supervisor };
    const more = { 'if-match': '"0"' };
    await system.post('supervisor', `${path}/supervision/acts/name-supervisor`, named, undefined, more);

    const ruth = await visit(browser, {
      url,
      token: agency.tokens.supervisor,
      width: widths.phone,
      path: '/reviews',
    });
    const { page, tap } = ruth;
    const theo = page.getByRole('article', { name: 'Theo Marchetti' });
    await theo.getByText('Supervised by Ruth Okonjo').waitFor();
    await tap(theo.getByRole('button', { name: 'Plan a review with Theo Marchetti' }));
    const inAWeek = agencyDay(7);
    await theo.getByLabel('On which day').fill(inAWeek);
    expect(await faultsOfPage(page)).toEqual([]);
    await tap(theo.getByRole('button', { name: 'Plan a review with Theo Marchetti' }));
    await recorded(page);
    await theo.getByText('Case review planned for').waitFor();
    expect(ruth.taps()).toBe(2);

    await theo.getByRole('button', { name: 'Record a check-in with Theo Marchetti' }).click();
    await theo.getByLabel('What was talked about').fill('How the week went.');
    await theo.getByRole('button', { name: 'Record a check-in with Theo Marchetti' }).click();
    await recorded(page);
    const kept = await system.get('supervisor', `${path}/supervision`);
    expect(kept.body['content']).toMatchObject({ checkIns: [{ notes: 'How the week went.' }] });
    expect(ruth.complaints()).toEqual([]);

    const body = { name: 'Imre Castellanos', email: 'imre@agency.example', role: 'coordinator' };
    const hiredOn = agencyDay(-3);
    const hired = await system.post('director', '/staff', { ...body, hiredOn });
    await system.post('director', `/staff/${String(hired.body['documentId'])}/file/acts/send-notice`, {});
    const quality = await visit(browser, { url, token: agency.tokens.quality, width: widths.desk });
    await quality.tap(quality.page.getByRole('link', { name: 'New hires' }));
    await quality.page.getByRole('heading', { level: 2, name: 'Imre Castellanos' }).waitFor();
    await quality.page.getByText('Nothing was verified then.').first().waitFor();
    expect(quality.taps()).toBe(1);
    expect(await faultsOfPage(quality.page)).toEqual([]);
    expect(quality.complaints()).toEqual([]);
  },
);
