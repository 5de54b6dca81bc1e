import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { inEachLook, unspoken } from './looks.ts';
import { inEveryLook } from './story.ts';

/** What can be seen of a layout by a program; run in the page. */
const layoutFaults = `() => {
  const faults = [];
  const wide = document.documentElement.scrollWidth - window.innerWidth;
  if (wide > 1) {
    // What scrolls by itself is not what is too wide.
    const widest = [...document.body.querySelectorAll('*')].filter((one) => one.getBoundingClientRect().right > window.innerWidth + 1 && !one.closest('[role=region], table')).pop();
    faults.push('wider than the window by ' + wide + ' px: ' + (widest?.className || widest?.tagName));
  }
  for (const one of document.querySelectorAll('dialog[open]')) {
    const wider = one.scrollWidth - one.clientWidth;
    const widest = [...one.querySelectorAll('*')].find((part) => part.getBoundingClientRect().right > one.getBoundingClientRect().right - one.scrollLeft + 1);
    if (wider > 1) faults.push('what is over the page is wider than it by ' + wider + ' px: ' + (widest?.className || widest?.outerHTML.slice(0, 60)));
  }
  const headings = document.querySelectorAll('h1').length;
  if (headings !== 1) faults.push(headings + ' first headings');
  if (!document.querySelector('main')) faults.push('no main part');
  const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
  if (new Set(ids).size !== ids.length) faults.push('an id is there twice');
  const shown = (one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const name = (one) => one.tagName.toLowerCase() + ' ' + JSON.stringify((one.getAttribute('aria-label') ?? one.textContent ?? '').trim().slice(0, 40));
  const pressed = [...document.querySelectorAll('a[href], button, select, textarea, summary, input:not([type=radio]):not([type=checkbox]):not([type=hidden])')].filter(shown);
  const inFlow = pressed.filter((one) => {
    for (let at = one; at; at = at.parentElement) if (['fixed', 'sticky'].includes(getComputedStyle(at).position)) return false;
    return true;
  });
  const boxes = inFlow.map((one) => [one, one.getBoundingClientRect()]);
  for (const [i, [one, a]] of boxes.entries())
    for (const [other, b] of boxes.slice(i + 1)) {
      if (one.contains(other) || other.contains(one)) continue;
      const [across, down] = [Math.min(a.right, b.right) - Math.max(a.left, b.left), Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)];
      if (across > 1 && down > 1) faults.push(name(one) + ' and ' + name(other) + ' overlap');
    }
  for (const one of pressed) {
    const { width, height } = one.getBoundingClientRect();
    const inText = getComputedStyle(one).display === 'inline';
    if (!inText && Math.min(width, height) < 24) faults.push(name(one) + ' is ' + Math.round(width) + ' by ' + Math.round(height) + ' px');
  }
  // What stays in view is there to be pressed at any time: nothing else that stays lies over it.
  // Behind something that is over the page nothing can be pressed, on purpose; what scrolls comes out from under.
  const staysInView = (one) => {
    for (let at = one; at; at = at.parentElement) {
      if (at !== one && at.scrollHeight > at.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(at).overflowY)) return false;
      if (['fixed', 'sticky'].includes(getComputedStyle(at).position)) return true;
    }
    return false;
  };
  const over = [...document.querySelectorAll('dialog:modal')].find((one) => {
    const { left, top, width, height } = one.getBoundingClientRect();
    return one.contains(document.elementFromPoint(left + width / 2, top + height / 2));
  });
  for (const one of pressed) {
    if ((over && !over.contains(one)) || !staysInView(one)) continue;
    const { left, top, width, height } = one.getBoundingClientRect();
    const at = document.elementFromPoint(left + width / 2, top + height / 2);
    if (at && !one.contains(at) && !at.contains(one)) faults.push(name(one) + ' is covered by ' + name(at));
  }
  // Whatever one comes to with the keyboard, or is sent back to, comes out from under what stays in view.
  const scrolled = [...document.querySelectorAll('*')].filter((one) => one.scrollHeight > one.clientHeight + 1);
  const places = scrolled.map((one) => one.scrollTop);
  for (const one of pressed) {
    if ((over && !over.contains(one)) || staysInView(one)) continue;
    one.scrollIntoView({ block: 'nearest', behavior: 'instant' });
    const { left, top, width, height } = one.getBoundingClientRect();
    if (height > window.innerHeight / 2) continue;
    const at = document.elementFromPoint(left + width / 2, top + height / 2);
    if (at && !one.contains(at) && !at.contains(one)) faults.push(name(one) + ' comes to lie under ' + name(at));
  }
  for (const [n, one] of scrolled.entries()) one.scrollTop = places[n];
  for (const one of document.body.querySelectorAll('*')) {
    const style = getComputedStyle(one);
    if (!/hidden|clip/.test(style.overflowX) || one.scrollWidth <= one.clientWidth + 1 || !shown(one)) continue;
    // A field scrolls what is longer than it is.
    if (one.matches('input, textarea, select')) continue;
    // Words for those who hear alone are cut on purpose.
    if (one.clientWidth > 1) faults.push(name(one) + ' is cut off');
  }
  // Ways to look at a page: which of them one looks at is marked, for the eye too.
  for (const nav of document.querySelectorAll('main nav')) {
    const ways = [...nav.querySelectorAll('a[href]')];
    if (ways.length < 2 || ways.some((one) => one.pathname !== location.pathname || one.hash !== '')) continue;
    const marked = ways.filter((one) => one.hasAttribute('aria-current'));
    if (marked.length !== 1) faults.push(marked.length + ' of ' + name(nav) + ' are marked');
    const look = (one) => { const { fontWeight, backgroundColor, borderColor, boxShadow } = getComputedStyle(one); return JSON.stringify([fontWeight, backgroundColor, borderColor, boxShadow]); };
    const other = ways.find((one) => !marked.includes(one));
    if (marked[0] && look(marked[0]) === look(other)) faults.push(name(marked[0]) + ' is marked, but not for the eye');
  }
  // Words that no language has stand there as their id.
  for (const [text] of document.body.innerText.matchAll(${unspoken}g)) faults.push('no words for ' + text);
  return faults;
}`;

/** Words of up to that many letters are never broken; longer ones are names of files and the like. */
const unbroken = 18;

/** What is wrong with a page on paper; run in the page. */
const paperFaults = `(() => {
  const faults = [];
  const shown = (one) => one.checkVisibility({ visibilityProperty: true });
  const text = (one) => JSON.stringify(one.textContent.trim().slice(0, 40));
  for (const one of document.querySelectorAll('button:not(.printed), select, input, textarea, summary, nav'))
    if (shown(one)) faults.push(one.tagName.toLowerCase() + ' ' + text(one) + ' is there to be pressed');
  const wide = document.documentElement.scrollWidth - window.innerWidth;
  if (wide > 1) faults.push('wider than the paper by ' + wide + ' px');
  const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (nodes.nextNode()) {
    const node = nodes.currentNode;
    if (!shown(node.parentElement)) continue;
    for (const word of node.nodeValue.matchAll(/[\\p{L}\\p{M}]{4,${unbroken}}/gu)) {
      const range = document.createRange();
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
      if (lines.size > 1) { faults.push(text(node) + ' is broken within ' + word[0]); break; }
    }
  }
  // A heading with nothing below it is of something that is for the screen alone.
  for (const heading of document.querySelectorAll('main section > :is(h2, h3)'))
    if (shown(heading) && heading.parentElement.innerText.trim() === heading.innerText.trim() && heading.parentElement.textContent.trim() !== heading.textContent.trim()) faults.push('nothing stands below ' + text(heading));
  return faults;
})()`;

/** The same where every word is 40 % longer, as some language says it; afterwards the page is as it was. Run in the page. */
const layoutFaultsLonger = `(() => {
  const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const before = [];
  while (nodes.nextNode()) before.push([nodes.currentNode, nodes.currentNode.nodeValue]);
  // Longer within: it breaks nowhere else.
  const longer = (word) => word.slice(0, 2) + 'e'.repeat(Math.ceil(word.length * 0.4)) + word.slice(2);
  for (const [node, text] of before) node.nodeValue = text.replace(/\\p{L}{3,}/gu, longer);
  const faults = (${layoutFaults})();
  for (const [node, text] of before) node.nodeValue = text;
  return faults.map((fault) => fault + ' (40 % longer)');
})()`;

/**
 * What axe finds, asked in the page itself and for nothing else: it would otherwise open another page each time, to put
 * together there what frames of other origins say, which the console has none of, and all that is right.
 */
export const violationsOf = async (page: Page) =>
  (
    await new AxeBuilder({ page })
      .setLegacyMode()
      .options({ resultTypes: ['violations'] })
      .analyze()
  ).violations;

/**
 * What axe and a look at the boxes find wrong with a page as it stands, nothing folded away; in the long run, once a story,
 * in every look that it can be had in.
 */
export async function faultsOfPage(page: Page): Promise<string[]> {
  // To look around takes longer than what was pressed can be taken back.
  const hurry = `document.querySelector('[role=status] [data-state=waiting]') !== null`;
  if (!inEveryLook() || (await page.evaluate<boolean>(hurry))) return faultsAsItStands(page);
  return inEachLook(page, faultsAsItStands);
}

/** The same of the one look that it has. */
export async function faultsAsItStands(page: Page): Promise<string[]> {
  await page.evaluate(`for (const one of document.querySelectorAll('details')) one.open = true`);
  const found = (await violationsOf(page)).flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map(({ target }) => `${id}: ${target.join(' ')}`),
  );
  const asItStands = await page.evaluate<string[]>(`(${layoutFaults})()`);
  const longer = asItStands.length > 0 ? [] : await page.evaluate<string[]>(layoutFaultsLonger);
  return [...found, ...asItStands, ...longer];
}

/** Letter, without its margins, at 96 px an inch. */
const paper = { width: 725, height: 940 };

/** What is wrong with a page where it is printed; afterwards it is on the screen as it was. */
export async function faultsOnPaper(page: Page): Promise<string[]> {
  const before = page.viewportSize() ?? paper;
  await page.setViewportSize(paper);
  await page.emulateMedia({ media: 'print' });
  const faults = await page.evaluate<string[]>(paperFaults);
  await page.emulateMedia({ media: null });
  await page.setViewportSize(before);
  return faults.map((fault) => `printed: ${fault}`);
}
