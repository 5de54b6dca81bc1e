import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { undoMs } from '../../src/console/outbox/outbox.ts';

/**
 * Once what was pressed is on record: what is told of it. It is put away, as it would be by itself after a minute, which is
 * less than a slow machine takes to look around.
 */
export async function recorded(page: Page): Promise<string> {
  await page.clock.fastForward(undoMs);
  const status = page.getByRole('status');
  const told = status.getByText(/On record/).last();
  await told.waitFor();
  const words = await told.innerText();
  await status.getByRole('button', { name: 'Close', exact: true }).last().click();
  await expect.poll(() => status.getByText(/On record/).count()).toBe(0);
  return words;
}
