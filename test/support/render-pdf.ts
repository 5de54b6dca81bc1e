import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';

/** A page of a paper as somebody sees it: its picture, and how much of it is anything else than white, from 0 to 1. */
export type SeenPage = { png: Buffer; ink: number; inMargin: number };

const library = fileURLToPath(import.meta.resolve('unpdf/pdfjs'));

/** Drawn in the browser; the margin is what a printer may cut off. */
const draw = `async (number) => {
  const { getDocument } = await import('/library.mjs');
  const pdf = await (globalThis.opened ??= getDocument({ url: '/paper.pdf' }).promise);
  if (number > pdf.numPages) return null;
  const page = await pdf.getPage(number);
  const viewport = page.getViewport({ scale: 1.5 });
  const canvas = document.querySelector('canvas');
  const { width, height } = Object.assign(canvas, { width: viewport.width | 0, height: viewport.height | 0 });
  const canvasContext = canvas.getContext('2d', { willReadFrequently: true });
  await page.render({ canvas, canvasContext, viewport }).promise;
  const { data } = canvasContext.getImageData(0, 0, width, height);
  const margin = 18;
  let [ink, inMargin] = [0, 0];
  for (let at = 0; at < width * height; at += 1) {
    if (data[at * 4] + data[at * 4 + 1] + data[at * 4 + 2] > 700) continue;
    ink += 1;
    const [x, y] = [at % width, Math.floor(at / width)];
    if (x < margin || y < margin || x >= width - margin || y >= height - margin) inMargin += 1;
  }
  return { ink: ink / (width * height), inMargin: inMargin / (width * height) };
}`;

/** Every page of a PDF, drawn in the browser by a reader of its own. */
export async function renderPdf(browser: Browser, bytes: Buffer): Promise<SeenPage[]> {
  const page = await browser.newPage({ viewport: { width: 1_300, height: 1_700 } });
  try {
    await page.route('http://paper.test/**', (asked) => {
      const { pathname } = new URL(asked.request().url());
      if (pathname === '/library.mjs')
        return asked.fulfill({ contentType: 'text/javascript', body: readFileSync(library) });
      if (pathname === '/paper.pdf') return asked.fulfill({ contentType: 'application/pdf', body: bytes });
      return asked.fulfill({
        contentType: 'text/html',
        body: '<body style="margin:0"><canvas></canvas></body>',
      });
    });
    await page.goto('http://paper.test/');
    const seen: SeenPage[] = [];
    for (let number = 1; ; number += 1) {
      const drawn = await page.evaluate<Omit<SeenPage, 'png'> | null>(`(${draw})(${number})`);
      if (drawn === null) return seen;
      seen.push({ ...drawn, png: await page.locator('canvas').screenshot() });
    }
  } finally {
    await page.close();
  }
}
