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

story(
  'the privacy officer sees who looked and why, what left as CSV, and says with one tap that a look is reviewed',
  async () => {
    const { system, id } = await wholeSystem();
    const { url, agency } = system;
    const reason = 'The client stands in the hall; nobody else is here.';
    const broken = await system.post('coordinator2', `/enrollments/${id}/break-glass`, { reason });
    expect(broken.status).toBe(201);
    // The people of the system look through the glass at every client of a test.
    const looks = await system.prisma.breakGlass.count({ where: { enrollmentId: id } });
    expect(looks).toBeGreaterThan(1);
    const csv = await fetch(`${url}/api/v1/enrollments?format=csv`, {
      headers: { authorization: `Bearer ${agency.tokens.supervisor}` },
    });
    expect(csv.status).toBe(200);

    const idris = await visit(browser, { url, token: agency.tokens.privacy, width: widths.phone });
    const { page, tap } = idris;
    await page.getByRole('heading', { level: 1, name: `${looks} looks wait for a review` }).waitFor();
    await page.getByRole('region', { name: 'Lists taken along as CSV' }).getByText('Ruth Okonjo').waitFor();
    expect(idris.taps()).toBe(0);
    await tap(page.getByText('Whose rows'));
    const { reference } = (await system.prisma.client.findFirst({ select: { reference: true } })) ?? {};
    await page
      .getByRole('region', { name: 'Lists taken along as CSV' })
      .getByText(String(reference))
      .waitFor();
    expect(await faultsOfPage(page)).toEqual([]);

    const waiting = page.getByRole('region', { name: 'Not reviewed yet' });
    await tap(waiting.getByRole('button', { name: /^Reviewed: / }).first());
    await page.clock.fastForward(undoMs);
    await page.getByRole('heading', { level: 1, name: new RegExp(`^${looks - 1} look`) }).waitFor();
    await page
      .getByRole('region', { name: 'Reviewed' })
      .getByText(/^Reviewed by Idris|Reviewed by/)
      .waitFor();
    expect(idris.taps()).toBe(2);

    await tap(page.getByRole('link', { name: 'Only Ruth Okonjo' }));
    await expect.poll(() => new URL(page.url()).searchParams.get('staff')).toBe(agency.staffIds.supervisor);
    await page.getByText('Every look under broken glass has been looked into.').waitFor();
    expect(idris.taps()).toBe(3);
    await page.getByLabel('Until').fill('2020-01-01');
    await page.getByText('Nobody took a list along in these days.').waitFor();
    expect(page.url()).not.toContain(String(reference));
    expect(await faultsOfPage(page)).toEqual([]);
    expect(idris.complaints()).toEqual([]);
  },
);
