import type { WorkerOptions } from '@temporalio/worker';
import type { WorkerConfig } from '../kit/config.ts';

/**
 * How this worker takes its place beside others while one release follows another
 * (docs/how-to/change-a-running-workflow.md).
 */
export function versioned({
  deployment,
  holdPatches,
}: Pick<WorkerConfig, 'deployment' | 'holdPatches'>): Pick<
  WorkerOptions,
  'workerDeploymentOptions' | 'patchActivationCallback'
> {
  return {
    ...(deployment && {
      workerDeploymentOptions: {
        version: { deploymentName: deployment.name, buildId: deployment.buildId },
        useWorkerVersioning: true,
        // An enrollment lives for years: it goes on under the next build, and `patched` keeps that possible.
        defaultVersioningBehavior: 'AUTO_UPGRADE',
      },
    }),
    // Asked only where a run would begin with a change: what it has begun with, it keeps.
    ...(holdPatches && { patchActivationCallback: () => false }),
  };
}
