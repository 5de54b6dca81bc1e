import { formatLocalDate, parseLocalDate } from '../../engine/calendar/index.ts';
import type { ReentryTask } from '../../engine/policy/profile.ts';
import type { Plan } from './plan.ts';

/** One thing to be ready before a release, and whether it is. Dates are `YYYY-MM-DD`. */
export type CountdownLine = { task: ReentryTask; by: string; done: boolean };

/**
 * PL-9: what is to be done by when, counted back from the release date by the profile's days; earliest first. Empty
 * where the plan knows no release.
 */
export function countdown(
  { sections: { transition, services } }: Plan,
  state: string,
  tasks: readonly { task: ReentryTask; daysBefore: number }[],
): CountdownLine[] {
  const release = transition && parseLocalDate(transition.releaseOn);
  if (release == null) return [];
  const every = (has: (service: (typeof services)[number]) => unknown): boolean =>
    services.length > 0 && services.every((service) => has(service) !== undefined);
  const done: Record<ReentryTask, boolean> = {
    'pre-release-meeting': transition?.meetings.some(({ attended }) => attended) ?? false,
    'provider-for-each-service': every(({ choice }) => choice),
    'first-appointments': every(({ firstAppointment }) => firstAppointment),
    'transition-plan': state === 'complete',
  };
  return tasks
    .map(({ task, daysBefore }) => ({ task, by: formatLocalDate(release - daysBefore), done: done[task] }))
    .toSorted((a, b) => (a.by < b.by ? -1 : a.by > b.by ? 1 : 0));
}
