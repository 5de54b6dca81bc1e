/** What a backup's first line says. */
export type Header = {
  format: typeof formatName;
  formatVersion: number;
  /** ISO instant of the snapshot, by the database's clock. */
  takenAt: string;
  /** Names of the migrations the database had, in order. */
  migrations: string[];
  /** In an order in which each refers only to those before it. */
  tables: { name: string; columns: string[] }[];
};

/** What its last line says: a file without one is cut short. */
export type Footer = {
  end: true;
  /** Rows by table. */
  rows: Record<string, number>;
  /** Over all lines before this one, line ends included. */
  sha256: string;
};

export const formatName = 'throughline-backup';
export const formatVersion = 1;

/** A file, or a database, that cannot be used; the message is for the person at the terminal. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
}

/**
 * A line of rows, each a list of what PostgreSQL writes for its columns (null where there is nothing: a JSON column may
 * hold a null of its own). They stay as they are on both ways.
 */
export const rowLine = (table: string, rows: readonly string[]): string =>
  `{"table":${JSON.stringify(table)},"rows":[${rows.join(',')}]}`;
