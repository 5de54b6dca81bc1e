import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** Longer than a desk is left alone. */
const awayMs = 16 * 60_000;
/** Each kind of control, with what is written there. */
const written: Record<string, string> = {
  date: '2031-02-03',
  'datetime-local': '2031-02-03T10:30',
  month: '2031-02',
  number: '1',
  email: 'written@example.org',
};
const controls =
  'input:not([type=file]):not([data-said]):enabled, select:not([data-said]):enabled, textarea:not([data-said]):enabled';

/** As much of the browser's elements as is asked of them here. */
type Control = Record<'tagName' | 'type' | 'value', string> & {
  checked: boolean;
  click: () => void;
  dataset: Record<string, string>;
  options: Iterable<{ value: string }>;
};
type Element = { querySelectorAll: (what: string) => Iterable<Control & { open: boolean }> };

/** Writes something into each control that there is, and that comes with what was written. */
async function fillIn(form: Locator): Promise<void> {
  for (let left = 60; left > 0; left -= 1) {
    await form.evaluate((one: Element) => {
      for (const more of one.querySelectorAll('details')) more.open = true;
    });
    const one = form.locator(controls).first();
    if ((await one.count()) === 0) return;
    const [tag, type] = await one.evaluate((control: Control) => {
      control.dataset['said'] = '';
      return [control.tagName, control.type];
    });
    // Marked, it is no longer the first: by its mark alone it is found again.
    const field = form.locator('[data-said=""]');
    if (type === 'radio' || type === 'checkbox') await field.evaluate((control: Control) => control.click());
    else if (tag === 'SELECT') {
      const values = await field.evaluate((control: Control) =>
        [...control.options].map(({ value }) => value),
      );
      const value = values.findLast((each) => each !== '');
      if (value !== undefined) await field.selectOption(value);
    } else await field.fill(written[type] ?? 'Written');
    await field.evaluate((control: Control) => {
      control.dataset['said'] = 'yes';
    });
  }
}

/** What stands in a form, control by control. */
const standsIn = (form: Locator): Promise<string[]> =>
  form.evaluate((one: Element) =>
    [...one.querySelectorAll('input, select, textarea')].map(({ tagName, type, checked, value }) =>
      [tagName, type, ['radio', 'checkbox'].includes(type) ? checked : value].join(' '),
    ),
  );

/** Nobody touches it until it is locked; then its reader is back. */
async function lockAndReturn(page: Page, token: string): Promise<void> {
  await page.clock.fastForward(awayMs);
  await page.getByText('Nobody had touched this for a while').waitFor();
  await page.locator('form input').fill(token);
  await page.locator('form button[type=submit]').click();
}

/** What is wrong with how a form comes back: null where it stands there with what was written. */
export async function lostBy(page: Page, form: Locator, token: string): Promise<string | null> {
  await fillIn(form);
  const before = await standsIn(form);
  await lockAndReturn(page, token);
  const opened = await form.waitFor({ timeout: 10_000 }).then(
    () => true,
    () => false,
  );
  if (!opened) return 'is not open any more';
  const after = () => standsIn(form);
  await expect
    .poll(after, { timeout: 5_000 })
    .toEqual(before)
    .catch(() => undefined);
  const now = await after();
  return JSON.stringify(now) === JSON.stringify(before)
    ? null
    : `has ${now.join(', ')} instead of ${before.join(', ')}`;
}
