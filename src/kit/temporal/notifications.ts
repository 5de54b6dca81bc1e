import type { Client } from '@temporalio/client';
import { notificationsWorkflowId } from '../../contracts/ids.ts';
import { notificationsWorkflow, sendNowSignal } from '../../contracts/messages.ts';
import type { NotificationsInput } from '../../contracts/notifications.ts';
import type { Channel } from '../../engine/notifications/notification.ts';
import { channels } from '../delivery/channels.ts';
import { type Poller, startPoller } from '../poller.ts';
import type { Gateway } from './gateway.ts';
import { startOptions, type WorkflowStart } from './start.ts';

/** The workflow that has what waits on a channel sent. */
export function senderOf(channel: Channel): WorkflowStart {
  const input: NotificationsInput = { channel };
  return {
    ...{ workflow: notificationsWorkflow, workflowId: notificationsWorkflowId(channel), input },
    summary: 'Notifications: sends what waits on one channel',
  };
}

/** Asks for another try of what was put off. Rejects while Temporal is away. */
export async function askToSendNow(client: Client, channel: Channel): Promise<void> {
  await client.workflow.signalWithStart<(input: object) => Promise<void>>(notificationsWorkflow, {
    ...startOptions(senderOf(channel)),
    signal: sendNowSignal,
  });
}

export type KeepNotificationsDeps = {
  gateway: Pick<Gateway, 'begin'>;
  log: { warn(fields: object, text: string): void };
  everyMs?: number;
};

/** Sees to it that each channel has its sender: at once and each minute, soon again while Temporal is away. */
export function keepNotifications({ gateway, log, everyMs = 60_000 }: KeepNotificationsDeps): Poller {
  return startPoller({
    async poll(stopped) {
      for (const channel of channels) {
        if (stopped()) return undefined;
        if ((await gateway.begin(senderOf(channel))) === 'away') return 'away';
      }
      return undefined;
    },
    pauseMs: ({ failed }) => (failed ? Math.min(everyMs, 5_000) : everyMs),
    ...{ log, putOff: 'senders of channels put off' },
  });
}
