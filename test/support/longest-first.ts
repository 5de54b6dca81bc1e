import { BaseSequencer, type TestSpecification } from 'vitest/node';

const tiers = [
  // One long file: at the end it would run alone.
  'docs',
  'console',
  'failures',
  'scenarios',
  'workflows',
  'cost',
  'replay',
  'gates',
  'record',
  'api',
  'unit',
];

/** Of their tier these take longest by far, which their size does not tell. */
const longest =
  /\/(?:console\/(?:every-page|left-open-pages|eight-packets)|failures\/(?:chaos|transfer-killed)|scenarios\/(?:stories|random)|workflows\/upgrade|record\/backup|api\/(?:texts|dates))\./;

/**
 * What takes longest begins, so that short files are left to fill the end. Tier by tier: files that share a process must
 * follow one another, else it ends with each of them.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ project, moduleId }: TestSpecification): number =>
      tiers.indexOf(project.name) * 2 + (longest.test(moduleId) ? 0 : 1);
    const bySize = await BaseSequencer.prototype.sort.call(this, files);
    return bySize.toSorted((a, b) => place(a) - place(b));
  }
}
