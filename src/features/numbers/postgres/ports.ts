import type { Instant } from '../../../engine/calendar/index.ts';
import type { Case } from '../facts.ts';
import type { ClientRow } from '../../../kit/client-row.ts';
import type { Scope } from '../../../kit/scope.ts';

/** What numbers are counted from. */
export type NumberReads = {
  /**
   * The enrollments in scope that anything of the time `from` to `until` (the first instant after it) may belong to: the
   * obligations due then, and the steps numbers look at, in the order of entry. Of what people wrote, only the answers of
   * satisfaction instruments.
   */
  numberCases(scope: Scope, span: { from: Instant; until: Instant }): Promise<Case[]>;
  /** Of these enrollments, as far as they are in scope, by the enrollment's id. */
  clientsOf(scope: Scope, enrollmentIds: readonly string[]): Promise<Map<string, ClientRow>>;
  /** Of the whole agency, who has left among them, by staff id. */
  staffNames(agencyId: string): Promise<Map<string, string>>;
};
