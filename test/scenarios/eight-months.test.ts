import { afterAll, beforeAll, expect, it } from 'vitest';
import { startStoryRig, type StoryRig } from '../support/story-rig.ts';
import { acts } from './eight-months/acts.ts';
import { Teller } from './eight-months/teller.ts';
import { timelineOf } from './eight-months/timeline.ts';

let rig: StoryRig;
beforeAll(async () => {
  rig = await startStoryRig();
});
afterAll(() => rig?.stop());

it('one client over eight months, through the front door', { timeout: 600_000 }, async () => {
  const teller = new Teller(rig);
  const refused: string[] = [];
  for (const act of acts) {
    teller.at = act.at;
    await act.does(teller).catch((error: unknown) => refused.push(String(error)));
  }
  expect(refused).toEqual([]);
  await rig.until('2037-11-30 12:00');
  const lines = await timelineOf(teller);
  await expect(lines.join('\n') + '\n').toMatchFileSnapshot('eight-months/timeline.txt');
});
