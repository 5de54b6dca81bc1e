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

/** What typing waits for before somebody is looked for. */
const settled = 1_000;

story('an emergency by phone is sent in four taps, and says who is paged and who is on it', async () => {
  const { system } = await wholeSystem();
  const { url, agency } = system;
  const ines = await visit(browser, { url, token: agency.tokens.intake, width: widths.phone });
  const { page, tap } = ines;
  await page.getByRole('heading', { level: 1, name: 'Intake' }).waitFor();
  expect(await faultsOfPage(page)).toEqual([]);

  await tap(page.getByRole('link', { name: /^Emergency/ }));
  await tap(page.getByRole('checkbox', { name: /shelter|stay|housing/i }).first());
  await page.getByLabel('Given name').fill('Leopold');
  await page.getByLabel('Family name').fill('Asante');
  await page.getByLabel('Phone').fill('414 555 0171');
  await tap(page.getByRole('radio', { name: 'Yes' }));
  await page.getByText('Sending it pages Adaeze Whitlock at once.').waitFor();
  expect(await faultsOfPage(page)).toEqual([]);
  await tap(page.getByRole('button', { name: 'Send the emergency: Leopold Asante' }));
  expect(ines.taps()).toBe(4);
  await page.getByRole('heading', { level: 1, name: 'Leopold Asante: on record' }).waitFor();
  await page.getByText(/Paged: Adaeze Whitlock/).waitFor();
  await page
    .getByText('Nobody has answered yet. If nobody answers, the next page goes to the supervisors', {
      exact: false,
    })
    .waitFor();
  // What happens if nobody does is there to be read, and who they are.
  await page.getByText('If nobody answers', { exact: true }).click();
  await page
    .getByText(/after 20 minutes the director: /)
    .first()
    .waitFor();
  await page.getByText(/where life is in danger, call 911 first/).waitFor();
  expect(await faultsOfPage(page)).toEqual([]);

  const enrollment = await system.prisma.enrollment.findFirstOrThrow({
    where: { client: { familyName: 'Asante' } },
  });
  expect(enrollment).toMatchObject({ emergency: true, coordinatorId: agency.staffIds.coordinator2 });
  const answered = await system.command('coordinator2', enrollment.id, 'acknowledgePage', {});
  expect(answered.status).toBe(200);
  await page.getByRole('link', { name: 'Back to Intake' }).click();
  const card = page.getByRole('article', { name: 'Leopold Asante' });
  await page.clock.fastForward(60_000);
  await card.getByText(/Adaeze Whitlock is on it/).waitFor();
  // The next one begins empty.
  await page.getByRole('link', { name: /^Emergency/ }).click();
  expect(await page.getByLabel('Family name').inputValue()).toBe('');
  expect(ines.complaints()).toEqual([]);
});

story('who is known is seen while typing; that it is somebody else goes with the referral', async () => {
  const { system } = await wholeSystem();
  const { url, agency } = system;
  const marisol = { reference: 'C-1042', givenName: 'Marisol', familyName: 'Quintavalle' };
  const referral = { level: 'rsc-i', emergency: false };
  const before = await system.post('intake', '/enrollments', { client: marisol, referral });
  const id = String(before.body['enrollmentId']);
  const coordinatorId = agency.staffIds.coordinator;
  await system.command('supervisor', id, 'assignCoordinator', { coordinatorId });
  const contact = { with: 'client', mode: 'phone', outcome: 'reached' };
  expect((await system.command('coordinator', id, 'logContact', contact)).status).toBe(200);

  const ines = await visit(browser, {
    ...{ url, token: agency.tokens.intake, width: widths.desk, path: '/intake/new?way=referral' },
  });
  const { page, tap } = ines;
  await page.getByRole('heading', { level: 1, name: 'Referral: who it is' }).waitFor();
  await page.getByLabel('Given name').fill('Marisol');
  await page.getByLabel('Family name').fill('Quintavale');
  await page.clock.fastForward(settled);
  await page.getByText('1 client on record looks like this person').waitFor();
  // She is a coordinator's by now: initials and number tell her from others.
  await page.getByText(/M\. Q\. · C-1042 · a client of others/).waitFor();
  expect(ines.taps()).toBe(0);
  expect(await faultsOfPage(page)).toEqual([]);
  await tap(page.getByRole('button', { name: /somebody else$/ }));
  await page.getByText('1 client who looks alike is noted as somebody else.').waitFor();

  await tap(page.getByRole('button', { name: 'Next' }));
  await page.getByRole('heading', { level: 1, name: 'Referral: what it is about' }).waitFor();
  await tap(page.getByRole('checkbox', { name: 'Spanish' }));
  expect(await faultsOfPage(page)).toEqual([]);
  await tap(page.getByRole('button', { name: 'Next' }));
  await tap(page.getByRole('checkbox', { name: 'Housing' }));
  // What is ticked is not passed over without its words.
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('heading', { level: 1, name: 'Referral: the screening' }).waitFor();
  await page.getByRole('textbox', { name: 'Housing: what was found' }).fill('Stays with a cousin.');
  expect(await faultsOfPage(page)).toEqual([]);
  await tap(page.getByRole('button', { name: 'Next' }));
  await tap(page.getByRole('checkbox', { name: 'No consent form came with it.' }));
  await tap(page.getByRole('button', { name: 'Next' }));
  await page.getByRole('heading', { level: 1, name: 'Referral: check and send' }).waitFor();
  await page.getByText('Stays with a cousin.').waitFor();
  expect(await faultsOfPage(page)).toEqual([]);

  // Taken back, all of it is there again.
  await page.getByRole('button', { name: 'Send the referral' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('Stays with a cousin.').waitFor();
  await tap(page.getByRole('button', { name: 'Send the referral' }));
  await page.clock.fastForward(undoMs);
  await page.getByRole('heading', { level: 1, name: /: on record$/ }).waitFor();
  expect(ines.taps()).toBe(9);
  // Its message closed, it is not there to be sent again.
  await page.getByRole('status').getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Another referral' }).waitFor();
  expect(await page.getByRole('button', { name: 'Send the referral' }).count()).toBe(0);

  const made = await system.prisma.enrollment.findFirstOrThrow({
    where: { client: { familyName: 'Quintavale' } },
  });
  const settledAs = await system.get('supervisor', '/sameness?state=answered');
  expect(settledAs.body['items']).toMatchObject([
    { enrollmentId: made.id, answers: [{ verdict: 'different' }] },
  ]);
  const need = await system.get('supervisor', `/enrollments/${made.id}/assignment-need`);
  expect(need.body['content']).toMatchObject({ languages: ['es'] });
  expect(ines.complaints()).toEqual([]);
});
