import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleWorkflowCode } from '@temporalio/worker';
import type { WorkflowBundle } from '@temporalio/worker';
import { projectRoot } from '../../src/servers/paths.ts';

export type Edit = { file: string; from: string; to: string };

/**
 * The workflows as another release has them: the sources of today, copied and edited, bundled as the build bundles them.
 * An edit whose text is not there is an error.
 */
export async function otherBuild(edits: Edit[]): Promise<WorkflowBundle> {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-build-'));
  try {
    cpSync(join(projectRoot, 'src'), join(folder, 'src'), { recursive: true });
    symlinkSync(join(projectRoot, 'node_modules'), join(folder, 'node_modules'), 'dir');
    for (const { file, from, to } of edits) {
      const path = join(folder, 'src', file);
      const text = readFileSync(path, 'utf8');
      if (text.split(from).length !== 2) throw new Error(`${file} does not hold exactly one "${from}"`);
      writeFileSync(
        path,
        text.replace(from, () => to),
      );
    }
    const nothing = (): void => undefined;
    const error = (message: string): void => void process.stderr.write(`${message}\n`);
    return await bundleWorkflowCode({
      workflowsPath: join(folder, 'src', 'workflows', 'index.ts'),
      logger: { log: nothing, trace: nothing, debug: nothing, info: nothing, warn: nothing, error },
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * A change as a release makes one: before a step is decided, the record is asked whether it answers. Existing histories
 * have no such activity.
 */
const step = {
  file: 'workflows/pathway.ts',
  from: 'this.#turns.run(() => this.#recordBatch(batch))',
};
const asked = (first: string): Edit => ({
  ...step,
  to: `this.#turns.run(async () => {
      ${first}
      return await this.#recordBatch(batch);
    })`,
});

/** As the how-to says to do it: behind `patched`. */
export const patchedChange: Edit[] = [asked("if (patched('ask-first')) await awaitRecord();")];
/** Without: what was recorded before cannot be replayed. */
export const unguardedChange: Edit[] = [asked('await awaitRecord();')];
/** One release later, when no run from before the change is left. */
export const deprecatedChange: Edit[] = [
  asked("deprecatePatch('ask-first');\n      await awaitRecord();"),
  { file: 'workflows/pathway.ts', from: '  patched,\n', to: '  patched,\n  deprecatePatch,\n' },
];

/** As 0.1.0 was, as far as others notice: steps come as `submit` alone, and the level of care is shown. */
export const releaseBefore: Edit[] = [
  {
    file: 'contracts/step-updates.ts',
    from: '[...stepUpdates, visitUpdate, submitUpdate].toSorted()',
    to: '[submitUpdate]',
  },
  { file: 'workflows/visibility.ts', from: "patched('stages-in-users-words')", to: 'false' },
  {
    file: 'workflows/visibility.ts',
    from: "keyword('TlStage', summary.stage),",
    to: "keyword('TlStage', summary.stage), keyword('TlLevel', summary.level),",
  },
  // It asked nobody who they were.
  {
    file: 'contracts/proof.ts',
    from: "return proof != null && (proof.by === 'before' || proof.of === of);",
    to: 'return true;',
  },
  { file: 'workflows/admission.ts', from: "patched('starts-are-proven')", to: 'false' },
  {
    file: 'workflows/admission.ts',
    from: 'if (batch.by.agencyId !== agencyId || !mayBeBrought(found, batch)) throw refused(update);',
    to: '',
  },
  // It took nothing away.
  { file: 'workflows/visibility.ts', from: ', ...withoutLevel()]', to: ']' },
];
