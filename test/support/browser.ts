import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { SetupError } from '../../src/servers/setup-error.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

let running: Promise<Browser> | undefined;

/**
 * A browser without a window: the one that is named, one of this machine, or the one that Playwright has downloaded. One
 * for all files of a process, with which it ends: whoever closes it closes what they have open in it.
 */
export async function startBrowser(): Promise<Browser> {
  const browser = await running;
  if (browser?.isConnected()) return browser;
  running = launch();
  return await running;
}

async function launch(): Promise<Browser> {
  const browser = await chromium.launch({
    executablePath: executable(),
    // As root Chromium has no sandbox of its own; it is shown our own pages alone.
    args: ['--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    // The process ends by it, and the browser with the process; heard here, it would end nothing.
    handleSIGTERM: false,
  });
  return Object.assign(browser, {
    close: async () => void (await Promise.all(browser.contexts().map((context) => context.close()))),
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
