import type { Locator, Page } from 'playwright-core';

/** What is used here of an element of the page; the tests have no types of the browser's. */
type Element = {
  tagName: string;
  type?: string;
  name?: string;
  control?: Element | null;
  matches(selector: string): boolean;
  closest(selector: string): Element | null;
  ownerDocument: { activeElement: Element | null };
};

/** More than a page has of what can be pressed: whoever needs so many will not get there. */
const mostKeys = 400;

/**
 * Presses it without a pointer: Tab until it has the focus, within a group of choices the arrows, then Enter or the space
 * bar. Throws where the keyboard does not get there.
 */
export async function pressByKeys(page: Page, what: Locator): Promise<void> {
  // Of a field's words the field.
  const goal = await what.evaluateHandle((one: Element): Element | null => {
    const own = one.closest('a[href], button, summary, input, select, textarea, [tabindex]');
    return own && !own.matches('main, dialog') ? own : (one.closest('label')?.control ?? null);
  });
  const kind = await goal.evaluate((one: Element | null) => one && (one.type ?? one.tagName));
  if (kind === null) throw new Error('no key presses this: it is neither a field nor a button');
  const where = (): Promise<'there' | 'beside' | 'elsewhere'> =>
    goal.evaluate((one: Element) => {
      const { activeElement: at } = one.ownerDocument;
      if (at === one) return 'there';
      return at?.type === 'radio' && at.name === one.name ? 'beside' : 'elsewhere';
    });
  let keys = 0;
  for (let at = await where(); at !== 'there'; at = await where()) {
    if (keys++ > mostKeys) throw new Error('the keyboard does not get there');
    await page.keyboard.press(at === 'beside' ? 'ArrowDown' : 'Tab');
  }
  await page.keyboard.press(kind === 'radio' || kind === 'checkbox' ? 'Space' : 'Enter');
}
