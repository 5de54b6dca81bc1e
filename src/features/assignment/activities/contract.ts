/** The activity of the round. */
export type AssignmentActivities = {
  /**
   * Assigns those of the agency whose deadline is near at that instant (epoch ms), each once however often it is asked.
   * Throws while the record cannot be reached.
   */
  assignDue(request: AssignmentRoundInput & { at: number }): Promise<AssignmentRound>;
};

/** What came of it: `putOff` is the next round's. */
export type AssignmentRound = { assigned: number; nobodyFits: number; putOff: number };

/** What a round through an agency's queue has to be told. */
export type AssignmentRoundInput = { agencyId: string };
