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

const paper = {
  name: 'consent.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.7\nAs it was signed.'),
};

story(
  'a consent that came with a referral is entered as a release right after it, with its copy; the other one says why not',
  async () => {
    const { system } = await wholeSystem();
    const { url, agency, prisma } = system;
    const ines = await visit(browser, {
      ...{ url, token: agency.tokens.intake, width: widths.desk, path: '/intake/new?way=referral&step=4' },
    });
    const { page, tap } = ines;
    await page.getByRole('heading', { level: 1, name: 'Referral: consent forms' }).waitFor();
    // Which came, or that none did: nothing is passed over.
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('heading', { level: 1, name: 'Referral: consent forms' }).waitFor();
    for (const [place, recipient] of ['Vliet Street Shelter', 'Somebody'].entries()) {
      await tap(page.getByRole('button', { name: 'Add a consent form' }));
      const form = page.getByRole('group', { name: `Consent form ${place + 1}` });
      await form.getByLabel('Who may receive it').fill(recipient);
      await form.getByLabel('What for').fill('Find a bed.');
      await form.getByLabel('What may be disclosed').fill('Name and date.');
      await form.getByLabel('Until which day or event').fill('with the end of the stay');
    }
    await tap(page.getByRole('button', { name: 'Next' }));
    await page.goto(`${url}/intake/new?way=referral&step=1`);
    await page.getByLabel('Given name').fill('Leopold');
    await page.getByLabel('Family name').fill('Asante');
    await page.clock.fastForward(1_000);
    await page.goto(`${url}/intake/new?way=referral&step=5`);
    await page.getByText('Vliet Street Shelter: Find a bed.').waitFor();
    await tap(page.getByRole('button', { name: 'Send the referral' }));
    await page.clock.fastForward(undoMs);
    await page.getByRole('heading', { level: 1, name: 'Leopold Asante: on record' }).waitFor();
    expect(await faultsOfPage(page)).toEqual([]);

    await tap(page.getByRole('button', { name: 'Enter as a release: Leopold Asante 1' }));
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Attach the signed copy').setInputFiles(paper);
    await dialog.getByText('consent.pdf is in the file.').waitFor();
    expect(await dialog.getByRole('textbox', { name: 'Name', exact: true }).inputValue()).toBe(
      'Vliet Street Shelter',
    );
    await dialog.getByLabel('Address').fill('12 Vliet Street');
    await dialog.getByLabel('What it is for').selectOption({ label: 'care coordination' });
    await tap(dialog.getByLabel(/^The client was told that it can be taken back/));
    expect(await faultsOfPage(page)).toEqual([]);
    await tap(dialog.getByRole('button', { name: /^Record for / }));
    await page.clock.fastForward(undoMs);

    const made = await prisma.enrollment.findFirstOrThrow({ where: { client: { familyName: 'Asante' } } });
    await tap(page.getByRole('button', { name: 'No release: why: Leopold Asante 2' }));
    await tap(dialog.getByRole('radio', { name: 'the form is not there' }));
    await dialog.getByLabel('What was found or said').fill('The unit sends it on Monday.');
    expect(await faultsOfPage(page)).toEqual([]);
    await tap(dialog.getByRole('button', { name: /^Record for / }));
    await page.clock.fastForward(undoMs);
    await expect
      .poll(async () => {
        const rows = await prisma.obligation.findMany({
          where: { enrollmentId: made.id, kind: 'release.consents' },
        });
        return rows.map(({ status }) => status);
      })
      .toEqual(['met', 'met']);
    const file = await prisma.attachment.findFirstOrThrow({ where: { enrollmentId: made.id } });
    const granted = await prisma.event.findFirstOrThrow({
      where: { enrollmentId: made.id, type: 'ReleaseGranted' },
    });
    expect(granted.data).toMatchObject({ copy: file.id, copyHash: file.sha256, recipientKind: 'provider' });
    await page.getByRole('link', { name: 'Back to Intake' }).click();
    const card = page.getByRole('article', { name: 'Leopold Asante' });
    await card.waitFor();
    const enter = card.getByRole('button', { name: /^Enter as a release/ });
    await page.clock.fastForward(60_000);
    await enter.waitFor({ state: 'detached' });
    expect(ines.complaints()).toEqual([]);
  },
);
