import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { startBrowser } from '../support/browser.ts';
import { visit, wholeSystem, widths } from '../support/console-visit.ts';
import { newHire } from '../support/new-hire.ts';
import { faultsOfPage } from '../support/page-faults.ts';
import { everybodySigns, wholeSections } from '../support/plans.ts';
import { story } from '../support/story.ts';
import { agencyDay } from '../support/agency-days.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

type System = Awaited<ReturnType<typeof wholeSystem>>['system'];

async function completePlan(system: System, id: string): Promise<void> {
  const today = agencyDay(-1);
  const signatures = everybodySigns.map((one) => ({ ...one, on: today }));
  const body = { version: 'preliminary', sections: wholeSections(), signatures };
  const plans = `/enrollments/${id}/plans`;
  const begun = await system.post('coordinator', plans, body);
  const done = await system.post(
    'coordinator',
    `${plans}/${String(begun.body['documentId'])}/acts/complete`,
    {},
  );
  if (done.status !== 200) throw new Error(JSON.stringify([begun.body, done.body]));
}

story(
  'from My day to a client in one tap, to the safety plan in another; why something is due is said there',
  async () => {
    const { system, id } = await wholeSystem();
    const { url, agency } = system;
    await completePlan(system, id);
    const coordinator = await visit(browser, { url, token: agency.tokens.coordinator, width: widths.phone });
    const { page, tap } = coordinator;
    await tap(page.getByRole('link', { name: /^Ottilie/ }).first());
    await page.getByRole('heading', { level: 1, name: /^Ottilie/ }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/clients/${id}`);
    await page.getByText('First contact is to be made').first().waitFor();
    await tap(page.getByRole('button', { name: /^Safety plan of Ottilie/ }));
    const plan = page.getByRole('dialog', { name: /^Safety plan of Ottilie/ });
    await plan.getByText('Calls Rosalind.').waitFor();
    await plan.getByRole('link', { name: '414 555 0199' }).waitFor();
    expect(coordinator.taps()).toBe(2);
    expect(await faultsOfPage(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await plan.waitFor({ state: 'detached' });

    const first = page.getByRole('listitem').filter({ hasText: 'First contact with the client' }).last();
    await first.getByText('001 C.1').waitFor();
    await first.getByText(/^Opened by: Coordinator assigned, Ruth Okonjo/).waitFor();
    expect(await faultsOfPage(page)).toEqual([]);
    await page.keyboard.press('s');
    await plan.waitFor();
    await page.keyboard.press('Escape');
    // From My day itself the safety plan is one tap away as well.
    await page.goBack();
    await page
      .getByRole('button', { name: /^Safety plan of Ottilie/ })
      .first()
      .click();
    await plan.getByText('Calls Rosalind.').waitFor();
    expect(coordinator.complaints()).toEqual([]);
  },
);

story(
  'who has nothing to do with a client is told so, and looks all the same where it cannot wait',
  async () => {
    const { system, id } = await wholeSystem();
    const { url, agency, prisma } = system;
    const token = await newHire(prisma, agency.agencyId);
    const { page, tap, taps } = await visit(browser, {
      ...{ url, token, width: widths.phone, path: `/clients/${id}` },
    });
    await page
      .getByRole('heading', { level: 1, name: 'You have nothing to do with this client now' })
      .waitFor();
    expect(await page.locator('body').innerText()).not.toMatch(/Ottilie|Brandywine/);
    expect(await faultsOfPage(page)).toEqual([]);
    await page.getByLabel('Why it cannot wait').fill('She stands in the hall; nobody else is here.');
    await tap(page.getByRole('button', { name: 'Look for four hours' }));
    await page.getByRole('heading', { level: 1, name: /^Ottilie/ }).waitFor();
    expect(taps()).toBe(1);
    const broken = await system.get('director', '/break-glass');
    expect(JSON.stringify(broken.body)).toContain('She stands in the hall');
  },
);

story(
  'the pages of a client: timeline, plan, authorizations, referrals, team, notes and file, each whole',
  async () => {
    const { system, id } = await wholeSystem();
    const { url, agency } = system;
    await completePlan(system, id);
    const begun = await system.post('coordinator', `/enrollments/${id}/plans`, {
      version: 'full',
      sections: { strengths: wholeSections().strengths, needs: wholeSections().needs },
    });
    expect(begun.status).toBe(201);
    const asked = {
      ...{ initial: true, units: 8, through: '2099-06-01', justification: 'It goes on.' },
      enclosed: await system.enclosing(id),
    };
    expect((await system.command('coordinator', id, 'requestExtension', asked)).status).toBe(200);
    expect((await system.command('coordinator', id, 'scoreAcuity', { score: 52 })).status).toBe(200);
    const contact = {
      with: 'client',
      mode: 'face-to-face',
      outcome: 'reached',
      summary: 'Met at the library.',
    };
    expect((await system.command('coordinator', id, 'logContact', contact)).status).toBe(200);

    const coordinator = await visit(browser, {
      ...{ url, token: agency.tokens.coordinator, width: widths.phone, path: `/clients/${id}` },
    });
    const { page } = coordinator;
    await page.getByRole('heading', { name: 'Acuity Index: 52' }).waitFor();
    expect(await faultsOfPage(page)).toEqual([]);
    const seen: [string, RegExp][] = [
      ['Timeline', /Met: First contact with the client/],
      ['Care plan', /Cannot start yet/],
      ['Authorizations', /8 units more/],
      ['Referrals', /No referral was made yet/],
      ['Team', /The team is not formed yet/],
      ['Notes', /No note is on file/],
      ['File', /contact or service has no signed note|contacts and services have no signed note/],
    ];
    for (const [part, words] of seen) {
      await page.getByRole('link', { name: part, exact: true }).click();
      await page.getByText(words).first().waitFor();
      await page.locator('main [aria-busy=true]').first().waitFor({ state: 'detached' });
      // Which of them is open is seen, also where not all of them fit.
      const way = await page.locator('main nav [aria-current=page]').boundingBox();
      const width = page.viewportSize()?.width ?? 0;
      expect([part, way && way.x >= 0 && way.x + way.width <= width]).toEqual([part, true]);
      expect([part, await faultsOfPage(page)]).toEqual([part, []]);
      // The safety plan is one tap away on each of them.
      await page.getByRole('button', { name: /^Safety plan of Ottilie/ }).waitFor();
    }
    await page.getByRole('link', { name: 'Timeline', exact: true }).click();
    await page.getByText('Met at the library.').waitFor();
    const met = page.getByText('Met: First contact with the client');
    await met.click();
    await page.getByText('001 C.1').waitFor();
    await page.getByRole('link', { name: 'Care plan', exact: true }).click();
    await page.getByLabel('Compare with').selectOption({ index: 1 });
    await page.getByRole('heading', { name: /sections differ/ }).waitFor();
    expect(coordinator.complaints()).toEqual([]);
  },
);
