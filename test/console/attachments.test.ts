import { createHash, randomBytes } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { partBytes } from '../../src/features/attachments/attachment.ts';
import { startBrowser } from '../support/browser.ts';
import { visit, wholeSystem, widths } from '../support/console-visit.ts';
import { filesOfKinds, unfitFiles } from '../support/files-of-kinds.ts';
import { faultsOfPage } from '../support/page-faults.ts';
import { recorded } from '../support/receipts.ts';
import { story } from '../support/story.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

story(
  'a file is attached in two taps, goes on where the connection was cut, and is opened by the team byte for byte',
  async () => {
    const { system, id } = await wholeSystem();
    const { url, agency } = system;
    const coordinator = await visit(browser, {
      ...{ url, token: agency.tokens.coordinator, width: widths.phone, path: `/clients/${id}/file` },
    });
    const { page, tap, taps } = coordinator;
    const form = page.getByRole('form', { name: 'Attach a file' });
    const attach = async (name: string, buffer: Buffer, what: string) => {
      await form.getByLabel(/^File/).setInputFiles({ name, mimeType: 'application/pdf', buffer });
      await form.getByLabel('What it is').selectOption({ label: what });
      expect(await faultsOfPage(page)).toEqual([]);
    };
    const picture = filesOfKinds['image/png'] ?? Buffer.alloc(0);
    await attach('card.png', picture, 'Identification');
    await tap(form.getByRole('button', { name: 'Attach', exact: true }));
    await form.getByText('card.png is in the file.').waitFor();
    // Choosing it is the browser's own, and so is what it is.
    expect(taps()).toBe(1);

    // Cut after the first of three parts, and gone on with.
    const scan = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(2 * partBytes + 5)]);
    const sent: string[] = [];
    page.on('request', (request) => {
      const [, part] = /\/parts\/(\d+)$/.exec(request.url()) ?? [];
      if (part !== undefined) sent.push(part);
    });
    await page.route('**/parts/1', (route) => route.abort(), { times: 1 });
    await attach('plan.pdf', scan, 'Plan on paper');
    await tap(form.getByRole('button', { name: 'Attach', exact: true }));
    await form.getByRole('button', { name: 'Go on' }).waitFor();
    await page.getByText('1 of 3 parts are there.').waitFor();
    expect(await faultsOfPage(page)).toEqual([]);
    await tap(form.getByRole('button', { name: 'Go on' }));
    await form.getByText('plan.pdf is in the file.').waitFor();
    expect(sent).toEqual(['0', '1', '1', '2']);

    // A name says nothing: what it is, its content says, and nothing of it stays.
    await attach('letter.pdf', unfitFiles['an archive'] ?? Buffer.alloc(0), 'Letter');
    await tap(form.getByRole('button', { name: 'Attach', exact: true }));
    await form.getByText(/^Attach a PDF, a picture/).waitFor();
    expect(await faultsOfPage(page)).toEqual([]);
    expect(await system.prisma.attachment.count()).toBe(2);
    const complained = coordinator.complaints().filter((one) => !/\/parts\/[01]$/.test(one));
    expect(complained).toEqual([]);

    const lead = await visit(browser, {
      ...{ url, token: agency.tokens.supervisor, width: widths.desk, path: `/clients/${id}/file` },
    });
    await lead.page.getByRole('heading', { name: '2 attached files' }).waitFor();
    const [download] = await Promise.all([
      lead.page.waitForEvent('download'),
      lead.page.getByRole('link', { name: 'plan.pdf' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('plan.pdf');
    const read = createHash('sha256');
    for await (const chunk of await download.createReadStream()) read.update(chunk as Buffer);
    expect(read.digest('hex')).toBe(createHash('sha256').update(scan).digest('hex'));

    const card = lead.page.getByRole('listitem').filter({ hasText: 'card.png' });
    await card.getByText('Strike out…').click();
    await card.getByLabel(/^Why card\.png/).fill('It is another client’s.');
    expect(await faultsOfPage(lead.page)).toEqual([]);
    await lead.tap(card.getByRole('button', { name: 'Strike out', exact: true }));
    await recorded(lead.page);
    await card.getByText(/^Struck out on .*It is another client’s\.$/).waitFor();
    expect(lead.complaints()).toEqual([]);
  },
);

story(
  'a file is attached to a note, a plan, a step; intake attaches the form that came with a referral',
  async () => {
    const { system, id } = await wholeSystem();
    const { url, agency } = system;
    const bytes = filesOfKinds['application/pdf'] ?? Buffer.alloc(0);
    const file = { mimeType: 'application/pdf', buffer: bytes };
    const lead = await visit(browser, {
      ...{ url, token: agency.tokens.supervisor, width: widths.desk, path: `/clients/${id}/timeline` },
    });
    const { page } = lead;
    // Whatever a step is called, there is one way to its files.
    const link = page.getByRole('link', { name: /^Files of / }).first();
    const of = (await link.getAttribute('aria-label'))?.replace('Files of ', '') ?? '';
    expect(await faultsOfPage(page)).toEqual([]);
    await lead.tap(link);
    await page.getByRole('heading', { name: `No attached files: ${of}` }).waitFor();
    const form = page.getByRole('form', { name: 'Attach a file' });
    await form.getByLabel(/^File/).setInputFiles({ name: 'answer.pdf', ...file });
    await form.getByLabel('What it is').selectOption({ label: 'Letter' });
    await lead.tap(form.getByRole('button', { name: 'Attach', exact: true }));
    await page.getByRole('heading', { name: `1 attached file: ${of}` }).waitFor();
    expect(await faultsOfPage(page)).toEqual([]);
    const [kept] = await system.prisma.attachment.findMany();
    const events = await system.prisma.event.findMany({ where: { enrollmentId: id } });
    expect(events.map(({ stepId }) => stepId)).toContain(kept?.about);
    await lead.tap(page.getByRole('link', { name: 'All files of the client' }));
    await page.getByRole('heading', { name: '1 attached file', exact: true }).waitFor();
    expect(lead.complaints()).toEqual([]);

    const intake = await visit(browser, {
      ...{ url, token: agency.tokens.intake, width: widths.phone, path: '/intake' },
    });
    const came = intake.page.getByRole('article').first();
    await came.getByText('Attach a file').first().click();
    const sends = came.getByRole('form', { name: 'Attach a file' });
    await sends.getByLabel(/^File/).setInputFiles({ name: 'referral.pdf', ...file });
    await sends.getByLabel('What it is').selectOption({ label: 'Referral form' });
    expect(await faultsOfPage(intake.page)).toEqual([]);
    await intake.tap(sends.getByRole('button', { name: 'Attach', exact: true }));
    await came.getByText('Referral form: referral.pdf').waitFor();
    expect(await faultsOfPage(intake.page)).toEqual([]);
    expect(intake.complaints()).toEqual([]);
  },
);
