import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const folder = fileURLToPath(new URL('../../../src/console', import.meta.url));
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.tsx'))
  .map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));

/** What is over a page, or a form in it, and is not opened again, with the reason. */
const notOpenedAgain: Record<string, string> = {
  'forms/form-dialog.tsx': 'The frame of forms: whoever opens it has its place.',
  'parts/find-client.tsx': 'A search: nothing is written there, and what was typed is a name.',
  'parts/keys-help.tsx': 'Help about keys: one key away.',
  'session/session-lock.tsx': 'The warning of the lock itself.',
};
/** What is typed there is kept nowhere, with the reason. */
const notKept: Record<string, string> = {
  'pages/sign-in/page.tsx': 'The token opens everything: it is on no device.',
  'pages/client-file/attach-form.tsx': 'It is said of a file that the browser lets go: it is chosen again.',
  'pages/intake-import/preview.tsx': 'It is said of files that the browser lets go: they are chosen again.',
  'parts/find-client.tsx': 'What one looks for is a name, and four letters.',
};

it('what is opened over a page has a place: whoever is locked out finds it open again', () => {
  const opening = files.filter(({ text }) => /<(?:OverPage|FormDialog)\b/.test(text));
  expect(opening.length).toBeGreaterThan(10);
  const without = opening.filter(({ text }) => !/\buse(?:Place|Opened)\b/.test(text)).map(({ file }) => file);
  expect(without.toSorted()).toEqual(Object.keys(notOpenedAgain).toSorted());
});

it('whether a form is open is in no state that is gone with its page', () => {
  const forms = files.flatMap(({ text }) =>
    [...text.matchAll(/export function (\w*Form)\b/g)].map(([, name]) => name),
  );
  expect(forms.length).toBeGreaterThan(20);
  const shows = new RegExp(`<(?:OverPage|FormDialog|${forms.join('|')})\\b`);
  const lost = files.flatMap(({ file, text }) =>
    shows.test(text) && !(file in notOpenedAgain)
      ? [...text.matchAll(/const \[(\w+), \w+\] = useState/g)].flatMap(([, name]) =>
          new RegExp(`\\{${name}\\b[^}]*&& \\(?\\s*<(?:OverPage|FormDialog|${forms.join('|')})\\b`).test(text)
            ? [`${file}: ${name}`]
            : [],
        )
      : [],
  );
  expect(lost).toEqual([]);
});

it('what is typed is kept under a name, not in a state that is gone with its form', () => {
  const lost = files.flatMap(({ file, text }) => {
    const setters = [...text.matchAll(/const \[\w+, (\w+)\] = useState/g)].map(([, name]) => name ?? '');
    return setters
      .filter((set) => new RegExp(`\\b${set}\\([^;]*?\\btarget\\.(?:value|checked)`).test(text))
      .map((set) => `${file}: ${set}`);
  });
  expect(lost.map((one) => one.split(':')[0]).toSorted()).toEqual(Object.keys(notKept).toSorted());
});
