import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { undoMs } from '../../src/console/outbox/outbox.ts';
import { startBrowser } from '../support/browser.ts';
import { emptySystem, visit, widths } from '../support/console-visit.ts';
import { faultsOfPage } from '../support/page-faults.ts';
import { recorded } from '../support/receipts.ts';
import { story } from '../support/story.ts';
import { agencyDay } from '../support/agency-days.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

type System = Awaited<ReturnType<typeof emptySystem>>;

async function clientOf(system: System, coordinator: 'coordinator' | 'coordinator2') {
  const id = String((await system.refer()).body['enrollmentId']);
  const assigned = { coordinatorId: system.agency.staffIds[coordinator] };
  expect((await system.command('supervisor', id, 'assignCoordinator', assigned)).status).toBe(200);
  const { client } = (await system.get('supervisor', `/enrollments/${id}`)).body as {
    client: { givenName: string; familyName: string };
  };
  return { id, name: `${client.givenName} ${client.familyName}` };
}

const typesOf = async (system: System, enrollmentId: string, types: string[]) =>
  (
    await system.prisma.event.findMany({
      where: { enrollmentId, type: { in: types } },
      orderBy: { seq: 'asc' },
    })
  ).map(({ type }) => type);

const lineOf = (page: Page, title: string) =>
  page
    .getByRole('listitem')
    .filter({ has: page.getByText(title, { exact: true }) })
    .filter({ has: page.locator('summary', { hasText: 'More' }) })
    .first();

story(
  'a hold and its end take three taps each; what was entered in error is voided where it stands; a client leaves to the last duty',
  async () => {
    const system = await emptySystem();
    const { url, agency } = system;
    const { id, name } = await clientOf(system, 'coordinator');
    const contact = { with: 'client', mode: 'phone', outcome: 'reached', summary: 'Another client’s call.' };
    expect((await system.command('coordinator', id, 'logContact', contact)).status).toBe(200);
    const ruth = await visit(browser, {
      ...{ url, token: agency.tokens.supervisor, width: widths.phone, path: `/clients/${id}` },
    });
    const { page, tap, taps } = ruth;
    const record = page.getByRole('dialog').getByRole('button', { name: `Record for ${name}` });

    const plan = lineOf(page, 'Preliminary Single Coordinated Care Plan');
    await tap(plan.locator('summary', { hasText: 'More' }));
    await tap(plan.getByRole('button', { name: /^Hold its clock/ }));
    await page.getByLabel('Looked at again on').fill(agencyDay(10));
    await page.getByLabel('Why', { exact: true }).fill('She is in hospital.');
    expect(await faultsOfPage(page)).toEqual([]);
    await tap(record);
    expect(taps()).toBe(3);
    await recorded(page);
    expect(await typesOf(system, id, ['ClocksHeld'])).toHaveLength(1);

    await plan
      .getByRole('button', { name: /^End the hold/, includeHidden: true })
      .waitFor({ state: 'attached' });
    if (!(await plan.getByRole('button', { name: /^End the hold/ }).isVisible()))
      await tap(plan.locator('summary', { hasText: 'More' }));
    await tap(plan.getByRole('button', { name: /^End the hold/ }));
    expect(await faultsOfPage(page)).toEqual([]);
    await tap(record);
    expect(taps()).toBeLessThanOrEqual(6);
    await recorded(page);
    expect(await typesOf(system, id, ['ClocksHeld', 'HoldReleased'])).toHaveLength(2);

    // The contact was somebody else's: it is voided from its line of the timeline, and the duties that it met are owed again.
    const before = taps();
    await page.getByRole('link', { name: 'Timeline', exact: true }).click();
    await page.getByText('Another client’s call.').waitFor();
    await page.locator('main [aria-busy=true]').first().waitFor({ state: 'detached' });
    await tap(page.getByRole('button', { name: /^Entered in error: Contact/ }));
    await page
      .getByRole('dialog')
      .getByLabel('Why', { exact: true })
      .fill('It was a call with another client.');
    expect(await faultsOfPage(page)).toEqual([]);
    await tap(record);
    expect(taps() - before).toBe(2);
    await recorded(page);
    await page.getByText('(voided)').waitFor();
    // Nobody voids it twice, and nobody voids a referral.
    expect(await page.getByRole('button', { name: /^Entered in error: (?:Contact|Referral)/ }).count()).toBe(
      0,
    );
    const open = async () => {
      const { body } = await system.get('coordinator', `/enrollments/${id}/obligations`);
      return (body['items'] as { kind: string; status: string }[])
        .filter(({ status }) => status === 'open')
        .map(({ kind }) => kind);
    };
    expect(await open()).toContain('contact.first');

    // She leaves: what is asked follows from why, and then what a discharge leaves to do.
    const from = taps();
    await page.getByRole('link', { name: 'Duties', exact: true }).click();
    await tap(page.getByRole('button', { name: /^What to record of / }));
    await tap(page.getByRole('dialog').getByRole('button', { name: 'Discharge', exact: true }));
    const form = page.getByRole('dialog');
    await form.getByRole('combobox', { name: 'Why' }).selectOption({ label: 'Withdrew' });
    await tap(form.getByRole('group', { name: 'Is aftercare arranged?' }).getByText('No', { exact: true }));
    await form.getByLabel('Why not').fill('She wants none.');
    await form.getByLabel('How the client leaves').fill('Moves to her sister in Duluth.');
    expect(await faultsOfPage(page)).toEqual([]);
    await tap(record);
    // A choice in a list is two taps.
    expect(taps() - from + 2).toBe(6);
    await recorded(page);
    await expect.poll(open).toEqual(['outcome.discharge']);
    const last = page
      .getByRole('listitem')
      .filter({ has: page.getByText('Discharge outcome data', { exact: true }) });
    await tap(last.getByRole('button', { name: /^Discharge outcome data/ }).first());
    await tap(
      form.getByRole('group', { name: 'Was the program completed?' }).getByText('No', { exact: true }),
    );
    await tap(form.getByRole('group', { name: 'By what it is judged' }).getByRole('radio').first());
    expect(await faultsOfPage(page)).toEqual([]);
    await tap(record);
    expect(taps() - from + 2).toBeLessThanOrEqual(10);
    expect(await recorded(page)).toContain('Discharge outcome data');
    await expect.poll(open).toEqual([]);
    await page.getByRole('heading', { level: 2, name: /^Nothing/ }).waitFor();
    expect(await faultsOfPage(page)).toEqual([]);
    expect(ruth.complaints()).toEqual([]);
  },
);

story(
  'a refused move and a refused absence stand at their forms, say what to do, and offer it; a role is changed in four taps',
  async () => {
    const system = await emptySystem();
    const { url, agency } = system;
    const { staffIds } = agency;
    const { id, name } = await clientOf(system, 'coordinator');
    const caspar = await visit(browser, {
      ...{ url, token: agency.tokens.director, width: widths.phone, path: '/caseloads' },
    });
    const { page, tap, taps, openMenu } = caspar;
    const status = page.getByRole('status');
    const theo = page.getByRole('article', { name: 'Theo Marchetti' });
    await theo.getByText(/^1 client, /).waitFor();
    await tap(theo.getByRole('button', { name: 'Move the clients of Theo Marchetti…' }));
    await theo.getByText('0 of 1 would move.').waitFor();
    await tap(theo.getByRole('button', { name: 'Choose the one who has a place' }));
    await theo.getByText('1 of 1 would move.').waitFor();
    await theo.getByLabel(/^Why/).fill('He leads the new team.');
    await tap(theo.getByRole('button', { name: 'Move 1 clients of Theo Marchetti' }));
    // Somebody else gives the client away meanwhile.
    const other = { coordinatorId: staffIds.coordinator3 };
    expect((await system.command('supervisor', id, 'assignCoordinator', other)).status).toBe(200);
    await page.clock.fastForward(undoMs);
    await theo.getByText('The client is not with this coordinator').waitFor();
    await expect.poll(() => theo.getByLabel(/^Why/).inputValue()).toBe('He leads the new team.');
    // What would move is read anew: nobody is left to be moved.
    await theo.getByText('0 of 0 would move.').waitFor();
    expect(await faultsOfPage(page)).toEqual([]);
    await tap(theo.getByRole('button', { name: 'Close' }));
    expect(taps()).toBe(4);
    expect(await typesOf(system, id, ['CoordinatorAssigned'])).toHaveLength(2);
    expect(name).not.toBe('');

    // Adaeze is on call: the absence is refused, and the form offers to enter it all the same.
    const adaeze = page.getByRole('article', { name: 'Adaeze Whitlock' });
    await tap(adaeze.getByRole('button', { name: 'Adaeze Whitlock is away…' }));
    const enters = adaeze.getByRole('button', { name: 'Enter the absence of Adaeze Whitlock' });
    await tap(enters);
    // Meanwhile whoever covers is named in another absence.
    const covers = { cover: staffIds.coordinator2 };
    const away = await system.post('supervisor', `/staff/${staffIds.coordinator3}/absences`, covers);
    expect(away.status, JSON.stringify(away.body)).toBeLessThan(300);
    await page.clock.fastForward(undoMs);
    await adaeze.getByText('They cover for somebody else then').waitFor();
    await adaeze.getByText(/End the absence they cover for/).waitFor();
    expect(await faultsOfPage(page)).toEqual([]);
    const absences = async () =>
      ((await system.get('supervisor', '/absences')).body['items'] as { staff: { staffId: string } }[]).map(
        ({ staff }) => staff.staffId,
      );
    expect(await absences()).toEqual([staffIds.coordinator3]);
    // The other one is ended where it stands, and the form still has what was chosen.
    await tap(page.getByRole('button', { name: 'Jonas Pellerin is back' }));
    await page.clock.fastForward(undoMs);
    await expect.poll(absences, { timeout: 30_000 }).toEqual([]);
    await tap(enters);
    expect(taps()).toBe(4 + 4);
    await page.clock.fastForward(undoMs);
    await expect.poll(absences, { timeout: 30_000 }).toEqual([staffIds.coordinator2]);
    await adaeze.getByText(/^Away from/).waitFor();

    // Another role for the intake worker, from the list of people.
    await openMenu();
    await page.getByRole('link', { name: 'People', exact: true }).click();
    const from = taps();
    await tap(page.getByRole('link', { name: 'Ines Halvorsen' }));
    await page.getByLabel('Works here as').selectOption({ label: 'Coordinator' });
    await page.getByLabel('Why; nothing of a client').fill('She has her file together.');
    expect(await faultsOfPage(page)).toEqual([]);
    await tap(page.getByRole('button', { name: /^Change the role of Ines Halvorsen/ }));
    // A choice in a list is two taps.
    expect(taps() - from + 2).toBe(4);
    await page.clock.fastForward(undoMs);
    await status
      .getByText(/On record/)
      .last()
      .waitFor();
    const role = async () =>
      (await system.prisma.staff.findUniqueOrThrow({ where: { id: staffIds.intake } })).role;
    await expect.poll(role, { timeout: 30_000 }).toBe('coordinator');
    await page.getByText(/^Coordinator · /).waitFor();
    expect(await faultsOfPage(page)).toEqual([]);
    expect(caspar.complaints().filter((one) => !one.includes('409'))).toEqual([]);
  },
);
