import { randomUUID } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { undoMs } from '../../src/console/outbox/outbox.ts';
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

story(
  'a release to a provider is signed on the screen in eight taps, with all that it has to say; the blank one is printed from the file',
  async () => {
    const { system, id } = await wholeSystem();
    const { url, agency } = system;
    const provider = {
      ...{ name: 'Harbor House', services: ['supportive-housing'], populations: [], languages: ['en'] },
      ...{ internal: false, contact: {}, openings: 2, waitingDays: 3 },
    };
    expect((await system.post('coordinator', '/providers', provider, randomUUID())).status).toBe(201);
    const coordinator = await visit(browser, {
      ...{ url, token: agency.tokens.coordinator, width: widths.phone, path: `/clients/${id}` },
    });
    const { page, tap, taps } = coordinator;
    await tap(page.getByRole('button', { name: /^What to record of / }));
    await tap(page.getByRole('dialog').getByRole('button', { name: 'Release given', exact: true }));
    await page.getByLabel('Which one').selectOption({ label: 'Harbor House' });
    await page.getByLabel('What it is for').selectOption({ label: 'care coordination' });
    expect(await faultsOfPage(page)).toEqual([]);
    await tap(page.getByRole('radio', { name: 'on this screen' }));
    await tap(page.getByLabel('I have read it; this is my signature'));
    await tap(page.getByLabel(/^The client was told that it can be taken back/));
    await tap(page.getByRole('button', { name: /^Record for / }));
    expect(taps()).toBeLessThanOrEqual(8);
    await recorded(page);
    const { body } = await system.get('coordinator', `/enrollments/${id}/releases`);
    expect(body['items']).toMatchObject([
      {
        ...{ recipientKind: 'provider', purpose: 'care-coordination', expiry: 'date', inForce: true },
        ...{ signer: 'client', authority: null, signature: 'on-screen' },
        details: {
          ...{ recipientName: 'Harbor House', discloser: expect.any(String), signerName: expect.any(String) },
          ...{ substanceUse: expect.stringContaining('substance use disorder') },
          revocationTold: expect.stringContaining('taken back at any time'),
        },
      },
    ]);

    await page.goto(`${url}/clients/${id}/file`);
    const papers = page.getByRole('region', { name: 'To print' });
    await papers.getByText('Release to be signed').waitFor();
    expect(await faultsOfPage(page)).toEqual([]);
    expect(coordinator.complaints()).toEqual([]);
  },
);

story(
  'a release signed on paper says that its copy is missing, until it is attached from there in two taps',
  async () => {
    const { system, id } = await wholeSystem();
    const { url, agency, prisma } = system;
    const coordinator = await visit(browser, {
      ...{ url, token: agency.tokens.coordinator, width: widths.desk, path: `/clients/${id}` },
    });
    const { page, tap } = coordinator;
    await tap(page.getByRole('button', { name: /^What to record of / }));
    await tap(page.getByRole('dialog').getByRole('button', { name: 'Release given', exact: true }));
    // Before anything is signed the form itself has what is to be signed.
    await page.getByText('Release to be signed').waitFor();
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Harbor House');
    await page.getByLabel('Address').fill('2 Vliet Street');
    await page.getByLabel('What it is for').selectOption({ label: 'care coordination' });
    await tap(page.getByLabel(/^The client was told that it can be taken back/));
    expect(await faultsOfPage(page)).toEqual([]);
    await tap(page.getByRole('button', { name: /^Record for / }));
    await page.clock.fastForward(undoMs);

    await page
      .getByRole('status')
      .getByRole('link', { name: /^Attach the signed copy/ })
      .waitFor();
    await page.goto(`${url}/clients/${id}/referrals`);
    const releases = page.getByRole('region', { name: '1 release' });
    await releases.getByText('Signed copy missing').waitFor();
    expect(await faultsOfPage(page)).toEqual([]);
    await tap(releases.getByRole('link', { name: 'Attach the signed copy: Harbor House' }));
    const form = page.getByRole('form', { name: 'Attach a file' });
    const file = { mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\nAs it was signed.') };
    await form.getByLabel(/^File/).setInputFiles({ name: 'signed.pdf', ...file });
    expect(await form.getByLabel('What it is').inputValue()).toBe('signed-release');
    await tap(form.getByRole('button', { name: 'Attach', exact: true }));
    await form.getByText('signed.pdf is in the file.').waitFor();
    const kept = await prisma.attachment.findFirstOrThrow({ where: { enrollmentId: id } });
    const granted = await prisma.event.findFirstOrThrow({
      where: { enrollmentId: id, type: 'ReleaseGranted' },
    });
    expect(kept).toMatchObject({ about: granted.stepId, what: 'signed-release' });
    await page.goto(`${url}/clients/${id}/referrals`);
    await releases.getByRole('link', { name: 'Signed copy', exact: true }).waitFor();
    expect(await releases.getByText('Signed copy missing').count()).toBe(0);
    expect(await faultsOfPage(page)).toEqual([]);
    expect(coordinator.complaints()).toEqual([]);
  },
);
