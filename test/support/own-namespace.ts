import { randomUUID } from 'node:crypto';
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { inject } from 'vitest';
import { searchAttributeTypes } from '../../src/contracts/search-attributes.ts';
import { registerSearchAttributes } from '../../src/servers/search-attributes.ts';

/**
 * A namespace of the caller's own in the Temporal server of all tests, which is there at once: a server of its own costs
 * a second and a half of processor. What still runs in it when the test ends stays there, and meets nobody.
 */
export async function ownNamespace(): Promise<{ address: string; namespace: string }> {
  const address = inject('temporalAddress');
  const namespace = `test-${randomUUID()}`;
  const connection = await Connection.connect({ address });
  try {
    const workflowExecutionRetentionPeriod = msToTs('1 day');
    await connection.workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod });
    await registerSearchAttributes(connection, namespace, searchAttributeTypes);
    return { address, namespace };
  } finally {
    await connection.close();
  }
}
