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

/**
 * Pages in the order of the navigation, which shows those that the caller may read; of whoever has many, by what they belong to.
 */
export const pages = [
  { path: '/day', group: 'work', operation: 'day:own', icon: IconCalendar },
  { path: '/team', group: 'work', operation: 'team-day:read', icon: IconClipboardList },
  { path: '/overdue', group: 'work', operation: 'overdue:read', icon: IconClockExclamation },
  { path: '/approvals', group: 'work', operation: 'approvals:read', icon: IconChecklist },
  { path: '/clients', group: 'clients', operation: 'client:read', icon: IconAddressBook },
  { path: '/queue', group: 'clients', operation: 'assignment:read', icon: IconUserPlus },
  { path: '/intake', group: 'clients', operation: 'intake:read', icon: IconFilePlus },
  { path: '/caseloads', group: 'clients', operation: 'caseload:override', icon: IconScale },
  { path: '/requests', group: 'clients', operation: 'requests:read', icon: IconFileInvoice },
  { path: '/inbox', group: 'work', operation: 'inbox', icon: IconInbox },
  { path: '/on-call', group: 'work', operation: 'on-call:mine', icon: IconBellRinging },
  { path: '/paperwork', group: 'work', operation: 'worklist:mine', icon: IconFiles },
  { path: '/reviews', group: 'quality', operation: 'reviews:read', icon: IconUserCheck },
  { path: '/numbers', group: 'quality', operation: 'numbers:read', icon: IconChartBar },
  { path: '/people', group: 'agency', operation: 'staff:read', icon: IconIdBadge2 },
  { path: '/hires', group: 'agency', operation: 'hire:read', icon: IconUsers },
  { path: '/providers', group: 'agency', operation: 'directory:read', icon: IconBuildingCommunity },
  { path: '/fund', group: 'agency', operation: 'fund:read', icon: IconCash },
  // What leads decide by; others come to it from a duty's "Why?".
  { path: '/policy', group: 'quality', operation: 'approvals:read', icon: IconScale },
  { path: '/mis', group: 'quality', operation: 'mis:export', icon: IconSend },
  { path: '/privacy', group: 'agency', operation: 'break-glass:review', icon: IconShieldCheck },
  { path: '/ops', group: 'agency', operation: 'ops:read', icon: IconAlertTriangle },
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

type Pages = ReturnType<typeof pagesOf>;
const fewEnough = 13;
/** What somebody has to see at once stands by itself, beside their home: it may wait for them. */
const alwaysSeen: readonly PagePath[] = ['/inbox', '/on-call'];
const groups = ['work', 'clients', 'quality', 'agency'] as const;

/** Of many pages those that stand by themselves, and the others in groups; of few, all of them. */
export function groupsOf(mine: Pages): { alone: Pages; groups: { group: string; pages: Pages }[] } {
  if (mine.length <= fewEnough) return { alone: mine, groups: [] };
  const stands = (page: Pages[number], n: number) => n === 0 || alwaysSeen.includes(page.path);
  const rest = mine.filter((page, n) => !stands(page, n));
  return {
    alone: mine.filter(stands),
    groups: groups.flatMap((group) => {
      const of = rest.filter((page) => page.group === group);
      return of.length === 0 ? [] : [{ group, pages: of }];
    }),
  };
}
