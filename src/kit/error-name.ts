/** What may be told of an error: the name of its class. Its message may quote addresses, words or what was to be stored. */
export function errorName(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}
