import { startBrowser } from '../../test/support/browser.ts';
import type { Context } from '../context.ts';
import { median, ratio } from '../report/numbers.ts';
import type { Figures } from '../report/results.ts';
import type { Agency } from '../seed/population.ts';

/** When something was seen first, ms after the address was opened; run in the page. */
const firstPaint = `new Promise((seen) => {
  new PerformanceObserver((entries) => {
    for (const { startTime } of entries.getEntriesByName('first-contentful-paint')) seen(startTime);
  }).observe({ type: 'paint', buffered: true });
})`;

/**
 * My day of twenty clients in a browser that has been there before, in turn with a page of the same API that is one small
 * file without a script.
 */
export async function measurePaint({ options, stage }: Context, agency: Agency): Promise<Figures> {
  const browser = await startBrowser();
  try {
    const baseURL = `http://127.0.0.1:${stage.ports.api}`;
    const page = await (await browser.newContext({ baseURL })).newPage();
    await page.goto('/');
    await page.locator('form input').fill(agency.coordinators[0]?.token ?? '');
    await page.locator('form button[type=submit]').click();
    // Whoever goes on before the answer has come is not signed in.
    await page.locator('nav').first().waitFor();
    const cards = async () => {
      await page.goto('/day');
      await page.locator('main article').first().waitFor();
    };
    await cards();
    const ms = { paint: [] as number[], cards: [] as number[], floor: [] as number[] };
    for (let round = 0; round < (options.quick ? 2 : 20); round += 1) {
      await page.goto('/offline.html');
      ms.floor.push(await page.evaluate<number>(firstPaint));
      const before = performance.now();
      await cards();
      ms.cards.push(performance.now() - before);
      ms.paint.push(await page.evaluate<number>(firstPaint));
    }
    return {
      warmFirstPaintMs: median(ms.paint),
      warmFirstCardMs: median(ms.cards),
      warmFirstPaintRatioToBarePage: ratio(median(ms.paint), median(ms.floor)),
    };
  } finally {
    await browser.close();
  }
}
