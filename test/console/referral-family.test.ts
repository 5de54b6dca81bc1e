import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { undoMs } from '../../src/console/outbox/outbox.ts';
import { startBrowser } from '../support/browser.ts';
import { emptySystem, visit, widths } from '../support/console-visit.ts';
import { faultsOfPage } from '../support/page-faults.ts';
import { story } from '../support/story.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

story(
  'a family is told of with the referral; what of it is refused is said, kept and sent again',
  async () => {
    const system = await emptySystem();
    const { url, agency } = system;
    const ines = await visit(browser, {
      ...{ url, token: agency.tokens.intake, width: widths.phone, path: '/intake/new?way=referral' },
    });
    const { page, tap } = ines;
    const heading = (name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
    const next = () => page.getByRole('button', { name: 'Next' }).click();
    await page.getByLabel('Given name').fill('Amparo');
    await page.getByLabel('Family name').fill('Villaseñor');
    await next();
    // Where one person is enrolled, no family is asked for.
    await page.getByText('Step 2 of 5').waitFor();
    await page.getByLabel('Level of care').selectOption('rsc-f');
    await page.getByText('Step 2 of 6').waitFor();
    await next();
    await heading('Referral: the family');
    await tap(page.getByRole('button', { name: 'Add a member of the family' }));
    await page.getByLabel('Name', { exact: true }).fill('Nicanor Villaseñor');
    await page.getByLabel('What they are in the family').fill('son');
    await tap(page.getByRole('checkbox', { name: 'Is a minor' }));
    // The record takes no minor without a guardian: it is asked here, and not after all of it was sent.
    await next();
    await heading('Referral: the family');
    await page.getByText('a minor has a guardian: tick one').waitFor();
    expect(await faultsOfPage(page)).toEqual([]);
    await tap(page.getByRole('checkbox', { name: 'Amparo Villaseñor' }));
    for (const step of ['the screening', 'consent forms', 'check and send']) {
      await next();
      await heading(`Referral: ${step}`);
      if (step === 'consent forms') await tap(page.getByRole('checkbox', { name: /^No consent form/ }));
    }
    await page.getByText('Nicanor Villaseñor son').waitFor();
    expect(await faultsOfPage(page)).toEqual([]);

    // The second of the two is refused: that the first one is on record is not hidden, nor is it written twice.
    let refusing = true;
    await page.route('**/household/acts/change', (route) =>
      refusing
        ? route.fulfill({
            status: 409,
            contentType: 'application/problem+json',
            body: JSON.stringify({ code: 'not-a-family', title: 'No family', detail: 'No.', status: 409 }),
          })
        : route.continue(),
    );
    await tap(page.getByRole('button', { name: 'Send the referral' }));
    await page.clock.fastForward(undoMs);
    await heading('Amparo Villaseñor: on record, but not all of it');
    await page.getByText('What is not on record, and is kept here: the family.').waitFor();
    expect(await faultsOfPage(page)).toEqual([]);
    // It is kept over a reload, too.
    await page.reload();
    await heading('Amparo Villaseñor: on record, but not all of it');
    refusing = false;
    await tap(page.getByRole('button', { name: 'Send the rest again' }));
    await page.clock.fastForward(undoMs);
    await heading('Amparo Villaseñor: on record');

    const [made, ...others] = await system.prisma.enrollment.findMany({ select: { id: true } });
    expect(others).toEqual([]);
    const household = await system.get('supervisor', `/enrollments/${made?.id}/household`);
    const [client, son] = (household.body as { content: { members: { id: string }[] } }).content.members;
    expect(client).toMatchObject({ name: 'Amparo Villaseñor', client: true, minor: false });
    expect(son).toMatchObject({
      name: 'Nicanor Villaseñor',
      relation: 'son',
      minor: true,
      guardians: [client?.id],
    });
    // What the browser complains of is the refusal alone.
    expect(ines.complaints().filter((one) => !one.includes('/household/'))).toEqual([]);
  },
);
