/** Why steps about the team, contact information (RT, CO) are refused. */
export type RstRefusal = never;
