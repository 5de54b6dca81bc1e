type Entries<Of extends Record<string, object>> = {
  [F in keyof Of]: { [Name in keyof Of[F]]: Of[F][Name] };
}[keyof Of];
type KeysOf<Union> = Union extends unknown ? keyof Union : never;
type ValueOf<Union, Key extends PropertyKey> = Union extends unknown
  ? Key extends keyof Union
    ? Union[Key]
    : never
  : never;

/** The tables of features as one, by their entries' own names. Throws where two features have an entry of one name: the second would be heard of nowhere. */
export function merged<Of extends Record<string, object>>(
  tables: Of,
): { [Key in KeysOf<Entries<Of>>]: ValueOf<Entries<Of>, Key> } {
  const entries = Object.values(tables).flatMap((table) => Object.entries(table));
  const names = entries.map(([name]) => name);
  const twice = names.find((name, place) => names.indexOf(name) !== place);
  if (twice !== undefined) throw new Error(`two features have an entry ${twice}`);
  return Object.fromEntries(entries) as never;
}
