/** Who the client is, as the newest revision of their identity says. Protected, but for the reference. */
export type ClientRow = {
  id: string;
  reference: string;
  /** Whoever has a single name has one of the two. */
  givenName: string | null;
  familyName: string | null;
  birthDate: string | null;
};

/** The name as people say it. */
export function nameOf({ givenName, familyName }: Pick<ClientRow, 'givenName' | 'familyName'>): string {
  return [givenName, familyName].filter((part) => part !== null).join(' ');
}
