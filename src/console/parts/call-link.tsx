import { IconPhone } from '@tabler/icons-react';
import type { PropsWithChildren } from 'react';

const leastDigits = 7;

/** A telephone number that one can tap; of words that are none, the words alone. */
export function CallLink({
  number,
  className,
  children,
}: PropsWithChildren<{ number: string; className?: string | undefined }>) {
  const digits = number.replaceAll(/[^\d+]/g, '');
  if (digits.length < leastDigits) return <>{children ?? number}</>;
  return (
    <a href={`tel:${digits}`} className={className}>
      <IconPhone size={18} aria-hidden="true" />
      {children ?? number}
    </a>
  );
}
