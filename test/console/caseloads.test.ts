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
  'a supervisor enters an absence with its cover, and moves a caseload as previewed; who cannot take is said',
  async () => {
    const { system, id } = await wholeSystem();
    const { url, agency, prisma } = system;
    const { coordinator, coordinator2, coordinator3 } = agency.staffIds;
    // Nothing on file lets the third take anybody.
    await prisma.staff.update({ where: { id: coordinator3 }, data: { mayTakeUntil: null } });

    const ruth = await visit(browser, {
      ...{ url, token: agency.tokens.supervisor, width: widths.phone, path: '/caseloads' },
    });
    const { page, tap } = ruth;
    const theo = page.getByRole('article', { name: 'Theo Marchetti' });
    await theo.getByText(/^1 client, /).waitFor();
    expect(await faultsOfPage(page)).toEqual([]);

    await tap(theo.getByRole('button', { name: 'Move the clients of Theo Marchetti…' }));
    // Nobody moves who was not chosen.
    await theo.getByText('0 of 1 would move.').waitFor();
    await tap(theo.getByRole('button', { name: 'Choose the one who has a place' }));
    await theo.getByText('1 of 1 would move.').waitFor();
    await theo
      .getByText(/staff file/i)
      .first()
      .waitFor();
    await theo.getByLabel(/^Ottilie/).selectOption({ label: 'Adaeze Whitlock' });
    await theo.getByLabel(/^Why/).fill('He leads the new team.');
    expect(await faultsOfPage(page)).toEqual([]);
    await tap(theo.getByRole('button', { name: 'Move 1 clients of Theo Marchetti' }));
    expect(ruth.taps() + 1).toBeLessThanOrEqual(6);
    await page.clock.fastForward(undoMs);
    const has = async () => (await prisma.enrollment.findUniqueOrThrow({ where: { id } })).coordinatorId;
    await expect.poll(has, { timeout: 30_000 }).toBe(coordinator2);
    const states = async () => {
      const { body } = await system.get('supervisor', '/reassignments');
      return (body['items'] as { state: string }[]).map(({ state }) => state);
    };
    await expect.poll(states, { timeout: 30_000 }).toEqual(['done']);
    await page.getByRole('link', { name: 'Caseloads under way to others' }).click();
    await page.getByText(/^Ottilie .+ is with Adaeze Whitlock$/).waitFor();
    await page.getByText('Done', { exact: true }).waitFor();
    expect(await faultsOfPage(page)).toEqual([]);
    await page.goBack();

    const before = ruth.taps();
    const adaeze = page.getByRole('article', { name: 'Adaeze Whitlock' });
    await tap(adaeze.getByRole('button', { name: 'Adaeze Whitlock is away…' }));
    await adaeze.getByLabel('Who covers').selectOption(coordinator);
    expect(await faultsOfPage(page)).toEqual([]);
    await tap(adaeze.getByRole('button', { name: 'Enter the absence of Adaeze Whitlock' }));
    // A choice in a list is two taps.
    expect(ruth.taps() - before + 2).toBeLessThanOrEqual(5);
    await page.clock.fastForward(undoMs);
    await adaeze.getByText(/^Away from .+; Theo Marchetti covers$/).waitFor();
    const { body } = await system.get('coordinator', '/day');
    expect(body['clients']).toMatchObject([{ enrollmentId: id, coveringFor: { staffId: coordinator2 } }]);

    // Who is to cover has left meanwhile, as far as clients go: the refusal stands at the form, with what was chosen.
    await prisma.staff.update({ where: { id: coordinator }, data: { mayTakeUntil: null } });
    await adaeze.getByRole('button', { name: 'Move the clients of Adaeze Whitlock…' }).click();
    await adaeze
      .getByText(/Nobody|nobody/)
      .first()
      .waitFor();
    await adaeze.getByRole('button', { name: 'Close' }).click();
    await adaeze.getByRole('button', { name: 'Adaeze Whitlock is back' }).click();
    await page.clock.fastForward(undoMs);
    await expect.poll(() => adaeze.getByText(/^Away from/).count()).toBe(0);

    // Next week's vacation: it begins and ends on days to come.
    await adaeze.getByRole('button', { name: 'Adaeze Whitlock is away…' }).click();
    await adaeze.getByLabel('From').selectOption({ index: 8 });
    await adaeze.getByLabel('Until the end of').selectOption({ index: 3 });
    await adaeze.getByLabel('Who covers').selectOption({ index: 0 });
    await prisma.staff.updateMany({ data: { mayTakeUntil: new Date(Date.now() + 365 * 86_400_000) } });
    await adaeze.getByRole('button', { name: 'Enter the absence of Adaeze Whitlock' }).click();
    await page.clock.fastForward(undoMs);
    await adaeze.getByText(/^Away from /).waitFor();
    const planned = (await system.get('supervisor', '/absences')).body['items'] as { from: string }[];
    expect(planned.map(({ from }) => Date.parse(from) > Date.now() + 6 * 86_400_000)).toEqual([true]);
    expect(ruth.complaints()).toEqual([]);
  },
);
