import { expect, test } from 'vitest';
import { readOptions } from '../../../src/cli/import/options.ts';

test('a folder is looked for where the command was called', () => {
  expect(readOptions(['hmis', 'exports/may', '--level', 'cm', '--json'], '/home/ops')).toEqual({
    folder: '/home/ops/exports/may',
    ...{ agency: undefined, source: undefined, same: undefined },
    level: 'cm',
    json: true,
  });
});

test('a file for --same is looked for there, too', () => {
  const given = ['hmis', 'may', '--source', 'Harbor', '--same', 'people.csv', '--by', 'staff-1'];
  expect(readOptions(given, '/home/ops')).toMatchObject({
    source: 'Harbor',
    same: { file: '/home/ops/people.csv', by: 'staff-1' },
  });
});

test('--help asks for help', () => {
  expect(readOptions(['--help'], '/')).toBe('');
});

test.each([
  [[], 'Say what to import: hmis'],
  [['csv', '.'], 'Cannot import "csv", only hmis.'],
  [['hmis'], 'Name one folder.'],
  [['hmis', 'a', 'b'], 'Name one folder.'],
  [['hmis', 'a', '--fast'], "Unknown option '--fast'"],
  [['hmis', 'a', '--level'], 'argument missing'],
  [['hmis', 'a', '--same', 'b.csv'], 'Give --same and --by together.'],
])('%j cannot be understood', (args, words) => {
  expect(readOptions(args, '/')).toContain(words);
});
