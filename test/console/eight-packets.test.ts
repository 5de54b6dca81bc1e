import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { itemsOf } from '../../src/engine/policy/acuity-form.ts';
import { agencyAcuityIndex } from '../../src/features/acuity/instruments/agency-default.ts';
import { english } from '../../src/features/papers/words.ts';
import { contentHash } from '../../src/kit/content-hash.ts';
import { startBrowser } from '../support/browser.ts';
import { emptySystem, visit, widths } from '../support/console-visit.ts';
import { type Left, type PacketClient, packetClient } from '../support/packet-client.ts';
import { type PacketFile, packetFiles } from '../support/packet-files.ts';
import { isSeen, keepPicture, payersDesk } from '../support/payers-desk.ts';
import { readPdf } from '../support/read-pdf.ts';
import { story } from '../support/story.ts';
import { agencyDay } from '../support/agency-days.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

type Eight = [
  ...[PacketClient, PacketClient, PacketClient, PacketClient],
  ...[PacketClient, PacketClient, PacketClient, PacketClient],
];

const extension = { initial: true, units: 8, through: agencyDay(60), justification: 'Two visits a week.' };
const housing = {
  ...{ service: 'RSS-HOUSING', initial: true, units: 10, from: agencyDay(1), through: agencyDay(30) },
  justification: 'A room near her sister.',
};
const scored = {
  instrument: contentHash(agencyAcuityIndex),
  answers: Object.fromEntries(itemsOf(agencyAcuityIndex).map(({ id }) => [id, 2])),
};

/** The paper that a client may ask for has a line for all that left, the newest first, and none beside. */
async function accountingAgrees(
  page: Page,
  url: string,
  { id, reference, left }: PacketClient,
): Promise<void> {
  await page.goto(`${url}/clients/${id}/file`);
  const line = page.getByRole('listitem').filter({ hasText: english.accounting.title });
  const address = await line.getByRole('link', { name: /: PDF, in a new tab/ }).getAttribute('href');
  const bytes = await (await page.request.get(new URL(address ?? '', url).href)).body();
  await isSeen(browser, bytes, { name: `${reference}-accounting`, words: [reference] });
  const { letters } = await readPdf(bytes);
  const time = String.raw`\d\d/\d\d/\d{4}\d\d:\d\d`;
  const foot = `PrintedbyTheoMarchettion${time}Page\\dof\\d42CFRpart2[^.]*\\.${reference}`;
  const lines = letters.replaceAll(new RegExp(foot, 'g'), '');
  // Each begins with its time.
  const printed = lines.split(new RegExp(time)).slice(1);
  expect({ reference, printed }).toEqual({ reference, printed: left.toReversed().map(asPrinted) });
}

function asPrinted({ way, to, what, things, purpose, why, by }: Left) {
  const { accounting: words, disclosure } = english;
  const said = [`: ${to}`, words.what, `${disclosure.ways[way]}: ${what}`];
  const of = things.length === 0 ? [] : [words.things, ...things];
  const rest = [words.purpose, purpose, words.why, why, words.by, by];
  return [...said, ...of, ...rest].join('').replaceAll(/\s+/g, '');
}

story(
  'the packets of eight clients, from plan to the payer’s answer: each paper is opened and seen, and the accounting agrees with what left',
  async () => {
    const system = await emptySystem();
    const { url, agency } = system;
    const clients: PacketClient[] = [];
    for (const [at, kind] of ['pdf', 'png', 'jpeg', 'text', 'docx', 'heic', 'pdf', 'pdf'].entries()) {
      const files = await packetFiles(browser, `client ${at + 1}`);
      clients.push(await packetClient(system, at + 1, files[kind] as PacketFile));
    }
    const [first, second, third, fourth, fifth, sixth, seventh, eighth] = clients as Eight;

    const stateOf = async ({ path }: PacketClient) => {
      const { body } = await system.get('payer', `${path}/authorizations`);
      const [extended] = body['extensions'] as { state: string; withdrawn: object | null }[];
      const [asked] = body['authorizations'] as { state: string }[];
      return extended?.withdrawn ? 'withdrawn' : (extended ?? asked)?.state;
    };
    const deskFor = (one: PacketClient, about: string, state?: string) =>
      payersDesk(browser, system, { client: one, about, ...(state === undefined ? {} : { state }) });
    /** Everything that went with it is read and opened. */
    async function deskAfterReading(one: PacketClient, about: string, state?: string) {
      const desk = await deskFor(one, about, state);
      await desk.reads();
      await desk.opensPaper();
      await desk.opensFile();
      await desk.opensPlan();
      expect(desk.complaints()).toEqual([]);
      return desk;
    }

    // An extension, approved.
    let about = await first.asks('requestExtension', extension);
    let desk = await deskAfterReading(first, about);
    await desk.decides('Approve');
    expect(await stateOf(first)).toBe('approved');

    // A service, approved in part.
    about = await second.asks('requestAuthorization', housing);
    desk = await deskAfterReading(second, about);
    await desk.decides('In part: fewer units or days', {
      reason: 'Six are enough to begin with.',
      also: () => desk.page.getByRole('spinbutton', { name: 'Units' }).fill('6'),
    });
    expect(await stateOf(second)).toBe('partial');

    // Asked back for the notes of the meeting, sent again with them, approved.
    about = await third.asks('requestExtension', extension);
    desk = await deskAfterReading(third, about);
    await desk.decides('Ask back', {
      reason: 'What did the team say?',
      also: () => desk.tap(desk.page.getByRole('checkbox', { name: 'notes of the team meeting' })),
    });
    await third.meets();
    await third.asks('resubmitExtension', { about });
    desk = await deskAfterReading(third, about);
    await desk.decides('Approve');
    expect(await stateOf(third)).toBe('approved');

    // Denied, appealed, decided anew.
    about = await fourth.asks('requestAuthorization', housing);
    desk = await deskAfterReading(fourth, about);
    await desk.decides('Deny', { reason: 'No need is on record.' });
    await fourth.step('coordinator', 'appealDecision', { about, reason: 'The plan names it first.' });
    desk = await deskAfterReading(fourth, about);
    await desk.decides('Approve', { reason: 'It does.' });
    expect(await stateOf(fourth)).toBe('approved');

    // Denied by mistake, which the payer corrects itself.
    about = await fifth.asks('requestExtension', extension);
    desk = await deskFor(fifth, about);
    await desk.decides('Deny', { reason: 'Meant for somebody else.' });
    desk = await deskAfterReading(fifth, about, '?state=decided');
    await desk.tap(desk.page.getByRole('button', { name: 'Correct this decision' }));
    await desk.decides('Approve', { reason: 'The denial was meant for somebody else.' });
    expect(await stateOf(fifth)).toBe('approved');

    // With an index and its answers; the plan is written anew after it was sent, and the payer reads the one that was.
    sixth.ids['acuity-index'] = await sixth.step('coordinator', 'scoreAcuity', scored);
    about = await sixth.asks('requestAuthorization', housing);
    await sixth.write();
    desk = await deskAfterReading(sixth, about);
    await desk.decides('Approve', { reason: 'As the plan says.' });
    expect(await stateOf(sixth)).toBe('approved');

    // The consent is taken back before the payer has opened anything: it stays closed, and the request is withdrawn.
    about = await seventh.asks('requestExtension', extension);
    await seventh.step('coordinator', 'revokeRelease', { about: seventh.release });
    desk = await deskFor(seventh, about);
    await desk.open();
    await desk.request.getByText('The client’s consent does not let you read it any more').waitFor();
    expect(await desk.page.getByText('I want a door I can lock.').count()).toBe(0);
    keepPicture(`${seventh.reference}-page.png`, await desk.page.screenshot({ fullPage: true }));
    await seventh.step('coordinator', 'withdrawExtension', { about, reason: 'She took it back.' });
    expect(await stateOf(seventh)).toBe('withdrawn');

    // A landlord was told, a paper was given to a ward, a file turned out to be somebody else's.
    await eighth.toldLandlord();
    await eighth.planToWard();
    about = await eighth.asks('requestExtension', extension);
    await eighth.sent('coordinator', `attachments/${eighth.ids['placement-criteria']}/strike`, {
      reason: 'Somebody else’s.',
    });
    desk = await deskFor(eighth, about);
    // Of the criteria that were struck out the payer learns that they are withheld.
    await desk.reads(['sccp']);
    expect(await desk.page.getByRole('link', { name: eighth.file.fileName }).count()).toBe(0);
    await desk.opensPlan();
    await desk.decides('Ask back', {
      reason: 'The criteria are withheld.',
      also: () => desk.tap(desk.page.getByRole('checkbox', { name: 'patient placement criteria' })),
    });
    expect(await stateOf(eighth)).toBe('returned');

    // What is printed for each of them agrees with all of that, line by line.
    const own = await visit(browser, { url, token: agency.tokens.coordinator, width: widths.desk });
    await own.page.getByRole('button', { name: 'Sign out' }).waitFor();
    for (const one of clients) await accountingAgrees(own.page, url, one);
  },
  { timeout: 600_000, keepsWidth: true },
);
