import { createHash } from 'node:crypto';
import { test } from 'vitest';
import { sized } from './sizes.ts';

/** How somebody presses things: with a finger or a mouse, or by keyboard alone. */
export type Manner = 'pointer' | 'keys';

const manners: Manner[] = ['pointer', 'keys'];
let current: Manner = 'pointer';

/** Of the story that is told now. */
export const mannerNow = (): Manner => current;

/**
 * What somebody does in the browser, from beginning to end: in the long run in each manner, here in one, which its name
 * decides.
 */
export function story(name: string, tell: () => Promise<void>, timeout?: number): void {
  const drawn = (createHash('sha256').update(name).digest()[0] ?? 0) % manners.length;
  for (const [i, manner] of manners.entries())
    if (i === drawn || sized(1, 0) === 1)
      test(
        manner === 'keys' ? `${name}, by keyboard alone` : name,
        async () => {
          current = manner;
          await tell();
        },
        timeout,
      );
}
