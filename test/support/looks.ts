import type { Page } from 'playwright-core';
import { vi } from 'vitest';

export const widths = { desk: 1280, phone: 390 };
export const themes = ['light', 'dark'] as const;
export const languages = ['en-US', 'es-US'] as const;

export type Look = {
  width: number;
  theme?: (typeof themes)[number];
  language?: (typeof languages)[number];
};

/** Each way in which somebody may have the console before them. */
export const looks: Required<Look>[] = Object.values(widths).flatMap((width) =>
  themes.flatMap((theme) => languages.map((language) => ({ width, theme, language }))),
);

export const nameOf = ({ width, theme, language }: Look): string => [width, theme, language].join(' ');

/** A text that stands there as its id. */
export const unspoken = String.raw`/\b(?:page|nothing|form|problem)(?:\.[a-zA-Z]+){1,3}\b/`;

/** What somebody has typed and chosen on the page; run in it. */
const typed = `[...document.querySelectorAll('input, textarea, select')].map((one) => one.type === 'checkbox' || one.type === 'radio' ? one.checked : one.value)`;

/**
 * Has the open page in each look in turn, as whoever turns a phone or chooses another language has it, and asks about it.
 * Answers all that was answered, each with its look. Throws where a change of looks loses what was typed.
 */
export async function inEachLook(
  page: Page,
  ask: (page: Page) => Promise<string[]>,
  which: readonly Required<Look>[] = looks,
): Promise<string[]> {
  const before = page.viewportSize() ?? { width: widths.desk, height: 844 };
  const spoken = await page.evaluate<string>('document.documentElement.lang');
  const words = await page.evaluate<unknown[]>(typed);
  const answers: string[] = [];
  // Without a connection no other language comes.
  const comes = await page.evaluate<boolean>('navigator.onLine');
  for (const look of which.filter(({ language }) => comes || language.startsWith(spoken))) {
    await page.setViewportSize({ width: look.width, height: before.height });
    await page.emulateMedia({ colorScheme: look.theme });
    await speak(page, look.language.slice(0, 2));
    answers.push(...(await ask(page)).map((answer) => `${nameOf(look)}: ${answer}`));
  }
  await page.setViewportSize(before);
  await page.emulateMedia({ colorScheme: null });
  await speak(page, spoken);
  // What comes meanwhile is nobody's loss; what is made out of what is read comes after it.
  const missing = async () => {
    const after = await page.evaluate<unknown[]>(typed);
    return words.filter((one) => one && !after.includes(one));
  };
  await vi.waitUntil(async () => (await missing()).length === 0, { timeout: 5000 }).catch(() => {});
  const lost = await missing();
  if (lost.length > 0) answers.push(`a change of looks lost what was typed: ${JSON.stringify(lost)}`);
  return answers;
}

const isOurs = (page: Page): Promise<boolean> =>
  page.evaluate<boolean>(`document.querySelector('#console') !== null`);

/** Chosen as in the settings of another tab. A page that is not the console's has one language. */
async function speak(page: Page, language: string): Promise<void> {
  if (!(await isOurs(page)) || (await page.evaluate<string>('document.documentElement.lang')) === language)
    return;
  await page.evaluate(
    `localStorage.setItem('throughline.language', ${JSON.stringify(language)}), window.dispatchEvent(new StorageEvent('storage'))`,
  );
  await page.locator(`html[lang=${language}]`).waitFor({ state: 'attached' });
  await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
  // The words of pages after the first come after it; whichever never come are found by who looks at the page.
  await page
    .waitForFunction(`!(${unspoken}).test(document.body.innerText)`, null, { timeout: 5000 })
    .catch(() => {});
}
