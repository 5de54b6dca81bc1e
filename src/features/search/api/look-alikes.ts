import type { ActAsk } from '../../../kit/acts.ts';
import type { RouteContext } from '../../../kit/http/context.ts';
import { type Refusal, refuse } from '../../../kit/http/reply.ts';
import type { Caller } from '../../../kit/reads.ts';
import type { Searchable } from '../tokens.ts';
import type { FoundClient } from '../postgres/ports.ts';
import { renderPeople } from './render.ts';

/** A person as a referral tells of them; while it is written, as far as it tells. */
export type ToldClient = {
  reference?: string | undefined;
  givenName?: string | null | undefined;
  familyName?: string | null | undefined;
  birthDate?: string | null | undefined;
  phone?: { value: string } | undefined;
  differentFrom?: string[] | undefined;
};

/** `except`: who is on file under the reference already. */
type About = { caller: Caller; client: ToldClient; except: string | null; now: number };

/** Refuses a referral that names as somebody else whom the agency does not know. */
export async function refuseStrangers(
  { search }: Pick<RouteContext, 'search'>,
  { caller, client: { differentFrom = [] } }: Pick<About, 'caller' | 'client'>,
): Promise<Refusal | null> {
  if (differentFrom.length === 0) return null;
  const unknown = new Set(await search.unknownOf(caller.agencyId, differentFrom));
  if (unknown.size === 0) return null;
  const detail = 'is no client of the agency';
  return refuse('invalid-field', {
    errors: differentFrom.flatMap((id, index) =>
      unknown.has(id) ? [{ pointer: `/client/differentFrom/${index}`, detail }] : [],
    ),
  });
}

/**
 * A referral whose person looks like somebody on record is asked back, until it names those whom it is not about. What is
 * shown of them is what the caller may see.
 *
 * @param isItself Whether it is on file by now: a copy that was sent at the same time has been here, and is nobody it looks like.
 */
export async function refuseLookAlikes(
  { search }: Pick<RouteContext, 'search'>,
  { caller, client, except, now }: About,
  isItself: () => Promise<boolean>,
): Promise<Refusal | null> {
  const alike = await search.alike(caller, searchableOf(client), { except, now });
  const unsettled = alike.filter((one) => !isNamed(one, client));
  if (unsettled.length === 0 || (await isItself())) return null;
  await search.recordShown(caller, unsettled, now);
  return refuse('looks-alike', { extra: { candidates: renderPeople(unsettled) } });
}

/** Whom the person of a referral that is being written looks like, and was not named; that they are shown is on record first. */
export async function showLookAlikes(
  { search }: Pick<RouteContext, 'search'>,
  { caller, client, now }: Omit<About, 'except'>,
) {
  const alike = await search.alike(caller, searchableOf(client), { except: null, now });
  const unsettled = alike.filter((one) => !isNamed(one, client));
  await search.recordShown(caller, unsettled, now);
  return renderPeople(unsettled);
}

/**
 * Once the client is on file: whom they look like and was not named is to be settled (an emergency is taken at once, and two
 * referrals may come at the same time); who was named as somebody else is on record as that.
 */
export async function raiseLookAlikes(
  { search }: Pick<RouteContext, 'search'>,
  { caller, client, now }: Omit<About, 'except'>,
  ask: ActAsk & { clientId: string; enrollmentId: string },
): Promise<void> {
  const { differentFrom = [] } = client;
  const alike = await search.alike(caller, searchableOf(client), { except: ask.clientId, now });
  const openWith = alike.flatMap((one) => (isNamed(one, client) ? [] : [one.client.id]));
  await search.raiseSameness({ ...ask, openWith, differentFrom, now });
}

/** Who is somebody else is so by each of their files. */
function isNamed({ files }: FoundClient, { differentFrom = [] }: ToldClient): boolean {
  return files.some((id) => differentFrom.includes(id));
}

const known = (reference: string | undefined) => (reference === undefined ? [] : [reference]);

function searchableOf({ reference, givenName, familyName, birthDate, phone }: ToldClient): Searchable {
  return {
    names: [{ given: givenName ?? '', family: familyName ?? '' }],
    birthDates: birthDate ? [birthDate] : [],
    ...{ references: known(reference), own: known(reference) },
    phones: phone ? [phone.value] : [],
  };
}
