import { dutiesOf, type Duty, type Ledger } from './ledger.ts';
import { dutiesWithRules, rulesFor } from './rules.ts';
import type { Shown } from './titles.ts';

export const pageFile = 'docs/duties.md';

/** What keeps the table from being whole: a duty without rule, doer or test, and what names a duty there is not. */
export function gapsIn(ledger: Ledger, shown: readonly Shown[], doers: ReadonlySet<string>): string[] {
  const duties = dutiesOf(ledger);
  const ids = duties.map(({ id }) => id);
  return [
    ...ids.filter((id, place) => ids.indexOf(id) !== place).map((id) => `${id} stands twice`),
    ...duties.flatMap((duty) => gapsOf(duty, shown, doers)),
    ...shown
      .filter(({ duty }) => !ids.includes(duty))
      .map(({ duty, file, title }) => `${file}: "${title}" shows ${duty}, which the ledger does not know`),
    ...dutiesWithRules()
      .filter((id) => !ids.includes(id))
      .map((id) => `a rule of a profile names ${id}, which the ledger does not know`),
  ];
}

function gapsOf(duty: Duty, shown: readonly Shown[], doers: ReadonlySet<string>): string[] {
  const gaps: string[] = [];
  const rules = rulesFor(duty.id);
  if (rules.length === 0 && duty.code.length === 0) gaps.push('has neither a rule nor code');
  if (rules.length === 0 && duty.source === undefined) gaps.push('has no source');
  if (!shown.some((one) => one.duty === duty.id)) gaps.push('is shown by no test');
  gaps.push(
    ...duty.done.filter((doer) => !doers.has(doer)).map((doer) => `is done with ${doer}, which is not there`),
  );
  return gaps.map((gap) => `${duty.id} ${gap}`);
}

/** The table, as docs/duties.md holds it. */
export function pageOf(ledger: Ledger, shown: readonly Shown[]): string {
  const sections = ledger.sections.map(
    ({ title, duties }) => `## ${title}\n\n${duties.map((duty) => partOf(duty, shown)).join('\n\n')}\n`,
  );
  return `# Duties

Made by \`npm run duties\` from the ledger (\`tools/duties/ledger.yaml\`), the profiles and the titles of the tests; the gate
\`duties\` fails when a duty lacks its rule, its doer or its test, or when this page lags behind. \`npm run duties -- --prove\`
switches each rule off in a copy of the project and expects its test to fail.

_policy_: the number stands in a source document. _agency_: our default, which an agency's profile may change.

${sections.join('\n')}`;
}

function partOf(duty: Duty, shown: readonly Shown[]): string {
  const rules = rulesFor(duty.id).map(
    ({ kind, due, source, basis }) => `- rule \`${kind}\`: ${due} (${basis}: ${source})`,
  );
  const code = duty.code.map((where) => `- held by \`${where}\``);
  const tests = shown
    .filter((one) => one.duty === duty.id)
    .map(({ file, title }) => `- shown by “${title}” (\`${file}\`)`);
  return [
    `### ${duty.id}`,
    '',
    `${duty.duty}${duty.when === undefined ? '' : ` **${duty.when}.**`}${duty.source === undefined ? '' : ` (${duty.source})`}`,
    '',
    ...rules,
    ...code,
    `- done with ${duty.done.map((doer) => `\`${doer}\``).join(', ')}`,
    ...tests,
  ].join('\n');
}
