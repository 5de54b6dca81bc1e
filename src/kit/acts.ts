import type { Actor } from '../engine/record/events.ts';

export type Person = Pick<Actor, 'staffId'>;

/** Who asks for an act, under which key, and for what. The key names the act for ever. */
export type ActAsk<By extends Person = Actor> = {
  by: By;
  commandId: string;
  /** Hash of what was asked: the same key with another content is refused. */
  fingerprint: string;
};

/** What the record says of the act that bears a key. */
export type ActStamp = { by: Person | null; fingerprint: string | null };

/** Why a key is refused: it has named something else, or something that another person did. */
export type Reuse = 'other-content' | 'another-person';

/** What became of an act, whatever it was. */
export type ActOutcome<Row, Refused> =
  | { status: 'written'; row: Row }
  /** An earlier request of the same person with this key, and for the same, had done it. */
  | { status: 'replayed'; row: Row }
  | { status: 'reused'; how: Reuse }
  | { status: 'refused'; refusal: Refused };

/**
 * What a key means that is on record already. Its receipt is for the one who acted: somebody else who sends the same key
 * is refused, even with the same content, since they would take another's act for their own.
 */
export function repeated(
  earlier: ActStamp,
  { by, fingerprint }: Omit<ActAsk<Person>, 'commandId'>,
): 'replayed' | Reuse {
  if (earlier.by?.staffId !== by.staffId) return 'another-person';
  return earlier.fingerprint === fingerprint ? 'replayed' : 'other-content';
}

/** How a refusal tells its reader what the key was used for; `thing` names what the route makes, such as `absence`. */
export function reuseWords(how: Reuse, thing: string): string {
  return how === 'another-person'
    ? 'Somebody else has used this key.'
    : `This key was used before, for another ${thing}.`;
}
