import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest';
import { startBrowser } from '../support/browser.ts';
import { emptySystem, visit, widths } from '../support/console-visit.ts';
import { type BuiltExport, hmisExport } from '../support/hmis-export.ts';
import { faultsOfPage } from '../support/page-faults.ts';
import { story } from '../support/story.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

const names = ['Export', 'Client', 'Enrollment', 'Exit', 'Disabilities', 'HealthAndDV', 'Event'] as const;

/** What somebody chooses in the browser: the files as they lie in the folder, one of them under another name. */
function filesOf(built: BuiltExport) {
  const mimeType = 'text/csv';
  const files = names.map((name) => ({
    name: name === 'Client' ? 'clients from march.csv' : `${name}.csv`,
    ...{ mimeType, buffer: built.read(name) },
  }));
  return [
    ...files,
    { name: 'Services.csv', mimeType, buffer: Buffer.from('ServicesID,EnrollmentID\r\n1,e1\r\n') },
  ];
}

function threeOfFour(): BuiltExport {
  const built = hmisExport();
  onTestFinished(() => built.remove());
  return built
    .participant('1', { client: { FirstName: 'Hyacinth', LastName: 'Quillfeather', DOB: '1971-02-03' } })
    .participant('2', { client: { FirstName: 'Isadora', LastName: 'Larkspur', DOB: '1982-03-04' } })
    .participant('3', {
      client: { FirstName: 'Jocasta', DOB: '1993-04-05' },
      enrollment: { EntryDate: '2190-01-01' },
    })
    .participant('4', { client: { FirstName: 'Kepler', DOB: '1964-05-06' } })
    .exit('4')
    .write();
}

story(
  'an export is chosen and started in two taps: refused rows are seen before, and nobody is started twice',
  async () => {
    const system = await emptySystem();
    const { url, agency, prisma } = system;
    const built = threeOfFour();
    const ines = await visit(browser, { url, token: agency.tokens.intake, width: widths.phone });
    const { page, tap } = ines;
    await tap(page.getByRole('link', { name: 'Many at once: import an HMIS export' }));
    await page.getByRole('heading', { level: 1, name: 'Import from HMIS' }).waitFor();
    await page.getByRole('heading', { level: 2, name: 'No imports yet' }).waitFor();
    expect(await faultsOfPage(page)).toEqual([]);

    // Without one of its files it says which is missing, and offers no start.
    const choose = page.getByLabel('All CSV files together');
    await choose.setInputFiles(filesOf(built).filter(({ name }) => name !== 'Exit.csv'));
    await page.getByText('Exit.csv is missing: choose all files of the export together').waitFor();
    await page.getByRole('heading', { name: '2. This cannot be imported yet' }).waitFor();
    expect(await page.getByRole('button', { name: /^Start/ }).count()).toBe(0);
    expect(await faultsOfPage(page)).toEqual([]);

    await choose.setInputFiles(filesOf(built));
    await page.getByText('Client.csv is clients from march.csv').waitFor();
    await page.getByText('1 other file is not read, and not sent.').waitFor();
    await page.getByText('2 to be started').waitFor();
    await page.getByText('1 has left: skipped').waitFor();
    const refused = page.getByRole('table', { name: /1 row is refused/ });
    await refused.getByRole('row', { name: /4 p3 an entry date in the future/ }).waitFor();
    expect(await faultsOfPage(page)).toEqual([]);
    expect(await prisma.client.count()).toBe(0);

    await tap(page.getByRole('button', { name: 'Start 2 enrollments' }));
    expect(ines.taps()).toBe(2);
    await page.getByRole('heading', { name: 'Done: 2 of 2' }).waitFor();
    expect(await faultsOfPage(page)).toEqual([]);
    expect(await prisma.enrollment.count()).toBe(2);

    // The same once more: they are there, and there is nothing to start.
    await choose.setInputFiles([]);
    await choose.setInputFiles(filesOf(built));
    await page.getByText('2 already here by an earlier import: nothing changes').waitFor();
    await page.getByText('Nobody in it is new: there is nothing to start.').waitFor();
    expect(await page.getByRole('button', { name: /^Start/ }).count()).toBe(0);
    await page.getByRole('button', { name: /^Report of the import of/ }).click();
    await page.getByRole('heading', { name: 'Done: 2 of 2' }).waitFor();
    expect(await faultsOfPage(page)).toEqual([]);

    await page.getByRole('link', { name: 'Back to Intake' }).click();
    await page.getByRole('article', { name: 'Hyacinth Quillfeather' }).waitFor();
    await page.getByRole('article', { name: 'Isadora Larkspur' }).waitFor();
    expect(await page.getByRole('article', { name: /Jocasta|Kepler/ }).count()).toBe(0);
    expect(ines.complaints()).toEqual([]);
  },
);
