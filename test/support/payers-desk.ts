import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { expect } from 'vitest';
import type { RequestDocument } from '../../src/engine/policy/request-documents.ts';
import { type emptySystem, visit, widths } from './console-visit.ts';
import type { PacketClient } from './packet-client.ts';
import { faultsOfPage } from './page-faults.ts';
import { readPdf } from './read-pdf.ts';
import { recorded } from './receipts.ts';
import { renderPdf } from './render-pdf.ts';

/** Where pictures of all that was opened are put, for who wants to look at them; and where those of the docs are. */
const [pictures, docs] = [process.env['TEST_PACKETS'], process.env['TEST_PICTURES']];
const inDocs: Record<string, string> = {
  'C-packet-3-page.png': 'payers-desk.png',
  'C-packet-3-packet-1.png': 'request-packet.png',
  'C-packet-8-accounting-1.png': 'accounting-of-disclosures.png',
};
export function keepPicture(name: string, picture: Buffer): void {
  const named = inDocs[name];
  if (docs && named) writeFileSync(join(docs, '../pictures', named), picture);
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  writeFileSync(join(pictures, name), picture);
}

/** Every page of it is drawn, has words on it and none where a printer cuts, and a reader finds these on them. */
export async function isSeen(
  browser: Browser,
  bytes: Buffer,
  { name, words }: { name: string; words: readonly string[] },
): Promise<void> {
  const { letters } = await readPdf(bytes);
  for (const one of words) expect(letters).toContain(one);
  const drawn = await renderPdf(browser, bytes);
  expect(drawn.length).toBeGreaterThan(0);
  for (const [at, { png, ink, inMargin }] of drawn.entries()) {
    keepPicture(`${name}-${at + 1}.png`, png);
    expect(ink).toBeGreaterThan(0.002);
    expect(inMargin).toBe(0);
  }
}

/** The browser shows it, as large as it was. */
async function isPicture(browser: Browser, mediaType: string, bytes: Buffer): Promise<Buffer> {
  const page = await browser.newPage();
  await page.setContent(`<img src="data:${mediaType};base64,${bytes.toString('base64')}">`);
  const size = `(async () => {
    const image = document.querySelector('img');
    await image.decode();
    return [image.naturalWidth, image.naturalHeight];
  })()`;
  expect(await page.evaluate(size)).toEqual([620, 400]);
  const png = await page.locator('img').screenshot();
  await page.close();
  return png;
}

/** The payer before one request in the console: reads what went with it, each paper for itself, and answers. */
export async function payersDesk(
  browser: Browser,
  system: Awaited<ReturnType<typeof emptySystem>>,
  { client, about, state = '' }: { client: PacketClient; about: string; state?: string },
) {
  const { reference, path, file, ids } = client;
  const { url, agency } = system;
  const { page, tap, complaints } = await visit(browser, {
    ...{ url, token: agency.tokens.payer, width: widths.desk, path: `/requests${state}` },
  });
  const list = page.getByRole('list', { name: 'Requests by due time' });
  await list.getByText(reference, { exact: true }).click();
  const request = page.getByRole('article', { name: reference });
  await request.waitFor();

  async function opened(enclosure: string | undefined) {
    const reply = await page.request.get(`${url}/api/v1${path}/requests/${about}/enclosures/${enclosure}`);
    expect(reply.status()).toBe(200);
    return { type: reply.headers()['content-type'], bytes: await reply.body() };
  }
  const open = () => tap(page.getByRole('button', { name: 'Read what is enclosed' }));

  return {
    ...{ page, request, tap, open, complaints },
    /** All that went with it, beside the request. */
    async reads(papers?: readonly RequestDocument[]): Promise<void> {
      await open();
      await request.getByText('I want a door I can lock.').waitFor();
      client.toPayer('request-read', papers);
      expect(await faultsOfPage(page)).toEqual([]);
      keepPicture(`${reference}-page.png`, await page.screenshot({ fullPage: true }));
    },
    /** The whole packet as one paper: the request, its history, and behind an index what went with it. */
    async opensPaper(): Promise<void> {
      const address = await request.getByRole('link', { name: /Request packet.*PDF/ }).getAttribute('href');
      const reply = await page.request.get(new URL(address ?? '', url).href);
      expect(reply.headers()['content-type']).toBe('application/pdf');
      client.toPayer('request-read');
      await isSeen(browser, await reply.body(), {
        ...{ name: `${reference}-packet`, words: [reference, 'IwantadoorIcanlock.', file.fileName] },
      });
    },
    async opensFile(): Promise<void> {
      await request.getByRole('link', { name: file.fileName }).first().waitFor();
      const { type, bytes } = await opened(ids['placement-criteria']);
      client.toPayer('request-read', ['placement-criteria']);
      expect(type).toContain(file.mediaType);
      expect(bytes.equals(file.bytes)).toBe(true);
      const name = `${reference}-criteria`;
      if (file.mediaType === 'application/pdf') await isSeen(browser, bytes, { name, words: ['Level2.1'] });
      if (/png|jpeg/.test(file.mediaType))
        keepPicture(`${name}.png`, await isPicture(browser, file.mediaType, bytes));
    },
    async opensPlan(): Promise<void> {
      const { type, bytes } = await opened(ids.sccp);
      client.toPayer('request-read', ['sccp']);
      expect(type).toBe('application/pdf');
      await isSeen(browser, bytes, {
        ...{ name: `${reference}-plan`, words: ['IwantadoorIcanlock.', reference] },
      });
    },
    async decides(
      choice: string,
      { reason, also }: { reason?: string; also?: () => Promise<void> } = {},
    ): Promise<void> {
      await tap(page.getByText(choice, { exact: true }));
      await also?.();
      if (reason !== undefined) await page.getByLabel(/^Reason/).fill(reason);
      await tap(page.getByRole('button', { name: /^Decide on/ }));
      await recorded(page);
    },
  };
}
