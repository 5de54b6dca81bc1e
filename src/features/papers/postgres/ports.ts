import type { NamedActor } from '../../../kit/documents.ts';
import type { PaperFormat } from '../papers.ts';
import type { Caller } from '../../../kit/reads.ts';

/** That a paper was printed: by whom, of what, in which form. */
export type PaperPrint = {
  caller: Caller;
  at: number;
  paper: string;
  format: PaperFormat;
  /** The document or the step that it was made from; of a document at which revision, with which words. */
  of: string;
  revision: number | null;
  hash: string | null;
} & ({ enrollmentId: string; aboutStaffId: null } | { enrollmentId: null; aboutStaffId: string });

export type PrintedRow = Pick<PaperPrint, 'paper' | 'of' | 'format' | 'at'> & { by: NamedActor };

/** The same with which words they were. */
export type PrintingRow = PrintedRow & Pick<PaperPrint, 'revision' | 'hash'>;

export type PaperStore = {
  /** Puts it on record; without that nothing is printed. */
  keepPrinted(print: PaperPrint): Promise<void>;
  /** Of a client's papers, each as it was printed last. */
  lastPrinted(agencyId: string, enrollmentId: string): Promise<PrintedRow[]>;
  /** So many of all times that a client's papers were printed, the newest first. */
  printings(agencyId: string, enrollmentId: string, limit: number): Promise<PrintingRow[]>;
};
