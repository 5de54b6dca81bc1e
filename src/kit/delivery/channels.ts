import type { Channel } from '../../engine/notifications/notification.ts';

/**
 * How many messages of a channel a process has under way at a time: what a small mail server, or one person's pager,
 * takes well. A channel that is missing here does not compile.
 */
export const atATime: Record<Channel, number> = { mail: 5, webhook: 5 };

/** Every way out of the house. */
export const channels = Object.keys(atATime) as Channel[];
