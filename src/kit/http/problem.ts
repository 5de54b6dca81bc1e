export type Problem = {
  status: number;
  title: string;
  /** True when the very same request may succeed later. */
  retryable: boolean;
  logLevel: 'debug' | 'info' | 'warn' | 'error';
  /** What its reader can do about it; shown at `/problems/<code>`. */
  remedy: string;
};

/** A refusal that comes again, whatever the time, until the request changes. */
export function refusal(status: number, title: string, remedy: string): Problem {
  return { status, title, retryable: false, logLevel: 'info', remedy };
}
