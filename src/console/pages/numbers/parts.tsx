import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { type Definition, type Numbers, partsOf } from './months.ts';
import { MonthsTable } from './months-table.tsx';

type Props = { definition: Definition; numbers: Numbers; months: readonly string[]; title: string };

/** What a number is made of (duties, causes, levels), month by month; made when it is opened, since there are many. */
export function Parts({ definition, numbers, months, title }: Props) {
  const [open, setOpen] = useState(false);
  const parts = partsOf(numbers, definition.id);
  if (parts.length === 0) return null;
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <FormattedMessage id="numbers.parts" values={{ count: parts.length }} />
      </summary>
      {open && (
        <MonthsTable
          caption={title}
          rows={parts.map((part) => ({ definition, part, name: part }))}
          {...{ numbers, months }}
        />
      )}
    </details>
  );
}
