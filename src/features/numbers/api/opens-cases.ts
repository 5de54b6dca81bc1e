import type { Caller } from '../../../kit/reads.ts';
import { readsDetails } from '../../../kit/http/context.ts';
import type { NumberId } from '../definitions.ts';

/** Whether the caller may open the cases behind a number: what somebody answered is among the words of the record. */
export function opensCases(caller: Caller, number: NumberId): boolean {
  return number !== 'satisfaction' || readsDetails(caller);
}
