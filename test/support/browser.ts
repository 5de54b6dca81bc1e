import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { SetupError } from '../../src/servers/setup-error.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** A browser without a window: the one that is named, one of this machine, or the one that Playwright has downloaded. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: executable(),
    // As root Chromium has no sandbox of its own; it is shown our own pages alone.
    args: ['--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
}

function executable(): string {
  const named = process.env['CHROMIUM_BIN'];
  if (named) return named;
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const found = folders.flatMap((folder) => names.map((name) => join(folder, name))).find(canRun);
  if (found) return found;
  const downloaded = chromium.executablePath();
  if (existsSync(downloaded)) return downloaded;
  throw new SetupError(
    'No Chromium on this machine. On Debian: apt-get install chromium. With a network: npx playwright-core install chromium. Or name one in CHROMIUM_BIN.',
  );
}

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
