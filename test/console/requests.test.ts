import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { signedOnPaper } from '../../prisma/seed/index.ts';
import { startBrowser } from '../support/browser.ts';
import { toldPayer } from '../support/client-record.ts';
import { visit, wholeSystem, widths } from '../support/console-visit.ts';
import { faultsOfPage } from '../support/page-faults.ts';
import { readPdf } from '../support/read-pdf.ts';
import { recorded } from '../support/receipts.ts';
import { story } from '../support/story.ts';
import { agencyDay } from '../support/agency-days.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

const more = { initial: true, units: 8, through: '2099-06-01', justification: 'Two visits a week.' };

story(
  'the payer reads plan, criteria and history side by side, asks back what lacks, and corrects its own decision',
  async () => {
    const { system, id } = await wholeSystem();
    const { url, agency } = system;
    const release = { ...toldPayer(agencyDay(180)), ...signedOnPaper(agencyDay(-1)) };
    expect((await system.command('coordinator', id, 'grantRelease', release)).status).toBe(200);
    const ask = { ...more, enclosed: await system.enclosing(id) };
    const asked = await system.command('coordinator', id, 'requestExtension', ask);
    expect(asked.status).toBe(200);
    const [{ stepId: about }] = asked.body['steps'] as [{ stepId: string }];
    const openings = () =>
      system.prisma.disclosure.count({ where: { enrollmentId: id, way: 'request-read' } });

    const payer = await visit(browser, { url, token: agency.tokens.payer, width: widths.desk });
    const { page, tap, taps } = payer;
    const request = page.getByRole('article');
    await request.getByText('Two visits a week.').waitFor();
    // All of it on one paper, in a new tab.
    const packet = await page
      .getByRole('link', { name: 'Request packet: PDF, in a new tab' })
      .getAttribute('href');
    expect(packet).toBe(`/api/v1/enrollments/${id}/requests/${about}/paper?format=pdf`);
    // Nothing of the client is read before somebody wants to.
    expect(await openings()).toBe(0);
    await tap(page.getByRole('button', { name: 'Read what is enclosed' }));
    await request.getByText('I want a door I can lock.').waitFor();
    expect(taps()).toBe(1);
    expect(await openings()).toBe(1);
    const beside = async (name: string) => {
      const box = await request.getByRole('region', { name }).boundingBox();
      return box?.x ?? 0;
    };
    const [asks, plan] = [
      (await request.getByRole('heading', { level: 2 }).boundingBox())?.x ?? 0,
      await beside('care plan'),
    ];
    // Beside the request at a desk; on a phone below it.
    expect(plan - asks > 200).toBe((page.viewportSize()?.width ?? 0) > 1_000);
    expect(
      await request.getByRole('link', { name: 'placement-criteria.pdf' }).getAttribute('href'),
    ).toContain(about);
    expect(await faultsOfPage(page)).toEqual([]);

    await tap(page.getByText('Ask back', { exact: true }));
    await tap(page.getByRole('checkbox', { name: 'notes of the team meeting' }));
    await page.getByLabel(/^Reason/).fill('What did the team say?');
    expect(await faultsOfPage(page)).toEqual([]);
    await tap(page.getByRole('button', { name: /^Decide on/ }));
    expect(taps()).toBe(1 + 3);
    await recorded(page);
    const { body } = await system.get('payer', `/enrollments/${id}/authorizations`);
    expect(body['extensions']).toMatchObject([
      { state: 'returned', decisions: [{ decision: 'returned', lacks: ['rst-meeting'] }] },
    ]);

    await tap(page.getByRole('button', { name: 'Asked back', exact: true }));
    await page.getByText('What lacks: notes of the team meeting').waitFor();
    await tap(page.getByRole('button', { name: 'Correct this decision' }));
    await tap(page.getByText('Deny', { exact: true }));
    await page.getByText(/^Can be appealed through /).waitFor();
    await page.getByLabel(/^Reason/).fill('The plan has no goal for it.');
    expect(await faultsOfPage(page)).toEqual([]);
    await tap(page.getByRole('button', { name: /^Decide on/ }));
    expect(taps()).toBe(1 + 3 + 4);
    await recorded(page);
    const after = await system.get('payer', `/enrollments/${id}/authorizations`);
    const [extension] = after.body['extensions'] as [{ state: string; decisions: object[] }];
    expect(extension).toMatchObject({
      state: 'denied',
      decisions: [{ decision: 'returned' }, { decision: 'denied' }],
    });
    await page.goto('/requests?state=decided');
    await page.getByText('Corrects the decision before it').waitFor();
    await page.getByRole('button', { name: 'Read what is enclosed' }).click();
    await request.getByText('I want a door I can lock.').waitFor();
    expect(await faultsOfPage(page)).toEqual([]);
    // The list is read anew each minute; what is on record each time it is read, is not.
    const again = page.waitForResponse(/requests\?state=decided$/);
    await page.clock.fastForward(120_000);
    await again;
    expect(await openings()).toBe(2);
    const printed = await page.request.get(new URL(packet ?? '', url).href);
    expect(printed.headers()['content-type']).toBe('application/pdf');
    expect((await readPdf(await printed.body())).letters).toContain('ServiceRequestPacket');
    expect(await openings()).toBe(3);
    expect(payer.complaints()).toEqual([]);
    const coordinator = await visit(browser, {
      ...{ url, token: agency.tokens.coordinator, width: widths.phone },
      path: `/clients/${id}/authorizations`,
    });
    await coordinator.page
      .getByRole('link', { name: 'Request packet: Page to print, in a new tab' })
      .waitFor();
    expect(await faultsOfPage(coordinator.page)).toEqual([]);
  },
);
