import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import type { Calendar } from '../../engine/calendar/index.ts';
import type { CodeLists } from '../../engine/policy/code-lists.ts';
import { dateAt } from './documents/agency-policy.ts';
import type { MayDo } from './roles.ts';
import { commandId } from './schemas.ts';
import type { Clock } from './context.ts';
import type { Door } from './door.ts';
import type { Authenticate } from './authenticate.ts';
import type { InFlight } from './in-flight.ts';
import type { askingBack } from './keyless.ts';
import { asksForRelation, type Input, type Route } from './route.ts';
import { readBytes, readJson } from './body.ts';
import { csvReply } from './serve-csv.ts';
import type { KeepListTaken } from '../list-taken.ts';
import { encodeReply } from './encode-reply.ts';
import type { Caller } from '../reads.ts';
import { tellsDue, withLocalDues } from './local-dues.ts';
import { isRefusal, type Refusal, refuse, type Reply } from './reply.ts';
import { sendProblem, sendReply } from './send.ts';
import { checkBody, checkParameters } from './validate.ts';

const headers = z.object({
  'Idempotency-Key': commandId.optional(),
  'If-Match': z
    .string()
    .regex(/^"?\d{1,9}"?$/)
    .transform((text) => Number(text.replaceAll('"', '')))
    .optional(),
});

/** Whether an enrollment or a client is there for somebody at all, and why they may see it; null: they may not. */
export type RelationTo = (
  caller: Caller,
  of: 'enrollments' | 'clients',
  id: string,
) => Promise<{ known: boolean; why: string | null }>;

/** What a key is called that somebody else has used. */
type OwnKey = (staffId: string, key: string) => string;

/**
 * Known? allowed? well formed? theirs? Then the route's own handler; what it answers is made a reply by the route's schema. The
 * body is read last, so strangers send none.
 */
export function serveRoute(
  route: Route,
  {
    authenticate,
    inFlight,
    mayDo,
    relationTo,
    clock,
    calendarOf,
    codesOf,
    ownKey,
    askBack,
    keepListTaken,
  }: {
    authenticate: Authenticate;
    inFlight: InFlight;
    mayDo: MayDo;
    relationTo: RelationTo;
    clock: Clock;
    /** By which the clocks of the caller's agency go. */
    calendarOf: (caller: Caller) => Promise<Calendar>;
    /** The codes that the caller's agency has. */
    codesOf: (caller: Caller) => Promise<CodeLists>;
    ownKey: OwnKey;
    askBack: ReturnType<typeof askingBack>;
    /** That the rows of a list left. */
    keepListTaken: KeepListTaken;
  },
): RequestHandler {
  async function answer(req: Request, res: Response): Promise<Reply | Refusal> {
    const caller = await authenticate(req);
    if (isRefusal(caller)) return caller;
    res.locals['caller'] = caller;
    if (route.operation && !mayDo(caller.role, route.operation)) return refuse('forbidden');
    if (!inFlight.enter(caller.staffId)) return refuse('too-many-requests');
    try {
      const params = readParams(route, req);
      if (isRefusal(params)) return params;
      const stranger = await strangerTo(route, caller, params.value, relationTo);
      const isStranger = stranger?.problem === 'no-relation';
      if (stranger && !(isStranger && route.opens)) return stranger;
      const now = clock.now();
      const today = async () => dateAt({ calendar: await calendarOf(caller) }, now);
      const input = await readInput(route, req, res, { now, today, codes: () => codesOf(caller) });
      if (isRefusal(input)) return stranger ?? input;
      const ask = { caller, params: params.value, ...input };
      if (stranger && !route.opens?.(ask)) return stranger;
      const { csv } = route;
      if (csv && asksForCsv(ask)) {
        if (!mayDo(caller.role, 'list:take')) return refuse('forbidden');
        const calendar = await calendarOf(caller);
        return await csvReply({ ...route, csv }, ask, { calendar, keep: keepListTaken, now });
      }
      const answered = await askBack(route, ask, handled);
      if (isRefusal(answered)) return answered;
      const encoded = encodeReply(route, answered);
      if (!tellsDue(encoded.body)) return encoded;
      return { ...encoded, body: withLocalDues(encoded.body, await calendarOf(caller)) };
    } finally {
      inFlight.leave(caller.staffId);
    }
  }

  /** A key is its author's: two people may choose the same one, and neither learns of the other, or is held up. */
  async function handled(ask: Input): Promise<Reply | Refusal> {
    const answered = await route.handle(ask);
    const anothers = isRefusal(answered) && answered.anothersKey === true && ask.key !== undefined;
    return anothers ? route.handle({ ...ask, key: ownKey(ask.caller.staffId, ask.key ?? '') }) : answered;
  }

  return async (req, res) => {
    const result = await answer(req, res);
    if (isRefusal(result)) sendProblem(res, result);
    else sendReply(res, result);
  };
}

/**
 * Whoever has nothing to do with the client is refused, in words that say what they can do; for whom the enrollment is not
 * there, it is not. No handler runs for either.
 */
async function strangerTo(
  route: Route,
  caller: Caller,
  params: Record<string, string>,
  relationTo: RelationTo,
): Promise<Refusal | null> {
  const of = asksForRelation(route);
  if (of === null) return null;
  const { known, why } = await relationTo(caller, of, params['id'] ?? '');
  if (!known) return refuse('not-found');
  return why === null ? refuse('no-relation') : null;
}

function readParams(route: Route, req: Request): { value: Record<string, string> } | Refusal {
  const value: Record<string, string> = {};
  for (const [name, schema] of Object.entries(route.params)) {
    const param = schema.safeParse(req.params[name]);
    if (!param.success) return refuse('not-found');
    value[name] = param.data;
  }
  return { value };
}

/** Whether a list is to come as a table. What says so is no filter: the route does not know of it. */
function asksForCsv(ask: Input): ask is Input<Record<string, unknown>> {
  const query = ask.query as Record<string, unknown>;
  const { format } = query;
  delete query['format'];
  return format === 'csv';
}

/** When a request is read. The agency's date and codes are looked up for those alone in which they matter. */
type AskedOf = { now: number; today: () => Promise<string> };
type Asked = AskedOf & { codes: () => Promise<CodeLists> };

async function readInput(route: Route, req: Request, res: Response, asked: Asked) {
  const named = {
    'Idempotency-Key': route.takesKey ? req.headers['idempotency-key'] : undefined,
    'If-Match': route.takesVersion && req.headers['if-match'] !== '*' ? req.headers['if-match'] : undefined,
  };
  const given = await judged(asked, (door) => checkParameters(headers, named, door));
  if (isRefusal(given)) return given;
  const query = await readQuery(route, req.query, asked);
  if (isRefusal(query)) return query;
  const expectedVersion = given.value['If-Match'];
  // `*` says nothing of what its author has seen.
  if (route.takesVersion === 'required' && expectedVersion === undefined) return refuse('version-missing');
  if (route.bytes) {
    const bytes = await readBytes(req, res, route.bytes);
    if (isRefusal(bytes)) return bytes;
    return {
      query: query.value,
      body: bytes.value,
      codes: null,
      key: given.value['Idempotency-Key'],
      expectedVersion,
    };
  }
  const json = route.body ? await readJson(req, res, route.largest) : { value: undefined };
  if (isRefusal(json)) return json;
  const body = await readBody(route, json.value, asked);
  if (isRefusal(body)) return body;
  return {
    query: query.value,
    ...body,
    key: given.value['Idempotency-Key'],
    expectedVersion,
  };
}

/** A parameter that nobody knows is a misspelt one: what was meant would not be done. */
export function readQuery({ query }: Pick<Route, 'query'>, given: unknown, asked: AskedOf) {
  const parameters = (query ?? z.object({})).strict();
  return judged(asked, (door) => checkParameters(parameters, given, door));
}

async function readBody(
  { body: schema, refusesCodes }: Route,
  value: unknown,
  asked: Asked,
): Promise<Pick<Input, 'body' | 'codes'> | Refusal> {
  if (!schema) return { body: undefined, codes: null };
  const door = doorAt(asked);
  const read = await judged(asked, (at) => checkBody(schema, value, at), door);
  if (isRefusal(read)) return read;
  if (!door.asksForCodes) return { body: read.value, codes: null };
  const lists = await asked.codes();
  const found = checkBody(schema, value, { ...door, codes: lists });
  const refusal = isRefusal(found) ? found : null;
  return refusal && !refusesCodes ? refusal : { body: read.value, codes: { lists, refusal } };
}

const doorAt = ({ now }: AskedOf): Door => ({
  ...{ now, today: null, asksForToday: false },
  ...{ codes: null, asksForCodes: false },
});

/** Once more with the agency's date, where a field lies so near to now that it depends on it. */
async function judged<T>(asked: AskedOf, check: (door: Door) => T, door = doorAt(asked)): Promise<T> {
  const found = check(door);
  if (!door.asksForToday) return found;
  door.today = await asked.today();
  return check(door);
}
