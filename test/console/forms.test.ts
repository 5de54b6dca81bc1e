import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { startBrowser } from '../support/browser.ts';
import { visit, wholeSystem, widths } from '../support/console-visit.ts';
import { faultsOfPage } from '../support/page-faults.ts';
import { recorded } from '../support/receipts.ts';
import { story } from '../support/story.ts';
import { agencyDay } from '../support/agency-days.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

const hourMs = 3_600_000;
const ago = (hours: number) => new Date(Date.now() - hours * hourMs).toISOString();

const offered = (page: Page, step: string) =>
  page.getByRole('dialog').getByRole('button', { name: step, exact: true });
type System = Awaited<ReturnType<typeof wholeSystem>>['system'];
const nameOf = async (system: System, id: string) => {
  const { client } = (await system.get('coordinator', `/enrollments/${id}`)).body as {
    client: { givenName: string; familyName: string };
  };
  return `${client.givenName} ${client.familyName}`;
};
const factsOf = async (system: System, enrollmentId: string, type: string) => {
  const events = await system.prisma.event.findMany({
    where: { enrollmentId, type },
    orderBy: { seq: 'asc' },
  });
  return events.map(({ data }) => data);
};

story(
  'a call nobody answered takes three taps, an appointment five and its outcome two, an extension four',
  async () => {
    const { system, id } = await wholeSystem();
    const { url, agency } = system;
    const past = await system.refer(undefined, { receivedAt: ago(72) });
    const known = String(past.body['enrollmentId']);
    const assigned = { coordinatorId: agency.staffIds.coordinator, occurredAt: ago(71) };
    expect((await system.command('supervisor', known, 'assignCoordinator', assigned)).status).toBe(200);
    // Of today wherever the agency's day stands.
    const appointment = { startsAt: ago(0.02), travelArranged: false, purpose: 'Sign.', place: 'Office' };
    const made = { ...appointment, occurredAt: ago(30) };
    expect((await system.command('coordinator', known, 'scheduleAppointment', made)).status).toBe(200);
    // What goes with a request is chosen from the record by itself: nobody says which plan, or types an id.
    const enclosed = await system.enclosing(id);
    const [name, knownName] = [await nameOf(system, id), await nameOf(system, known)];
    const coordinator = await visit(browser, { url, token: agency.tokens.coordinator, width: widths.phone });
    const { page, tap, taps, complaints } = coordinator;

    await tap(page.getByRole('button', { name: `Record a contact with ${name}` }).first());
    await tap(page.getByText('Called, no answer'));
    await tap(page.getByRole('button', { name: 'Record', exact: true }));
    expect(taps()).toBe(3);
    await recorded(page);

    await tap(page.getByRole('button', { name: `What to record of ${name}?` }).first());
    expect(await faultsOfPage(page)).toEqual([]);
    await tap(offered(page, 'Make an appointment'));
    await page.getByLabel('When it begins').fill(`${agencyDay(3)}T10:30`);
    await tap(page.getByText('Yes', { exact: true }));
    await page.getByLabel('What it is for').fill('Sign the lease.');
    await page.getByLabel('Where', { exact: true }).fill('Housing office on Vliet Street');
    await page.getByLabel(/How the client gets there/).fill('Picked up at ten.');
    expect(await faultsOfPage(page)).toEqual([]);
    await tap(page.getByRole('button', { name: `Record for ${name}` }));
    expect(taps()).toBe(3 + 4);
    await recorded(page);
    const [scheduled] = await factsOf(system, id, 'AppointmentScheduled');
    expect(scheduled).toMatchObject({ travelArranged: true });

    await tap(page.getByRole('button', { name: `What to record of ${name}?` }).first());
    await tap(offered(page, 'Ask for an extension'));
    await page.getByRole('checkbox', { name: /^patient placement criteria: / }).waitFor();
    await page.getByLabel('Units').fill('12');
    await page.getByLabel('Through').fill(agencyDay(60));
    await page.getByLabel('Why it is needed').fill('Two visits a week are not enough.');
    await tap(page.getByRole('button', { name: `Record for ${name}` }));
    expect(taps()).toBe(3 + 4 + 3);
    await recorded(page);
    const [asked] = await factsOf(system, id, 'ExtensionRequested');
    expect(asked).toMatchObject({
      ...{ initial: true, units: 12 },
      documents: ['sccp', 'placement-criteria'],
      enclosed,
    });

    await tap(page.getByRole('button', { name: `What came of the appointment of ${knownName}` }).first());
    await page.getByText(/^Kept: /).waitFor();
    expect(await faultsOfPage(page)).toEqual([]);
    await tap(page.getByRole('button', { name: 'Kept', exact: true }));
    expect(taps()).toBe(3 + 4 + 3 + 2);
    expect(await recorded(page)).toContain('Record what came of the appointment');
    expect(await factsOf(system, known, 'AppointmentRecorded')).toMatchObject([{ outcome: 'kept' }]);
    expect(complaints()).toEqual([]);
  },
);
