import type { z } from 'zod';
import type { queueReply } from '../../features/assignment/api/schemas.ts';
import type { requestsReply } from '../../features/authorizations/api/requests-replies.ts';
import type { meReply } from '../../features/access/api/session-schemas.ts';
import type { dayReply } from '../../features/day/api/schemas.ts';

// As they are sent: the same schemas make the public document.
export type Queue = z.input<typeof queueReply>;
export type QueuedClient = Queue['unassigned'][number];
export type Requests = z.input<typeof requestsReply>;
export type WaitingRequest = Requests['items'][number];
export type Me = z.input<typeof meReply>;
export type Day = z.input<typeof dayReply>;
export type DayCard = Day['clients'][number];
export type DutyLine = DayCard['duties'][number];
export type Band = DutyLine['band'];
