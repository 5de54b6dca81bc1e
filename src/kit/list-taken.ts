import type { Caller } from './reads.ts';

/** That rows of a list left: who took which list, by which filters, and whose rows. */
export type ListTaken = {
  caller: Caller;
  list: string;
  filters: Record<string, unknown>;
  rows: number;
  /** There were more, which were left off. */
  cut: boolean;
  enrollmentIds: string[];
  at: number;
};

/** Puts it on record; without that nothing leaves. */
export type KeepListTaken = (taken: ListTaken) => Promise<void>;
