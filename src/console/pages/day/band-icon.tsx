import {
  IconAlertTriangle,
  IconBellRinging,
  IconCalendar,
  IconCalendarDue,
  IconCalendarWeek,
  IconClock,
  IconHourglass,
} from '@tabler/icons-react';
import type { Band } from '../../server/replies.ts';

const icons = {
  now: IconBellRinging,
  overdue: IconAlertTriangle,
  today: IconClock,
  tomorrow: IconCalendar,
  week: IconCalendarWeek,
  waiting: IconHourglass,
  later: IconCalendarDue,
} satisfies Record<Band | 'later', unknown>;

/** Never colour alone: each part of the day has its sign beside its word. */
export function BandIcon({ band }: { band: Band | 'later' }) {
  const Icon = icons[band];
  return <Icon size={20} aria-hidden="true" />;
}
