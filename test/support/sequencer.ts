import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes longest goes first, so that short files are left to fill the end. */
const order = ['failures', 'scenarios', 'workflows', 'cost', 'replay', 'gates', 'record', 'api', 'unit'];

/** Tier by tier: files that share a process must follow one another, else it ends with each of them. */
export class TierByTier extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ project }: TestSpecification): number => order.indexOf(project.name);
    // The base class' own method, not that of an array.
    // oxlint-disable-next-line unicorn/no-array-sort
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => place(a) - place(b));
  }
}
