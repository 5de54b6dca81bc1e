import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import type { z } from 'zod';
import { notice } from '../../src/features/papers/disclosure-words.ts';
import type { carriedReply } from '../../src/features/transfer/api/schemas.ts';
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
  'above each page of a client who came over stands under what consent, and that it goes no further',
  async () => {
    const { system, id } = await wholeSystem();
    const { url, agency } = system;
    const reader = await visit(browser, {
      ...{ url, token: agency.tokens.coordinator, width: widths.phone, path: '/day' },
    });
    const { page } = reader;
    await page.locator('main h1').waitFor();
    // Of who came by a referral nothing is said.
    await page.goto(`${url}/clients/${id}/plan`);
    await page.getByRole('heading', { level: 2, name: 'Care plan' }).waitFor();
    expect(await page.getByText(/^Came over from/).count()).toBe(0);

    // As the API answers it; how it comes there is told in test/api/transfers.test.ts.
    const carried: z.input<typeof carriedReply> = {
      from: {
        ...{ transfer: id, agency: 'Another County', enrollmentId: id },
        takenOverAt: '2037-03-02T15:00:00.000Z',
      },
      letBy: { purpose: 'care-coordination', content: ['identity', 'plan'], until: '2037-12-31', notice },
      ...{ index: null, owed: [], duties: [], documents: [] },
    };
    await page.route('**/carried', (route) => route.fulfill({ json: carried }));
    for (const part of ['plan', 'team', 'file']) {
      await page.goto(`${url}/clients/${id}/${part}`);
      const told = page.getByRole('region', {
        name: 'Came over from Another County, under the client’s consent',
      });
      await told
        .getByText(/for care coordination\. The consent holds until the end of Dec 31, 2037/)
        .waitFor();
      await told
        .getByText('42 CFR part 2 prohibits unauthorized use or disclosure of these records.')
        .click();
      await told.getByText(/^This record which has been disclosed to you/).waitFor();
      expect(await faultsOfPage(page)).toEqual([]);
    }
    expect(reader.complaints()).toEqual([]);
  },
);
