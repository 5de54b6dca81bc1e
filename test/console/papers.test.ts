import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { signedOnPaper } from '../../prisma/seed/index.ts';
import { startBrowser } from '../support/browser.ts';
import { visit, wholeSystem, widths } from '../support/console-visit.ts';
import { faultsOfPage } from '../support/page-faults.ts';
import { wholeSections } from '../support/plans.ts';
import { readPdf } from '../support/read-pdf.ts';
import { story } from '../support/story.ts';
import { agencyDay } from '../support/agency-days.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

story(
  'the safety plan is printed from the page of the plan with one tap, as a page or as PDF; the file tells who printed it',
  async () => {
    const { system, id } = await wholeSystem();
    const { url, agency } = system;
    const begin = { version: 'full', sections: wholeSections() };
    expect(await system.post('coordinator', `/enrollments/${id}/plans`, begin)).toMatchObject({
      status: 201,
    });
    const coordinator = await visit(browser, {
      ...{ url, token: agency.tokens.coordinator, width: widths.phone, path: `/clients/${id}/plan` },
    });
    const { page, tap } = coordinator;
    const link = (name: string) => page.getByRole('link', { name, exact: true });
    await link('Safety/Crisis Plan: Page to print, in a new tab').waitFor();
    expect(await faultsOfPage(page)).toEqual([]);

    const opened = page.waitForEvent('popup');
    await tap(link('Safety/Crisis Plan: Page to print, in a new tab'));
    const paper = await opened;
    await paper.getByRole('heading', { level: 1, name: 'Safety/Crisis Plan' }).waitFor();
    expect(coordinator.taps()).toBe(1);
    // Its own style is let in: the letterhead has a line below it.
    const line = `getComputedStyle(document.querySelector('header')).borderBottomWidth`;
    expect(await paper.evaluate<string>(line)).not.toBe('0px');
    expect(await paper.getByText('Draft: this plan is not complete.').count()).toBe(1);

    expect(await faultsOfPage(paper)).toEqual([]);
    const address = await link('Card for the wallet: PDF, in a new tab').getAttribute('href');
    const reply = await page.request.get(new URL(address ?? '', url).href);
    expect(reply.headers()['content-type']).toBe('application/pdf');
    expect((await readPdf(await reply.body())).letters).toContain('Warmline,4145550199');

    await page.goto(`${url}/clients/${id}/file`);
    const papers = page.getByRole('region', { name: 'To print' });
    const printed = papers.getByRole('listitem').filter({ hasText: 'Safety/Crisis Plan' });
    await printed.getByText(/printed .* by Theo Marchetti/).waitFor();
    expect(
      await papers
        .getByRole('listitem')
        .filter({ hasText: 'Care plan' })
        .getByText(/printed/)
        .count(),
    ).toBe(0);
    expect(await faultsOfPage(page)).toEqual([]);
    // What the client takes home is there in Spanish, the whole file is not; who printed what is for who answers for it.
    const inSpanish = await papers
      .getByRole('link', { name: 'Safety/Crisis Plan: PDF in Spanish, in a new tab' })
      .getAttribute('href');
    const carried = await readPdf(await (await page.request.get(new URL(inSpanish ?? '', url).href)).body());
    expect(carried).toMatchObject({ language: 'es-US', title: 'Plan de seguridad y crisis' });
    await papers.getByRole('link', { name: 'Whole client file: PDF, in a new tab' }).waitFor();
    expect(
      await papers.getByRole('link', { name: 'Whole client file: PDF in Spanish, in a new tab' }).count(),
    ).toBe(0);
    const printings = 'Who printed what';
    expect(await page.getByRole('region', { name: printings }).count()).toBe(0);
    expect(coordinator.complaints()).toEqual([]);
    const lead = await visit(browser, {
      ...{ url, token: agency.tokens.supervisor, width: widths.desk, path: `/clients/${id}/file` },
    });
    const lines = lead.page.getByRole('region', { name: printings }).getByRole('listitem');
    await lines.first().waitFor();
    expect(await lines.filter({ hasText: 'Theo Marchetti' }).count()).toBe(3);
    expect(await faultsOfPage(lead.page)).toEqual([]);
    expect(lead.complaints()).toEqual([]);
  },
);

story(
  'a copy of the plan goes to a provider under the release in three taps, to a court under its order in four; to others not, and it says what to do',
  async () => {
    const { system, id } = await wholeSystem();
    const { url, agency } = system;
    const { body: harbor } = await system.post('coordinator', '/providers', {
      ...{ name: 'Harbor House', services: ['supportive-housing'], populations: [], languages: ['en'] },
      ...{ internal: false, contact: {}, openings: 2, waitingDays: 3 },
    });
    const begin = { version: 'full', sections: wholeSections() };
    expect(await system.post('coordinator', `/enrollments/${id}/plans`, begin)).toMatchObject({
      status: 201,
    });
    const release = {
      ...{ recipient: harbor['documentId'], recipientKind: 'provider', recipientName: 'Harbor House' },
      ...{ purpose: 'care-coordination', content: ['identity', 'plan'] },
      expiresOn: agencyDay(90),
      ...signedOnPaper(agencyDay()),
    };
    expect((await system.command('coordinator', id, 'grantRelease', release)).status).toBe(200);
    // Her sister may hear that she is a client, and no more.
    const { recipient: _, ...toNobodyListed } = release;
    const sister = await system.command('coordinator', id, 'grantRelease', {
      ...{ ...toNobodyListed, recipientKind: 'person', recipientName: 'Ana Brandywine' },
      ...{ recipientAddress: '12 Elm Street', content: ['identity'] },
    });
    const { stepId } = (sister.body as { steps: { stepId: string }[] }).steps[0] ?? {};
    const coordinator = await visit(browser, {
      ...{ url, token: agency.tokens.coordinator, width: widths.phone, path: `/clients/${id}/file` },
    });
    const { page, tap, taps } = coordinator;
    const papers = page.getByRole('region', { name: 'To print' });
    const form = page.getByRole('dialog');
    const open = () => tap(papers.getByRole('button', { name: 'Care plan: give a copy to somebody' }));
    const whom = (label: string) => form.getByLabel('Who gets it').selectOption({ label });
    const give = form.getByRole('button', { name: 'Give the copy' });

    await open();
    await form.getByLabel('Who gets it').selectOption(`person/${stepId}`);
    await form.getByText(/Let the client sign a release first/).waitFor();
    expect(await give.count()).toBe(0);
    await whom('Harbor House');
    await form.getByText(/^Covered by the release: /).waitFor();
    expect(await faultsOfPage(page)).toEqual([]);
    await tap(give);
    await form.getByText(/^On record: a copy for Harbor House/).waitFor();
    expect(await faultsOfPage(page)).toEqual([]);
    const opened = page.waitForEvent('popup');
    await tap(form.getByRole('link', { name: 'Care plan, their copy: Page to print, in a new tab' }));
    const copy = await opened;
    await copy.getByText(/42 CFR 2\.64 or 2\.65/).waitFor();
    await copy.getByText('Harbor House').first().waitFor();
    expect(taps()).toBe(3);
    await form.getByRole('button', { name: 'Close' }).click();

    await open();
    await whom('Court');
    await form.getByLabel(/^Their name/).fill('Branch 12');
    await tap(form.getByText('A court order', { exact: true }));
    await form.getByLabel('What it is for').selectOption('legal');
    await form.getByLabel('Who asked for it, and why it is so').fill('Order of the court, on paper.');
    expect(await faultsOfPage(page)).toEqual([]);
    await tap(give);
    await form.getByText(/^On record: a copy for Branch 12/).waitFor();
    await tap(form.getByRole('button', { name: 'Close' }));
    expect(taps()).toBe(7);
    const accounting = page.getByRole('region', { name: 'What has left the agency' });
    await accounting.getByText('Branch 12 (Court)').waitFor();
    await accounting.getByText('Harbor House (Provider)').waitFor();
    expect(
      await system.prisma.disclosure.findMany({ where: { enrollmentId: id }, orderBy: { at: 'asc' } }),
    ).toMatchObject([
      { way: 'handed-out', toKind: 'provider', purpose: 'care-coordination' },
      { way: 'handed-out', toKind: 'role', toId: 'court', law: 'court-order', purpose: 'legal' },
    ]);
    expect(coordinator.complaints()).toEqual([]);
  },
);
