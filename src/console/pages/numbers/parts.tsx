import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import {
  type Definition,
  type Definitions,
  dutyName,
  isOnlyShares,
  type Numbers,
  partsOf,
} from './months.ts';
import { MonthsTable } from './months-table.tsx';

type Props = {
  definition: Definition;
  words: Definitions;
  numbers: Numbers;
  months: readonly string[];
  title: string;
};

/** What a number is made of (duties, causes, levels), month by month; made when it is opened, since there are many. */
export function Parts({ definition, words, numbers, months, title }: Props) {
  const [open, setOpen] = useState(false);
  const nameOf = usePartName(words, definition);
  const parts = partsOf(numbers, definition.id);
  if (parts.length === 0) return null;
  const table = (
    <MonthsTable
      caption={title}
      rows={parts.map((part) => ({ definition, part, name: nameOf(part) }))}
      {...{ numbers, months }}
    />
  );
  if (isOnlyShares(definition.id)) return table;
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <FormattedMessage id="numbers.parts" values={{ count: parts.length }} />
      </summary>
      {open && table}
    </details>
  );
}

/** What a part of a number is called: a cause, a duty. */
export function usePartName(
  words: Pick<Definitions, 'duties'>,
  { id }: Pick<Definition, 'id'>,
): (part: string) => string {
  const intl = useIntl();
  return (part) =>
    isOnlyShares(id) ? intl.formatMessage({ id: `numbers.cause.${part}` }) : dutyName(words, part);
}
