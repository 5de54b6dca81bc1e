import {
  IconAlertTriangle,
  IconBellRinging,
  IconCalendar,
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
} satisfies Record<Band, unknown>;

/** Never colour alone: each part of the day has its sign beside its word. */
export function BandIcon({ band }: { band: Band }) {
  const Icon = icons[band];
  return <Icon size={20} aria-hidden="true" />;
}
