import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { acuitySteps } from '../../src/engine/record/steps/acuity.ts';
import { authorizationSteps } from '../../src/engine/record/steps/authorizations.ts';
import { crisisSteps } from '../../src/engine/record/steps/crisis.ts';
import { noteSteps } from '../../src/engine/record/steps/notes.ts';
import { outcomeSteps } from '../../src/engine/record/steps/outcomes.ts';
import { referralSteps } from '../../src/engine/record/steps/referrals.ts';
import { teamSteps } from '../../src/engine/record/steps/team.ts';
import { planSteps } from '../../src/engine/record/steps/plans.ts';
import { triageSteps } from '../../src/engine/record/steps/triage.ts';
import { startStoryRig, type StoryRig } from '../support/story-rig.ts';
import { acts } from './eight-months/acts.ts';
import { Teller } from './eight-months/teller.ts';
import { timelineOf } from './eight-months/timeline.ts';

const tour = fileURLToPath(new URL('../../docs/tour.md', import.meta.url));
/** Each section of the product has its part in the story. */
const sections = {
  ...{ acuitySteps, authorizationSteps, crisisSteps, noteSteps, outcomeSteps },
  ...{ referralSteps, teamSteps, planSteps, triageSteps },
};

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
  const timeline = lines.join('\n');
  await expect(`${timeline}\n`).toMatchFileSnapshot('eight-months/timeline.txt');
  // The tour tells it word for word.
  expect(readFileSync(tour, 'utf8')).toContain(timeline);
  expect(lines.filter((line) => line.includes('DeadlineMissed'))).toEqual([]);
  for (const [section, steps] of Object.entries(sections))
    expect(
      `${section}: ${Object.values(steps).filter(({ event }) => timeline.includes(event)).length}`,
    ).not.toMatch(/: 0$/);
});
