/** At most so many clients in one reassignment: its workflow's history stays below some 1,300 events. */
export const mostMoved = 200;

/** How far one client of a reassignment has come. */
export const moveStates = ['waiting', 'moved', 'refused', 'left'] as const;
export type MoveState = (typeof moveStates)[number];
