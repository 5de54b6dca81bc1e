/** Who the client is. Protected, but for the reference. */
export type ClientRow = {
  id: string;
  reference: string;
  givenName: string;
  familyName: string;
  birthDate: string | null;
};
