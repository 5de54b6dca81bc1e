import { createHash } from 'node:crypto';
import { test } from 'vitest';
import { themes } from './looks.ts';
import { sized } from './sizes.ts';

/** How a story is told: what somebody presses things with, before which look of the console. */
export type Telling = {
  /** With a finger or a mouse, or by keyboard alone. */
  manner: 'pointer' | 'keys';
  /** Who has a phone in it has a desk, and the other way round. */
  swapped: boolean;
  theme: (typeof themes)[number];
};

/** A story of the console, in milliseconds, where it says nothing else. */
const usual = 180_000;

let looksAround = false;
let current: Telling = { manner: 'pointer', swapped: false, theme: 'light' };

let seen: (() => Promise<string>)[] = [];

/** Asked when the story fails: what somebody had before them, and what was refused to them. */
export const toldOnFailure = (says: () => Promise<string>): void => void seen.push(says);

/** Of the story that is told now. */
export const toldNow = (): Telling => current;

/** Whether what is looked at in it is looked at in every look: in the long run, once for each story. */
export const inEveryLook = (): boolean => looksAround;

/** Each two of manner, width and theme meet in one of these. */
const tellings: Telling[] = [
  { manner: 'pointer', swapped: false, theme: 'light' },
  { manner: 'pointer', swapped: true, theme: 'dark' },
  { manner: 'keys', swapped: false, theme: 'dark' },
  { manner: 'keys', swapped: true, theme: 'light' },
];

/**
 * What somebody does in the browser, from beginning to end: in the long run told in each of these ways, here in one, which
 * its name decides, at its own width; that one looks around in the long run. With `keepsWidth` it is about that width, and has no other.
 */
export function story(
  name: string,
  tell: () => Promise<void>,
  { timeout = usual, keepsWidth = false }: { timeout?: number; keepsWidth?: boolean } = {},
): void {
  const [byte = 0] = createHash('sha256').update(name).digest();
  const inOne = tellings.filter(({ swapped }) => !swapped);
  const drawn = inOne[byte % inOne.length];
  for (const telling of tellings) {
    if (telling !== drawn && (sized(1, 0) === 0 || (keepsWidth && telling.swapped))) continue;
    const { manner, swapped, theme } = telling;
    const how = [manner === 'keys' && 'by keyboard alone', swapped && 'at the other width', theme];
    test(
      [name, ...how.filter(Boolean)].join(', '),
      async () => {
        current = telling;
        looksAround = telling === drawn && sized(1, 0) === 1;
        seen = [];
        try {
          await tell();
        } catch (error) {
          // What failed in a run of all tests may never fail again.
          for (const says of seen) process.stderr.write(`${name}: ${await says().catch(String)}\n`);
          throw error;
        }
      },
      timeout * sized(3, 1),
    );
  }
}
