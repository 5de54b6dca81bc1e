/**
 * Nothing, where `Given` has no member that `Wanted` does not name, however deep; otherwise an object that nobody
 * passes, whose type says which. TypeScript finds what is missing by itself, and lets pass what is too much: as a reply
 * it would be a 500.
 */
export type WithoutSurplus<Given, Wanted> = [Surplus<Given, Wanted>] extends [never]
  ? unknown
  : { 'is not in the schema': Surplus<Given, Wanted> };

type Surplus<Given, Wanted> = unknown extends Wanted
  ? never
  : Given extends readonly (infer Item)[]
    ? Surplus<Item, Extract<Wanted, readonly unknown[]>[number]>
    : Given extends object
      ? SurplusOfObject<Given, Extract<Wanted, object>>
      : never;

type SurplusOfObject<Given, Wanted> =
  string extends NameIn<Wanted>
    ? never
    : | Exclude<keyof Given, NameIn<Wanted>>
      | {
          [Name in keyof Given & NameIn<Wanted>]: Surplus<Given[Name], Member<Wanted, Name>>;
        }[keyof Given & NameIn<Wanted>];

// Of every form a union has.
type NameIn<T> = T extends unknown ? keyof T : never;
type Member<T, Name> = T extends unknown ? (Name extends keyof T ? T[Name] : never) : never;
