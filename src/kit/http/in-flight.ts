/** Requests that one member of staff may have under way; more is a client gone wrong. */
const mostInFlight = 32;

export type InFlight = {
  /** False when the caller has too many already; otherwise `leave` must follow. */
  enter(staffId: string): boolean;
  leave(staffId: string): void;
};

export function createInFlight(most = mostInFlight): InFlight {
  const counts = new Map<string, number>();
  return {
    enter(staffId) {
      const count = counts.get(staffId) ?? 0;
      if (count >= most) return false;
      counts.set(staffId, count + 1);
      return true;
    },
    leave(staffId) {
      const count = (counts.get(staffId) ?? 1) - 1;
      if (count > 0) counts.set(staffId, count);
      else counts.delete(staffId);
    },
  };
}
