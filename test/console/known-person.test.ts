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

/** What typing waits for before somebody is looked for. */
const settled = 1_000;

story('an emergency of somebody who is known goes into their record with one tap more', async () => {
  const system = await emptySystem();
  const { url, agency, prisma } = system;
  const marisol = { reference: 'C-1042', givenName: 'Marisol', familyName: 'Quintavalle' };
  const referral = { level: 'rsc-i', emergency: false };
  const known = await system.post('intake', '/enrollments', { client: marisol, referral });
  const id = String(known.body['enrollmentId']);
  const ines = await visit(browser, {
    ...{ url, token: agency.tokens.intake, width: widths.phone, path: '/intake/new?way=emergency' },
  });
  const { page, tap, taps } = ines;
  await tap(page.getByRole('checkbox', { name: /shelter|stay|housing/i }).first());
  await page.getByLabel('Given name').fill('Marisol');
  await page.getByLabel('Family name').fill('Quintavale');
  await page.clock.fastForward(settled);
  await page.getByText('1 client on record looks like this person').waitFor();
  expect(taps()).toBe(1);
  expect(await faultsOfPage(page)).toEqual([]);
  await tap(page.getByRole('button', { name: /same person$/i }).first());
  expect(await faultsOfPage(page)).toEqual([]);
  await tap(page.getByRole('button', { name: /^Send the emergency/ }));
  expect(taps()).toBe(3);
  await page.getByRole('heading', { level: 1, name: /on record$/ }).waitFor();
  // No second file and no second enrollment: what cannot wait stands in the one that there is.
  expect(await prisma.enrollment.count()).toBe(1);
  expect(await prisma.client.count()).toBe(1);
  expect(await prisma.event.count({ where: { enrollmentId: id, type: 'EmergentNeedReported' } })).toBe(1);
  expect(ines.complaints()).toEqual([]);
});

story('whom an emergency left open is found where people look, and settled there', async () => {
  const system = await emptySystem();
  const { url, agency } = system;
  const level = 'rsc-i';
  const refer = (reference: string, emergency: boolean) =>
    system.post('intake', '/enrollments', {
      client: { reference, givenName: 'Marisol', familyName: 'Quintavalle' },
      referral: { level, emergency, ...(emergency ? { needs: ['housing'] } : {}) },
    });
  await refer('C-1042', false);
  const id = String((await refer('NEW-7', true)).body['enrollmentId']);
  const open = 'May be somebody who is on record already. Nobody has said yet.';

  // Intake finds it at what came in, and may say that it is somebody else.
  const ines = await visit(browser, { url, token: agency.tokens.intake, width: widths.phone });
  const card = ines.page.getByRole('article', { name: 'Marisol Quintavalle' }).filter({ hasText: 'NEW-7' });
  await card.getByText(open).waitFor();
  await ines.tap(card.getByRole('button', { name: 'Marisol Quintavalle: compare and say' }));
  await card.getByText(/· C-1042 ·/).waitFor();
  await card.getByText(/That it is the same person a lead says/).waitFor();
  expect(await faultsOfPage(ines.page)).toEqual([]);

  // Leads find it with all that waits for them, and on the client's page.
  const rosalind = await visit(browser, {
    ...{ url, token: agency.tokens.supervisor, width: widths.desk, path: '/approvals', language: 'es-US' },
  });
  const { page, tap } = rosalind;
  const waits = page.getByRole('article', { name: 'Marisol Quintavalle' });
  await waits.getByText('Puede ser alguien que ya está registrado', { exact: true }).waitFor();
  expect(await faultsOfPage(page)).toEqual([]);
  await page.goto(`/clients/${id}`);
  await tap(page.getByRole('button', { name: 'Marisol Quintavalle: comparar y decirlo' }));
  await tap(page.getByRole('radio', { name: 'La misma persona' }));
  await page.getByLabel('Cómo se sabe').fill('La hermana lo dice, y es el mismo teléfono.');
  expect(await faultsOfPage(page)).toEqual([]);
  await tap(page.getByRole('button', { name: /^Registrar la respuesta: Marisol Quintavalle$/ }));
  expect(rosalind.taps()).toBe(3);
  await page.clock.fastForward(undoMs);
  await page
    .getByRole('status')
    .getByText(/registr/i)
    .first()
    .waitFor();
  await expect.poll(() => system.prisma.clientLink.count()).toBe(1);
  await page.goto('/approvals');
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await page.getByRole('article', { name: 'Marisol Quintavalle' }).count()).toBe(0);
  expect([...ines.complaints(), ...rosalind.complaints()]).toEqual([]);
});
