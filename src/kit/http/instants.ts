/** UTC with milliseconds: the one form in which instants leave the API. */
export function iso(instant: number): string {
  return new Date(instant).toISOString();
}

export function isoOrNull(instant: number | null): string | null {
  return instant === null ? null : iso(instant);
}
