import { Client, Connection, type WorkflowExecutionDescription } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { notificationsWorkflowId } from '../../src/contracts/ids.ts';
import { notificationsWorkflow, sendNowSignal, taskQueue } from '../../src/contracts/messages.ts';
import type { NotificationActivities, NotificationsInput } from '../../src/contracts/notifications.ts';
import { searchAttributeTypes } from '../../src/contracts/search-attributes.ts';
import { startTemporal } from '../../src/servers/temporal-server.ts';
import { workflowBundle } from '../../src/worker/workflow-bundle.ts';
import { type History, historiesOfWorkflow } from './histories.ts';

/** Two runs of a channel's workflow, oldest first: somebody asks for another try in each, and the first goes on as the second. */
export async function notificationsHistories(): Promise<History[]> {
  const server = await startTemporal({ searchAttributes: searchAttributeTypes });
  const connection = await Connection.connect({ address: server.address });
  const nativeConnection = await NativeConnection.connect({ address: server.address });
  // Short rounds: what they send is no part of a history.
  const activities: NotificationActivities = {
    sendNotifications: async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return { sent: 3, failingSince: null };
    },
    makeDueNow: async () => 2,
  };
  const worker = await Worker.create({
    ...{ connection: nativeConnection, namespace: server.namespace, taskQueue, activities },
    workflowBundle: await workflowBundle(),
  });
  const running = worker.run();
  const { namespace } = server;
  const { workflow } = new Client({ connection, namespace });
  const workflowId = notificationsWorkflowId('mail');
  const handle = await workflow.start<(input: NotificationsInput) => Promise<void>>(notificationsWorkflow, {
    ...{ workflowId, taskQueue, args: [{ channel: 'mail' }] },
  });
  const newest = workflow.getHandle(workflowId);
  const runIs = async (holds: (one: WorkflowExecutionDescription) => boolean): Promise<void> => {
    while (!holds(await newest.describe())) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  await newest.signal(sendNowSignal);
  await runIs(({ runId }) => runId !== handle.firstExecutionRunId);
  await newest.signal(sendNowSignal);
  await runIs(({ historyLength }) => historyLength > 20);
  await newest.terminate();
  worker.shutdown();
  await running;
  const all = (await historiesOfWorkflow(new Client({ connection, namespace }), workflowId)).toReversed();
  await connection.close();
  await nativeConnection.close();
  await server.stop();
  return all.slice(0, 2);
}
