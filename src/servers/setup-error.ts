/** A reason the machine cannot run something, written for the person at the terminal: shown without a stack. */
export class SetupError extends Error {
  override readonly name = 'SetupError';
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** One line of progress ("installing …"); callers decide where it goes. */
export type Progress = (line: string) => void;

export const silent: Progress = () => {};
