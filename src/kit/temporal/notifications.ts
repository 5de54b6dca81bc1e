import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { notificationsWorkflowId } from '../../contracts/ids.ts';
import { notificationsWorkflow, sendNowSignal, taskQueue } from '../../contracts/messages.ts';
import type { NotificationsInput } from '../../contracts/notifications.ts';
import type { Channel } from '../../engine/notifications/notification.ts';
import { channels } from '../delivery/channels.ts';
import { type Rounds, startRounds } from '../poller.ts';

type Run = (input: NotificationsInput) => Promise<void>;

const startOptions = (channel: Channel) => ({
  workflowId: notificationsWorkflowId(channel),
  taskQueue,
  args: [{ channel }] as [NotificationsInput],
  staticSummary: 'Notifications: sends what waits on one channel',
});

/** Has what waits on a channel sent; a second time changes nothing. Rejects while Temporal is away. */
export async function startNotifications(client: Client, channel: Channel): Promise<'begun' | 'there'> {
  try {
    await client.workflow.start<Run>(notificationsWorkflow, {
      ...startOptions(channel),
      workflowIdConflictPolicy: 'FAIL',
    });
    return 'begun';
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return 'there';
    throw error;
  }
}

/** Asks for another try of what was put off. Rejects while Temporal is away. */
export async function askToSendNow(client: Client, channel: Channel): Promise<void> {
  await client.workflow.signalWithStart<Run>(notificationsWorkflow, {
    ...startOptions(channel),
    signal: sendNowSignal,
  });
}

export type KeepNotificationsDeps = {
  gateway: { keepNotifications(channel: Channel): Promise<'begun' | 'there'> };
  log: { warn(fields: object, text: string): void };
  everyMs?: number;
};

/** Sees to it that each channel has its sender: at once and each minute, soon again while Temporal is away. */
export function keepNotifications({ gateway, log, everyMs = 60_000 }: KeepNotificationsDeps): Rounds {
  return startRounds({
    async round(stopped) {
      for (const channel of channels) {
        if (stopped()) return;
        await gateway.keepNotifications(channel);
      }
    },
    pauseMs: ({ failed }) => (failed ? Math.min(everyMs, 5_000) : everyMs),
    ...{ log, putOff: 'senders of channels put off' },
  });
}
