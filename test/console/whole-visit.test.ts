import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { sampleRoster } from '../../prisma/seed/index.ts';
import { undoMs } from '../../src/console/outbox/outbox.ts';
import { startBrowser } from '../support/browser.ts';
import { emptySystem, visit, widths } from '../support/console-visit.ts';
import { faultsOfPage } from '../support/page-faults.ts';
import { everybodySigns, wholeSections } from '../support/plans.ts';
import { story } from '../support/story.ts';
import { agencyDay } from '../support/agency-days.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

type System = Awaited<ReturnType<typeof emptySystem>>;

/** Somebody who is owed all that a visit may be: plan complete, team formed, contact information on file. */
async function clientInFullSwing(system: System) {
  const { staffIds } = system.agency;
  const referred = await system.refer();
  const id = String(referred.body['enrollmentId']);
  const done = async (asked: ReturnType<System['post']>) => {
    const { status, body } = await asked;
    expect(status, JSON.stringify(body)).toBeLessThan(300);
    return body;
  };
  await done(system.command('supervisor', id, 'assignCoordinator', { coordinatorId: staffIds.coordinator }));
  const on = agencyDay(-1);
  const signatures = everybodySigns.map((one) => ({ ...one, on }));
  const begun = { version: 'full', sections: wholeSections(), signatures };
  const plan = (await done(system.post('coordinator', `/enrollments/${id}/plans`, begun)))['documentId'];
  await done(system.command('coordinator', id, 'completeFullSccp', { plan }));
  const first = { 'if-match': '"0"' };
  const roster = `/enrollments/${id}/roster/acts/change`;
  await done(system.post('coordinator', roster, sampleRoster(id), undefined, first));
  await done(system.command('coordinator', id, 'formRst'));
  const ways = [{ kind: 'phone', value: '+1 414 555 0100', mayLeaveMessage: false }];
  const information = `/enrollments/${id}/contact-information/acts/change`;
  await done(system.post('coordinator', information, { ways }, undefined, first));
  const { client } = (await system.get('coordinator', `/enrollments/${id}`)).body as {
    client: { givenName: string; familyName: string };
  };
  return { id, name: `${client.givenName} ${client.familyName}`, roster };
}

const eventsSince = async (system: System, enrollmentId: string, seq: number) =>
  (
    await system.prisma.event.findMany({
      where: { enrollmentId, seq: { gt: seq } },
      orderBy: { seq: 'asc' },
    })
  ).map(({ type }) => type);
const lastSeq = async (system: System, enrollmentId: string) =>
  (await system.prisma.event.findFirstOrThrow({ where: { enrollmentId }, orderBy: { seq: 'desc' } })).seq;

async function writeNote(page: Page) {
  await page.getByLabel('What happened').fill('The team met at her kitchen table.');
  await page.getByLabel('What came of it', { exact: true }).fill('A room comes first.');
  await page.getByRole('textbox', { name: 'Next steps' }).fill('Visit Vliet House on Monday.');
  await page.getByLabel('Where', { exact: true }).fill('At home');
}

story(
  'a visit with note, review, meeting and index is one press: six duties met by one Update, or nothing at all',
  async () => {
    const system = await emptySystem();
    const { url, agency } = system;
    const { id, name, roster } = await clientInFullSwing(system);
    const coordinator = await visit(browser, { url, token: agency.tokens.coordinator, width: widths.phone });
    const { page, tap, taps } = coordinator;
    const form = page.getByRole('dialog');
    const meeting = form.getByRole('group', { name: 'Team meeting held', exact: true });
    const index = form.getByRole('group', { name: 'Acuity Index scored', exact: true });

    await tap(page.getByRole('button', { name: `Record a contact with ${name}` }).first());
    await tap(form.getByText('Visit', { exact: true }));
    // Folded away until it is said that it was one.
    await form.getByText('Team meeting held', { exact: true }).waitFor();
    expect(await form.getByText('What was decided').count()).toBe(0);
    await tap(form.getByText('Contact information still holds'));
    await tap(form.getByText('Recommends', { exact: true }));
    await tap(form.getByText('Team meeting held', { exact: true }));
    await tap(meeting.getByText('Rosa', { exact: true }));
    await meeting.getByRole('textbox', { name: 'What was decided' }).fill('A room comes first.');
    // Of a meeting it has to be said what its guests and members heard of the client.
    await tap(meeting.getByText('Nothing', { exact: true }));
    await writeNote(page);
    await tap(form.getByText('Acuity Index scored', { exact: true }));
    expect(taps()).toBe(8);
    await index.getByRole('heading', { level: 3, name: 'Substance use' }).waitFor();
    const items = await index.getByRole('group').all();
    const [last, ...others] = items.toReversed();
    for (const item of others) await item.getByRole('radio', { name: '2', exact: true }).check();
    // Half of it is nothing: what is missing is said where it is missing, and nothing goes out.
    await page.getByRole('button', { name: 'Record', exact: true }).click();
    await form.waitFor();
    expect(await page.getByRole('status').innerText()).toBe('');
    await last?.getByRole('radio', { name: '2', exact: true }).check();
    await form.getByText(/^It meets 6 duties:/).waitFor();
    const foreseen = await form.locator('[aria-live] li').allInnerTexts();
    expect(foreseen.map((title) => title.trim()).toSorted()).toEqual([
      'Acuity Index',
      'Contact information confirmed',
      'First contact with the client',
      'Recovery Support Team meeting',
      'Review of the care plan',
      'Routine contact with the client',
    ]);
    await form.getByText('The note is signed with it.').waitFor();
    expect(await faultsOfPage(page)).toEqual([]);
    await tap(page.getByRole('button', { name: 'Record', exact: true }));
    // Beside them one for each item of the index.
    expect(taps()).toBe(9);

    // Meanwhile somebody leaves the team: the meeting is refused, and with it all of the visit.
    const before = await lastSeq(system, id);
    const { informal, ...rest } = sampleRoster(id);
    const without = { ...rest, informal: informal.filter(({ name: who }) => who !== 'Rosa') };
    const left = await system.post('coordinator2', roster, without, undefined, { 'if-match': '"1"' });
    expect(left.status, JSON.stringify(left.body)).toBe(200);
    await page.clock.fastForward(undoMs);
    await page.getByRole('status').getByText('Refused').waitFor();
    expect(await eventsSince(system, id, before)).toEqual([]);
    const notes = async () => (await system.get('coordinator', `/enrollments/${id}/notes`)).body['items'];
    expect(await notes()).toMatchObject([{ state: 'draft' }]);

    // The words are all there; who has left is not.
    await tap(page.getByRole('button', { name: 'Open the form again' }));
    await meeting.getByText('must be a member of the roster').waitFor();
    await meeting.getByText('Gwen Abara').waitFor();
    await expect.poll(() => meeting.getByText('Rosa', { exact: true }).count()).toBe(0);
    expect(await meeting.getByRole('textbox', { name: 'What was decided' }).inputValue()).toBe(
      'A room comes first.',
    );
    expect(await index.getByRole('radio', { name: '2', exact: true, checked: true }).count()).toBe(
      items.length,
    );
    await form.getByText(/^It meets 6 duties:/).waitFor();
    expect(await faultsOfPage(page)).toEqual([]);
    await tap(page.getByRole('button', { name: 'Record', exact: true }));
    expect(taps()).toBe(11);
    await page.clock.fastForward(undoMs);
    const told = await page
      .getByRole('status')
      .getByText(/On record. Met/)
      .innerText();
    for (const title of foreseen) expect(told).toContain(title.trim());
    const recorded = await eventsSince(system, id, before);
    for (const type of ['ContactLogged', 'SccpReviewed', 'RstMeetingHeld', 'AcuityScored'])
      expect(recorded.filter((one) => one === type)).toEqual([type]);
    // One note for all of it: nothing is left to write.
    const states = ((await notes()) as { state: string }[]).map(({ state }) => state);
    expect(states.toSorted()).toEqual(['discarded', 'signed']);
    const { body } = await system.get('coordinator', '/worklists/mine/paperwork');
    expect(body['items']).toEqual([]);
    expect(coordinator.complaints().filter((one) => !one.includes('422'))).toEqual([]);
  },
  { timeout: 180_000 },
);

story(
  'what is owed beside a team meeting is recorded with it as one visit, in three taps and what was told; why it is owed is said whole on My day',
  async () => {
    const system = await emptySystem();
    const { url, agency } = system;
    const { id, name } = await clientInFullSwing(system);
    const to = new Date(Date.now() + 2 * 86_400_000).toISOString();
    const { body } = await system.get('supervisor', `/enrollments/${id}/overview`);
    const duties = body['duties'] as { kind: string; metBy: string[] }[];
    const meeting = duties.find(({ metBy }) => metBy.includes('holdRstMeeting'));
    const moved = { kind: meeting?.kind, to, reason: 'Her sister comes on Friday.' };
    expect((await system.command('supervisor', id, 'moveDeadline', moved)).status).toBe(200);

    /** The line of the meeting, with all that is said of why. */
    const why = async (page: Page, title: string) => {
      const line = page.locator('[data-tick]').filter({ hasText: title }).first();
      await line.locator('summary').first().click();
      await line.getByText('Her sister comes on Friday.').waitFor();
      expect(await faultsOfPage(page)).toEqual([]);
      return line;
    };
    const token = agency.tokens.coordinator;
    const spanish = await visit(browser, { url, token, width: widths.phone, language: 'es-US' });
    const inSpanish = await why(spanish.page, 'Reunión del equipo');
    await inSpanish.getByText(/^Cambiado el /).waitFor();
    await inSpanish.getByText('Lo que lo cumpliría:').waitFor();

    const { page, tap, taps, complaints } = await visit(browser, { url, token, width: widths.phone });
    const line = await why(page, 'Recovery Support Team meeting');
    await line.getByText(/^Opened by: /).waitFor();
    await line.getByText(/^Moved on /).waitFor();
    await line.getByText('What would meet it:').waitFor();
    const form = page.getByRole('dialog');
    await tap(
      line.getByRole('button', { name: `As part of a visit, ${name}: Recovery Support Team meeting` }),
    );
    // That it was a visit, and which part of it is owed here, is said already.
    await form
      .getByRole('radio', { name: 'Visit', exact: true, checked: true })
      .waitFor({ state: 'attached' });
    const part = form.getByRole('group', { name: 'Team meeting held', exact: true });
    await tap(part.getByText('Rosa', { exact: true }));
    await part.getByRole('textbox', { name: 'What was decided' }).fill('A room comes first.');
    await tap(part.getByText('Nothing', { exact: true }));
    await writeNote(page);
    await form.getByText(/^It meets [3-9] duties:/).waitFor();
    expect(await faultsOfPage(page)).toEqual([]);
    await tap(page.getByRole('button', { name: 'Record', exact: true }));
    expect(taps()).toBe(4);
    const before = await lastSeq(system, id);
    await page.clock.fastForward(undoMs);
    await page
      .getByRole('status')
      .getByText(/On record. Met: .*Recovery Support Team meeting/)
      .waitFor();
    expect(await eventsSince(system, id, before)).toEqual(
      expect.arrayContaining(['ContactLogged', 'RstMeetingHeld']),
    );
    expect(complaints()).toEqual([]);
  },
);
