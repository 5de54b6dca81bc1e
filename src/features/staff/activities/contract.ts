/** The activity of the round. */
export type PeopleActivities = {
  /**
   * Tells what is due about the agency's staff at that instant (epoch ms), each notice once however often it is asked;
   * answers how many were new. Throws while the record cannot be reached.
   */
  raiseStaffNotices(request: PeopleRoundInput & { at: number }): Promise<{ raised: number }>;
};

/** What a round through the staff of an agency has to be told; nothing protected in it. */
export type PeopleRoundInput = { agencyId: string };
