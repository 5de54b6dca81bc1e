import type { Intensity, Profile } from './profile.ts';

/** AC-3: up to the line Case Management is indicated, above it Recovery Support Coordination. */
export function indicatedBy(profile: Profile, score: number): Intensity {
  return score <= profile.acuity.value.caseManagementUpTo ? 'lighter' : 'fuller';
}

/** On which side of the line a level of care lies; undefined where the index says nothing of it. */
function intensityOf(profile: Profile, level: string): Intensity | undefined {
  return profile.levels.find(({ id }) => id === level)?.intensity;
}

/** Whether two levels of care lie on different sides of the line, or the index says nothing of one of them. */
export function crossesLine(profile: Profile, from: string, to: string): boolean {
  return intensityOf(profile, from) !== intensityOf(profile, to);
}

/** Whether the score lies on the other side of the line from that level of care. */
export function indicatesOtherLevel(profile: Profile, level: string, score: number): boolean {
  const present = intensityOf(profile, level);
  return present !== undefined && present !== indicatedBy(profile, score);
}
