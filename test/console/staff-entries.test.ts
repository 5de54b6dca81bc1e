import { createHash } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { startBrowser } from '../support/browser.ts';
import { visit, wholeSystem, widths } from '../support/console-visit.ts';
import { filesOfKinds } from '../support/files-of-kinds.ts';
import { faultsOfPage } from '../support/page-faults.ts';
import { recorded } from '../support/receipts.ts';
import { story } from '../support/story.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

story(
  'a lead puts the certificate at the item of somebody’s file; the person reads it, and puts nothing there',
  async () => {
    const { system } = await wholeSystem();
    const { url, agency } = system;
    const { staffIds, tokens } = agency;
    const path = `/people/${staffIds.coordinator}`;
    const lead = await visit(browser, { url, token: tokens.supervisor, width: widths.phone, path });
    const { page, tap, taps } = lead;
    const onFile = page.getByRole('region', { name: /entries on file$/ });
    const entry = onFile.getByRole('listitem').first();
    await entry.getByText(/^Kept: /).waitFor();
    await tap(entry.getByText(/Attach a file: /).first());
    const form = entry.getByRole('form', { name: /^Attach a file: / });
    const pdf = filesOfKinds['application/pdf'] ?? Buffer.alloc(0);
    await form
      .getByLabel(/^File/)
      .setInputFiles({ name: 'degree.pdf', mimeType: 'application/pdf', buffer: pdf });
    // The entry says what it is: nobody is asked.
    expect(await form.getByRole('combobox').count()).toBe(0);
    expect(await faultsOfPage(page)).toEqual([]);
    await tap(form.getByRole('button', { name: 'Attach', exact: true }));
    await form.getByText('degree.pdf is in the file.').waitFor();
    expect(taps()).toBe(2);
    await entry.getByRole('link', { name: 'degree.pdf' }).waitFor();
    // The next one is dropped there.
    const dropped = await page.evaluateHandle(`(() => {
      const data = new DataTransfer();
      data.items.add(new File(['Of somebody else.'], 'other.txt', { type: 'text/plain' }));
      return data;
    })()`);
    await form.dispatchEvent('drop', { dataTransfer: dropped });
    await tap(form.getByRole('button', { name: 'Attach', exact: true }));
    await form.getByText('other.txt is in the file.').waitFor();
    // It is said a moment before the list has it. A look around unfolds what is there, and comes after the press.
    await entry.getByRole('link', { name: 'other.txt' }).waitFor();
    const kept = await system.prisma.attachment.findMany({ orderBy: { begunAt: 'asc' } });
    expect(kept).toMatchObject(
      ['degree.pdf', 'other.txt'].map((fileName) => ({
        ...{ fileName, about: 'item.1', enrollmentId: null, aboutStaffId: staffIds.coordinator },
      })),
    );
    expect(kept[0]?.sha256).toBe(createHash('sha256').update(pdf).digest('hex'));

    await entry.getByText('Strike out…').last().click();
    await entry.getByLabel(/^Why other\.txt/).fill('It is of somebody else.');
    expect(await faultsOfPage(page)).toEqual([]);
    await tap(entry.getByRole('button', { name: 'Strike out', exact: true }).last());
    await recorded(page);
    await entry.getByText(/^Struck out on .*It is of somebody else\.$/).waitFor();
    expect(lead.complaints()).toEqual([]);

    const own = await visit(browser, { url, token: tokens.coordinator, width: widths.desk, path });
    const theirs = own.page.getByRole('region', { name: /entries on file$/ });
    await theirs.getByText(/^Struck out on /).waitFor();
    expect(await theirs.getByText('other.txt').count()).toBe(0);
    expect(await theirs.getByText(/Attach a file|Strike out…/).count()).toBe(0);
    const [download] = await Promise.all([
      own.page.waitForEvent('download'),
      theirs.getByRole('link', { name: 'degree.pdf' }).click(),
    ]);
    const read = createHash('sha256');
    for await (const chunk of await download.createReadStream()) read.update(chunk as Buffer);
    expect(read.digest('hex')).toBe(kept[0]?.sha256);
    expect(await faultsOfPage(own.page)).toEqual([]);
    expect(own.complaints()).toEqual([]);
  },
);
