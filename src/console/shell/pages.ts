import {
  IconAddressBook,
  IconIdBadge2,
  IconChecklist,
  IconClipboardList,
  IconClockExclamation,
  IconScale,
  IconAlertTriangle,
  IconBellRinging,
  IconBuildingCommunity,
  IconCalendar,
  IconCash,
  IconChartBar,
  IconFileInvoice,
  IconFilePlus,
  IconFiles,
  IconInbox,
  IconSend,
  IconShieldCheck,
  IconUserCheck,
  IconUserPlus,
  IconUsers,
} from '@tabler/icons-react';
import type { Me } from '../server/replies.ts';

/** Pages in the order of the navigation, which shows those that the caller may read. */
export const pages = [
  { path: '/day', operation: 'day:own', icon: IconCalendar },
  { path: '/team', operation: 'team-day:read', icon: IconClipboardList },
  { path: '/overdue', operation: 'overdue:read', icon: IconClockExclamation },
  { path: '/approvals', operation: 'approvals:read', icon: IconChecklist },
  { path: '/clients', operation: 'client:read', icon: IconAddressBook },
  { path: '/queue', operation: 'assignment:read', icon: IconUserPlus },
  { path: '/intake', operation: 'intake:read', icon: IconFilePlus },
  { path: '/caseloads', operation: 'caseload:override', icon: IconScale },
  { path: '/requests', operation: 'requests:read', icon: IconFileInvoice },
  { path: '/inbox', operation: 'inbox', icon: IconInbox },
  { path: '/on-call', operation: 'on-call:mine', icon: IconBellRinging },
  { path: '/paperwork', operation: 'worklist:mine', icon: IconFiles },
  { path: '/reviews', operation: 'reviews:read', icon: IconUserCheck },
  { path: '/numbers', operation: 'numbers:read', icon: IconChartBar },
  { path: '/people', operation: 'staff:read', icon: IconIdBadge2 },
  { path: '/hires', operation: 'hire:read', icon: IconUsers },
  { path: '/providers', operation: 'directory:read', icon: IconBuildingCommunity },
  { path: '/fund', operation: 'fund:read', icon: IconCash },
  // What leads decide by; others come to it from a duty's "Why?".
  { path: '/policy', operation: 'approvals:read', icon: IconScale },
  { path: '/mis', operation: 'mis:export', icon: IconSend },
  { path: '/privacy', operation: 'break-glass:review', icon: IconShieldCheck },
  { path: '/ops', operation: 'ops:read', icon: IconAlertTriangle },
] as const;

export type PagePath = (typeof pages)[number]['path'];

/** What somebody of that role comes for. Who has none here begins with the first page that they may read. */
const homes: Partial<Record<Me['role'], PagePath>> = {
  coordinator: '/day',
  supervisor: '/team',
  intake: '/intake',
  payer: '/requests',
  quality: '/numbers',
  director: '/numbers',
  ops: '/ops',
  'privacy-officer': '/privacy',
};

/** The pages of whoever is signed in, by what they may do: their home first. */
export function pagesOf({ operations, role }: Pick<Me, 'operations' | 'role'>) {
  const mine = pages.filter(({ operation }) => operations.includes(operation));
  const isHome = ({ path }: { path: PagePath }): boolean => path === homes[role];
  return [...mine.filter(isHome), ...mine.filter((page) => !isHome(page))];
}
