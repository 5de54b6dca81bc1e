import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Login, seedDemo } from '../../prisma/seed/index.ts';
import { startBrowser } from '../support/browser.ts';
import { emptySystem, visit } from '../support/console-visit.ts';
import { inEachLook, type Look, languages, looks, nameOf } from '../support/looks.ts';
import { faultsAsItStands, faultsOnPaper } from '../support/page-faults.ts';
import { sized } from '../support/sizes.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

const people = [
  'coordinator',
  'intake',
  'supervisor',
  'director',
  'payer',
  'quality',
  'privacy',
  'ops',
] as const;
/** Where pictures of the pages are put, `npm run pictures`; in English and in the light. */
const pictures = process.env['TEST_PICTURES'];
const inPictures = ({ theme, language }: Look) => theme === 'light' && language === 'en-US';

const isLong = sized(1, 0) === 1;

/** Pages that differ by their client alone are one page; with a filter it is another. */
const shapeOf = (path: string): string =>
  path
    .replaceAll(/[0-9a-f]{64}|[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')
    .replace(/\?.*/, '?')
    .replace(/#.*/, '');

type Walk = { login: Login; looks: readonly Required<Look>[] };

/** Here each page once, by who comes to it first, each person in another look; in the long run by each in all looks. */
const walks: Walk[] = people.flatMap((login, i) => {
  if (pictures) return looks.filter(inPictures).map((look) => ({ login, looks: [look] }));
  if (!isLong) return { login, looks: [looks[(i * 3) % looks.length] ?? expect.unreachable()] };
  // What a page reads and says in a language is had from its beginning; width and theme change before one's eyes.
  return languages.map((one) => ({ login, looks: looks.filter(({ language }) => language === one) }));
});
test(
  'every page that somebody can get to holds up: each person, both widths, themes and languages',
  async () => {
    const { url, agency } = await emptySystem();
    // An agency that has been at work for half a year: what nobody has is no page to look at.
    expect(await seedDemo({ baseUrl: url, agency, now: Date.now() })).toBeGreaterThan(20);
    const faults: string[] = [];
    const seen = new Set<string>();
    for (const one of walks) {
      const [before, from] = [seen.size, performance.now()];
      const found = await walk(url, agency.tokens[one.login], one, seen);
      faults.push(...found);
      // The long run is hours for whoever waits for it: what is wrong is told as soon as it is known.
      const took = Math.round((performance.now() - from) / 1000);
      if (isLong)
        process.stderr.write(
          [
            `${one.login} ${one.looks.map(nameOf).join(', ')}: ${seen.size - before} pages, ${took} s`,
            ...found,
          ].join('\n') + '\n',
        );
    }
    expect(seen.size).toBeGreaterThan(30);
    expect(faults).toEqual([]);
  },
  sized(4 * 3_600_000, 600_000),
);

/** From the first page to each that is linked, one of a shape. Answers what is wrong with them. */
async function walk(
  url: string,
  token: string,
  { login, looks: all }: Walk,
  seen: Set<string>,
): Promise<string[]> {
  const [first = expect.unreachable()] = all;
  const { page, complaints } = await visit(browser, { url, token, ...first });
  await page.locator('main h1').first().waitFor();
  const open = [new URL(page.url()).pathname];
  const faults: string[] = [];
  const passed = new Set<string>();
  for (const path of open) {
    const shape = shapeOf(path);
    const done = isLong ? `${login} ${first.language} ${shape}` : `${pictures ? first.width : ''}${shape}`;
    if (passed.has(shape)) continue;
    passed.add(shape);
    // Who has been there saw it; where it leads to may still be theirs alone.
    if (seen.has(done) && open.length > 1) continue;
    await page.goto(path);
    const come = await page
      .locator('main h1')
      .first()
      .waitFor()
      .then(
        () => true,
        () => false,
      );
    if (!come) {
      faults.push(`${login} ${path}: no heading; ${complaints().splice(0).join('; ')}`);
      continue;
    }
    await page.locator('main [aria-busy=true]').first().waitFor({ state: 'detached' });
    if (!seen.has(done)) {
      if (pictures && !shape.endsWith('?')) await photograph(page, shape, first);
      const found = [
        // Printed first: a look unfolds what is folded.
        ...(await faultsOnPaper(page)),
        ...(await page.evaluate<string[]>(unfiltered)),
        ...(await inEachLook(page, faultsAsItStands, all)),
        ...complaints().splice(0),
      ];
      faults.push(...found.map((fault) => `${login} ${path}: ${fault}`));
      seen.add(done);
    }
    const links = await page.evaluate<string[]>(
      `[...document.querySelectorAll('a[href^="/"]:not([download])')].map((one) => one.getAttribute('href'))`,
    );
    open.push(...links.filter((link) => !/^\/(?:api|docs|openapi|calendar)\b/.test(link)));
  }
  await page.context().close();
  return faults;
}

/** A list that is filtered is taken along filtered, with all its rows. What the address calls a view is called otherwise when it is read. */
const unfiltered = `[...document.querySelectorAll('main a[download]:not([aria-label])')].flatMap(({ href }) =>
  [...new URLSearchParams(location.search)]
    .filter(([name, value]) => !['after', 'before', 'view'].includes(name) && new URL(href).searchParams.get(name) !== value.replaceAll('"', ''))
    .map(([name]) => 'the table that is taken along knows nothing of ' + name))`;

async function photograph(page: Page, shape: string, { width }: Look): Promise<void> {
  // One number's cases look like another's.
  const one = shape.replace(/^\/numbers\/[\w-]+$/, '/numbers/cases');
  const name = one.slice(1).replaceAll(/[/:]+/g, '-') || 'home';
  const path = join(pictures ?? '', `${name}-${width}.jpg`);
  await page.screenshot({ path, type: 'jpeg', quality: 45, animations: 'disabled' });
}

/** What is wrong with a page, and what is said of it. */
const planted: [string, RegExp][] = [
  ['<h1>A</h1><div style="width: 200vw">wide</div>', /wider than the window/],
  ['<h1>A</h1><h1>B</h1>', /2 first headings/],
  ['<h1>A</h1><button>One</button><button style="margin-left: -30px">Two</button>', /overlap/],
  ['<h1>A</h1><button style="height: 12px; padding: 0">Small</button>', /by 12 px/],
  [
    '<h1>A</h1><p style="position: fixed; bottom: 0"><button>Send</button></p><p style="position: fixed; bottom: 0; width: 90%; height: 60px; background: #fff">Tabs</p>',
    /"Send" is covered/,
  ],
  [
    '<h1>A</h1><p style="width: 5rem; overflow: hidden; white-space: nowrap">A long line of words</p>',
    /cut off/,
  ],
  [
    '<h1>A</h1><p style="height: 200vh">Long</p><button style="min-height: 44px">Next</button><p style="height: 30px"></p><p style="position: sticky; bottom: 0; height: 100px; background: #fff">Bar</p>',
    /"Next" comes to lie under p "Bar"/,
  ],
  [
    '<h1>A</h1><nav aria-label="Ways"><a href="?a">Some</a> <a href="?b">All</a></nav>',
    /0 of nav "Ways" are marked/,
  ],
  [
    '<h1>A</h1><nav aria-label="Ways"><a href="?a" aria-current="page">Some</a> <a href="?b">All</a></nav>',
    /"Some" is marked, but not for the eye/,
  ],
  [
    '<h1>A</h1><p style="width: 7rem; overflow: hidden; white-space: nowrap">It just fits</p>',
    /is cut off \(40 % longer\)$/,
  ],
  ['<h1>A</h1><p>page.unknown</p>', /no words for page\.unknown/],
  ['<h1>A</h1><p style="color: #ccc; background: #fff">Pale</p>', /color-contrast/],
  ['<h1>A</h1><details><summary>More of it</summary><input></details>', /label/],
];

test('what is wrong with a page is seen', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await context.route('http://planted.example/', (route) =>
    route.fulfill({ contentType: 'text/html', body: '' }),
  );
  await page.goto('http://planted.example/');
  const around = (inner: string) =>
    `<!doctype html><html lang="en"><head><title>T</title></head><body><main>${inner}</main></body></html>`;
  for (const [inner, said] of planted) {
    await page.setContent(around(inner));
    expect([inner, (await faultsAsItStands(page)).join('\n')]).toEqual([inner, expect.stringMatching(said)]);
  }
  await page.setContent(
    around(
      '<h1>A</h1><p>All is well.</p><button style="min-height: 44px">Go on</button><p style="position: fixed; bottom: 0"><button style="min-height: 44px">Tab</button></p>',
    ),
  );
  expect(await faultsAsItStands(page)).toEqual([]);
  // Behind what is over the page, and again over that, nothing is there to be pressed.
  await page.evaluate(`for (const name of ['One', 'Two']) {
    const over = document.createElement('dialog');
    over.style.cssText = 'inset: 0; margin: auto; width: 90%; height: 90%';
    over.ariaLabel = name;
    over.innerHTML = '<p style="position: sticky; bottom: 0"><button style="min-height: 44px">' + name + '</button></p>';
    document.body.append(over);
    over.showModal();
  }`);
  expect(await faultsAsItStands(page)).toEqual([]);
  await page.evaluate(`history.replaceState(null, '', '?which=some&after=x')`);
  await page.setContent(around('<h1>A</h1><a download href="/list?format=csv&which=all">Table</a>'));
  expect(await page.evaluate(unfiltered)).toEqual(['the table that is taken along knows nothing of which']);
  await page.setContent(around('<h1>A</h1><a download href="/list?format=csv&which=some">Table</a>'));
  expect(await page.evaluate(unfiltered)).toEqual([]);
  await page.setContent(
    around(
      '<h1>A</h1><label>When <input type="date"></label><p style="width: 30px; overflow-wrap: anywhere">Decides</p><section><h2>Alone</h2><p hidden>Go</p></section><section><h2>Nothing waits</h2></section>',
    ),
  );
  expect(await faultsOnPaper(page)).toEqual([
    'printed: input "" is there to be pressed',
    'printed: "Decides" is broken within Decides',
    'printed: nothing stands below "Alone"',
  ]);
  // What is wrong in one look alone is found in that one.
  await page.setContent(
    around(
      '<style>@media (max-width: 600px) and (prefers-color-scheme: dark) { p { width: 200vw } }</style><h1>A</h1><p>Wide</p>',
    ),
  );
  expect(await inEachLook(page, faultsAsItStands)).toEqual(
    languages.map((language) =>
      expect.stringMatching(`^${nameOf({ width: 390, theme: 'dark', language })}: wider than the window`),
    ),
  );
  await page.setContent(
    around(
      '<h1>A</h1><label>Words <input style="min-height: 44px"></label><script>onresize = () => document.querySelector("input").value = ""</script>',
    ),
  );
  await page.getByRole('textbox').fill('Two words');
  expect(await inEachLook(page, faultsAsItStands)).toEqual([
    'a change of looks lost what was typed: ["Two words"]',
  ]);
  await context.close();
});
