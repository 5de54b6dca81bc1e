import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type SheetClient, sheetPage } from '../../../../src/features/enrollments/api/render-sheet.ts';

const client: SheetClient = {
  ...{ name: 'Ottilie Brandywine', reference: 'T-1', level: 'rsc-i', stage: 'engagement' },
  reach: ['phone: +1 414 555 0100'],
  appointments: ['2037-03-02 14:00; Housing office'],
  owed: [{ due: '2037-03-02 10:00', title: 'First contact with the client', overdue: true }],
  safetyPlan: 'In the full plan of 2037-02-01. Calls her sister.',
};
const sheet = { coordinator: 'Theo Marchetti', date: '2037-03-02', printedAt: '2037-03-02 08:00' };

it('holds a section a client with all a day needs, and loads nothing from anywhere', () => {
  const page = sheetPage({ ...sheet, clients: [client, { ...client, name: 'Devon Achterberg', owed: [] }] });
  expect(page.match(/<section>/g)).toHaveLength(2);
  for (const text of [
    'Theo Marchetti',
    'Ottilie Brandywine',
    '555 0100',
    'Housing office',
    '(overdue)',
    'her sister',
  ])
    expect(page).toContain(text);
  expect(page).not.toMatch(/(?:src|href)=|@import|url\(|<script/);
});

it('keeps a client on one page: what does not fit is counted', () => {
  const owed = Array.from({ length: 30 }, (_, n) => ({
    due: '2037-03-02',
    title: `Duty ${n}`,
    overdue: false,
  }));
  const page = sheetPage({ ...sheet, clients: [{ ...client, owed }] });
  expect(page).toContain('and 16 more');
  expect(page).not.toContain('Duty 20');
});

it('whatever people wrote, none of it becomes markup', () => {
  const tagsOf = (text: string) => {
    const words = { name: text, reach: [text], appointments: [text], safetyPlan: text };
    const owed = [{ due: text, title: text, overdue: true }];
    const page = sheetPage({ ...sheet, coordinator: text, clients: [{ ...client, ...words, owed }] });
    return page.match(/<[^>]*>?/g);
  };
  const harmless = tagsOf('x');
  const parts = fc.constantFrom('<', '>', '&', '"', "'", '<script>', '</p>', '/', 'a', '&#60;');
  fc.assert(
    fc.property(fc.string({ unit: parts }), (text) => {
      expect(tagsOf(text)).toEqual(harmless);
    }),
  );
});
