import { randomUUID } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { samplePlan } from '../../prisma/seed/index.ts';
import { undoMs } from '../../src/console/outbox/outbox.ts';
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
  'in an emergency provider, release, referral and its sending are one press, and the need says what goes to whom: five taps',
  async () => {
    const { system, id } = await wholeSystem();
    const { url, agency } = system;
    const provider = {
      ...{ name: 'Harbor House', services: ['supportive-housing'], populations: [], languages: ['en'] },
      ...{ internal: false, contact: {}, openings: 2, waitingDays: 3 },
    };
    expect((await system.post('coordinator', '/providers', provider, randomUUID())).status).toBe(201);
    const words = 'Nowhere to sleep from Friday on.';
    const need = { need: 'housing', outcome: 'confirmed', last: true, words };
    expect((await system.command('coordinator', id, 'confirmNeed', need)).status).toBe(200);

    const coordinator = await visit(browser, {
      ...{ url, token: agency.tokens.coordinator, width: widths.phone, path: `/clients/${id}` },
    });
    const { page, tap, taps } = coordinator;
    await tap(page.getByRole('button', { name: /^What to record of / }));
    await tap(page.getByRole('dialog').getByRole('button', { name: 'Refer to a provider', exact: true }));
    // One service and one provider are in the directory: nobody is asked which.
    await page.getByText('Harbor House: openings 2, waiting 3 days').waitFor();
    await page.getByLabel('What the client was told of each').fill('It has room, and is near her mother.');
    await page.getByLabel('The client’s reasons').fill('Close to her mother.');
    // Before there is a plan it is for the need that waits: both are ticked, and nothing that is told is typed.
    const confirmed = page.getByRole('group', { name: /^For the need confirmed on/ });
    expect(await confirmed.getByRole('radio', { name: /^Nowhere safe to stay, / }).isChecked()).toBe(true);
    const ahead = page.getByLabel('For an emergency need: it goes ahead of the order');
    expect(await ahead.isChecked()).toBe(true);
    for (const typed of ['Presenting issue, in short', 'Desired services', 'Goals', 'Target date'])
      expect(await page.getByLabel(typed).count()).toBe(0);
    await tap(page.getByLabel(/^The client signed a release for this on paper today/));
    expect(await faultsOfPage(page)).toEqual([]);
    await tap(page.getByRole('button', { name: 'Check what is sent' }));
    await page.getByText('This, and nothing more, goes to Harbor House:').waitFor();
    for (const told of ['Nowhere safe to stay: Nowhere to sleep from Friday on.', 'supportive housing'])
      await page.getByText(told, { exact: true }).waitFor();
    expect(await page.getByText('Who pays').count()).toBe(0);
    expect(await faultsOfPage(page)).toEqual([]);
    await tap(page.getByRole('button', { name: 'Send', exact: true }));
    expect(taps()).toBeLessThanOrEqual(5);

    await page.clock.fastForward(undoMs);
    await page
      .getByRole('status')
      .getByText(/On record/)
      .waitFor();
    const { body } = await system.get('coordinator', `/enrollments/${id}/referrals`);
    expect(body['items']).toMatchObject([
      {
        ...{ state: 'sent', service: 'supportive-housing', emergency: true },
        details: { presentingIssue: 'Nowhere safe to stay: Nowhere to sleep from Friday on.' },
      },
    ]);
    expect(coordinator.complaints()).toEqual([]);
  },
);

story(
  'where the client has a plan nobody types what is told: it is ticked, and what the plan has once is ticked already',
  async () => {
    const { system, id } = await wholeSystem();
    const { url, agency } = system;
    const provider = {
      ...{ name: 'Harbor House', services: ['supportive-housing'], populations: [], languages: ['en'] },
      ...{ internal: false, contact: {}, openings: 2, waitingDays: 3 },
    };
    expect((await system.post('coordinator', '/providers', provider, randomUUID())).status).toBe(201);
    const plan = async (version: 'preliminary' | 'full') => {
      const body = samplePlan(version, agencyDay(-1));
      const begun = await system.post('coordinator', `/enrollments/${id}/plans`, body, randomUUID());
      return String(begun.body['documentId']);
    };
    const before: [string, object][] = [
      ['logContact', { with: 'client', mode: 'face-to-face', outcome: 'reached' }],
      ['scoreAcuity', { score: 40 }],
      ['completePreliminarySccp', { plan: await plan('preliminary') }],
      ['recordStaffing', { purpose: 'referral', talk: 'On housing.', recommendations: 'Refer.' }],
      ['completeFullSccp', { plan: await plan('full') }],
    ];
    for (const [type, body] of before) {
      const by = type === 'recordStaffing' ? 'supervisor' : 'coordinator';
      expect([type, (await system.command(by, id, type, body)).status]).toEqual([type, 200]);
    }

    const coordinator = await visit(browser, {
      ...{ url, token: agency.tokens.coordinator, width: widths.phone, path: `/clients/${id}` },
    });
    const { page, tap, taps } = coordinator;
    await tap(page.getByRole('button', { name: /^What to record of / }));
    await tap(page.getByRole('dialog').getByRole('button', { name: 'Refer to a provider', exact: true }));
    await page.getByLabel('What the client was told of each').fill('It has room, and is near her mother.');
    await page.getByLabel('The client’s reasons').fill('Close to her mother.');
    expect(await page.getByLabel('Target date').count()).toBe(0);
    expect(await page.getByLabel('Goals').getByRole('textbox').count()).toBe(0);
    // One service and one goal are in the plan; of two needs somebody says which.
    for (const only of ['Housing search', 'I want a door I can lock.'])
      expect(await page.getByRole('checkbox', { name: only }).isChecked()).toBe(true);
    await tap(page.getByRole('checkbox', { name: 'A stable room.' }));
    await tap(page.getByLabel(/^The client signed a release for this on paper today/));
    expect(await faultsOfPage(page)).toEqual([]);
    await tap(page.getByRole('button', { name: 'Check what is sent' }));
    await page.getByText('This, and nothing more, goes to Harbor House:').waitFor();
    // Who pays is in its funding, and in no field.
    for (const told of ['A stable room.', 'Housing search', 'I want a door I can lock.', 'Medicaid'])
      await page.getByText(told, { exact: true }).waitFor();
    expect(await page.getByText('Outpatient treatment.').count()).toBe(0);
    await tap(page.getByRole('button', { name: 'Send', exact: true }));
    expect(taps()).toBeLessThanOrEqual(6);
    await recorded(page);
    const { body } = await system.get('coordinator', `/enrollments/${id}/referrals`);
    expect(body['items']).toMatchObject([
      {
        ...{ state: 'sent', targetOn: '2099-06-30', reviewOn: '2099-03-31' },
        details: {
          ...{ presentingIssue: 'A stable room.', desiredServices: 'Housing search', payers: 'Medicaid' },
        },
      },
    ]);
    const { body: register } = await system.get('coordinator', `/enrollments/${id}/releases`);
    expect(register['items']).toMatchObject([
      { content: ['identity', 'presenting-issue', 'services', 'goals', 'payer'] },
    ]);
    expect(coordinator.complaints()).toEqual([]);
  },
);

story(
  'a lead moves a deadline, and waives another, in three taps and a reason each, on the client’s page',
  async () => {
    const { system, id } = await wholeSystem();
    const { url, agency } = system;
    const lead = await visit(browser, {
      ...{ url, token: agency.tokens.supervisor, width: widths.phone, path: `/clients/${id}` },
    });
    const { page, tap, taps } = lead;
    const inAWeek = agencyDay(7);
    const lineOf = (title: string) =>
      page
        .getByRole('listitem')
        .filter({ has: page.getByText(title, { exact: true }) })
        .filter({ has: page.locator('summary', { hasText: 'More' }) })
        .first();
    const line = lineOf('Preliminary Single Coordinated Care Plan');
    await tap(line.locator('summary', { hasText: 'More' }));
    await tap(line.getByRole('button', { name: /^Move the deadline/ }));
    await page.getByLabel('New deadline').fill(`${inAWeek}T17:00`);
    await page.getByLabel('Why', { exact: true }).fill('The client is in hospital until Thursday.');
    await tap(page.getByRole('button', { name: /^Record for / }));
    expect(taps()).toBe(3);
    await page.clock.fastForward(undoMs);
    await page
      .getByRole('status')
      .getByText(/On record/)
      .waitFor();

    const team = lineOf('Form the Recovery Support Team');
    await tap(team.locator('summary', { hasText: 'More' }));
    await tap(team.getByRole('button', { name: /^Waive it/ }));
    await page.getByLabel('Until when').fill(inAWeek);
    await page.getByLabel('Why', { exact: true }).fill('Her family is away this week.');
    expect(await faultsOfPage(page)).toEqual([]);
    await tap(page.getByRole('button', { name: /^Record for / }));
    expect(taps()).toBe(6);
    await page.clock.fastForward(undoMs);
    await page
      .getByRole('status')
      .getByText(/On record/)
      .nth(1)
      .waitFor();
    const changed = await system.prisma.event.findMany({
      where: { enrollmentId: id, type: { in: ['DeadlineMoved', 'DutyWaived'] } },
      orderBy: { seq: 'asc' },
    });
    expect(changed.map(({ type, data }) => [type, (data as { kind: string }).kind])).toEqual([
      ['DeadlineMoved', 'sccp.preliminary'],
      ['DutyWaived', 'rst.formation'],
    ]);
    expect(lead.complaints()).toEqual([]);
  },
);

story(
  'a service is asked for in three taps and decided later by the payer; the index is scored item by item',
  async () => {
    const { system, id } = await wholeSystem();
    await system.enclosing(id);
    const { url, agency } = system;
    const coordinator = await visit(browser, {
      ...{ url, token: agency.tokens.coordinator, width: widths.phone, path: `/clients/${id}` },
    });
    const { page, tap, taps } = coordinator;
    const menu = page.getByRole('button', { name: /^What to record of / });
    const offered = (step: string) =>
      page.getByRole('dialog').getByRole('button', { name: step, exact: true });
    const record = page.getByRole('button', { name: /^Record for / });
    await tap(menu);
    await tap(offered('Ask for a service'));
    await page.getByRole('checkbox', { name: /^patient placement criteria: / }).waitFor();
    await page.getByLabel('Code of the service').fill('RSS-HOUSING');
    await page.getByLabel('Units').fill('10');
    await page.getByLabel('Through').fill(agencyDay(60));
    await page.getByLabel('Why it is needed').fill('Nowhere to sleep from Friday on.');
    expect(await faultsOfPage(page)).toEqual([]);
    await tap(record);
    expect(taps()).toBe(3);
    await recorded(page);

    const payer = await visit(browser, { url, token: agency.tokens.payer, width: widths.desk });
    await payer.tap(payer.page.getByText('Approve', { exact: true }));
    await payer.page.getByLabel(/^Reason/).fill('As the plan says.');
    await payer.tap(payer.page.getByRole('button', { name: /^Decide on the request/ }));
    expect(payer.taps()).toBe(2);
    await payer.page.clock.fastForward(undoMs);
    await payer.page
      .getByRole('status')
      .getByText(/On record/)
      .waitFor();
    const { body } = await system.get('coordinator', `/enrollments/${id}/authorizations`);
    expect(body['authorizations']).toMatchObject([{ state: 'approved', granted: { units: 10 } }]);

    await menu.click();
    await offered('Score the Acuity Index').click();
    const items = page.getByRole('dialog').getByRole('group');
    await page.getByRole('heading', { level: 3, name: 'Substance use' }).waitFor();
    for (const item of await items.all()) {
      const two = item.getByRole('radio', { name: '2', exact: true });
      if ((await two.count()) === 1) await two.check();
    }
    await page.getByText(/^It meets a duty:/).waitFor();
    expect(await faultsOfPage(page)).toEqual([]);
    await record.click();
    await recorded(page);
    expect(coordinator.complaints()).toEqual([]);
  },
);
