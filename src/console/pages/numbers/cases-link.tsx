import type { ReactNode } from 'react';
import { useIntl } from 'react-intl';
import { Link } from '@tanstack/react-router';
import { countedOf, type Definition, monthName } from './months.ts';

type Props = {
  definition: Definition;
  month: string;
  part: string | null;
  /** What the figure is of. */
  title: string;
  children: ReactNode;
};

/** A figure, which opens the cases behind it for who may read them. */
export function CasesLink({ definition, month, part, title, children }: Props) {
  const intl = useIntl();
  if (!definition.opens) return <span>{children}</span>;
  return (
    <Link
      to="/numbers/$number"
      params={{ number: definition.id }}
      search={{ month, ...(part === null ? {} : { part }), ...countedOf(definition) }}
      aria-label={intl.formatMessage(
        { id: 'numbers.cases.of' },
        { title, month: monthName(intl.locale, month, 'long') },
      )}
    >
      {children}
    </Link>
  );
}
