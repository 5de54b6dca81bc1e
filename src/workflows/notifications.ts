import {
  allHandlersFinished,
  condition,
  continueAsNew,
  defineSignal,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { notificationsWorkflowId } from '../contracts/ids.ts';
import { sendNowSignal } from '../contracts/messages.ts';
import type { NotificationActivities, NotificationsInput } from '../contracts/notifications.ts';
import { isMisnamed } from './admission.ts';

const sendNow = defineSignal(sendNowSignal);

/**
 * A sender whose worker died is missed after six seconds, and another takes over a second later. Without end: messages
 * wait for it. It ends by itself after an hour, or when its worker stops.
 */
const { sendNotifications } = proxyActivities<NotificationActivities>({
  startToCloseTimeout: '2 hours',
  heartbeatTimeout: '6 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 1 },
  summary: 'Send what waits',
});

/** Without end: somebody has asked for it, and the record will be back. */
const { makeDueNow } = proxyActivities<NotificationActivities>({
  startToCloseTimeout: '10 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '15 seconds' },
  summary: 'Try again now what was put off',
});

/** About a day; six events an hour, four or so each time somebody asks for another try. */
const eventsInOneRun = 150;

/**
 * Sends what waits on one channel, for ever: the outbox holds the messages, and one activity at a time sends them. Its
 * heartbeat says what waits, what fails and since when.
 */
export async function notifications(input: NotificationsInput): Promise<void> {
  if (isMisnamed((id) => id.startsWith(notificationsWorkflowId(input.channel)))) return;
  const { channel, failingSince = null } = input;
  show('');
  setHandler(
    sendNow,
    async () => {
      const count = await makeDueNow({ channel });
      show(
        `Last asked to try again now at ${new Date(Date.now()).toISOString()}: ${count} had been put off.`,
      );
    },
    { description: 'Tries again now what could not be sent' },
  );
  for (let since = failingSince; ;) {
    ({ failingSince: since } = await sendNotifications({ channel, failingSince: since }));
    if (workflowInfo().historyLength < eventsInOneRun) continue;
    await condition(allHandlersFinished);
    await continueAsNew<typeof notifications>({ channel, failingSince: since });
  }
}

function show(lastAsked: string): void {
  setCurrentDetails(
    [
      'What waits, what fails and since when: the heartbeat details of the pending activity.',
      'To try again now what could not be sent: the signal `sendNow`, or `npm run send-now`.',
      ...(lastAsked === '' ? [] : [lastAsked]),
    ].join('\n\n'),
  );
}
