import type { Login } from '../../prisma/seed/index.ts';
import type { StaffRole } from '../../src/engine/policy/terms.ts';
import { allRoutes } from '../../src/api/features.ts';
import { mayDo } from '../../src/api/permissions.ts';
import type { RouteContext } from '../../src/kit/http/context.ts';
import { documentTrials } from './acts/documents.ts';
import { otherTrials } from './acts/others.ts';
import { staffTrials } from './acts/staff-documents.ts';
import type { Make, Stage, Trial } from './acts/stage.ts';
import { stepTrials } from './acts/steps.ts';
import { hour, monday } from './api-rig.ts';
import { type Document, type Field, made, withValue } from './fields.ts';

const trials: Record<string, Make> = { ...otherTrials, ...documentTrials, ...staffTrials, ...stepTrials };
const logins: Login[] = ['supervisor', 'director', 'coordinator', 'intake', 'payer', 'ops', 'privacy'];
const roleOf = (login: Login) => (login === 'privacy' ? 'privacy-officer' : login) as StaffRole;

export type Answer = { status: number; text: string };
/** With `undefined` the field is left out. */
type Send = (value: string | undefined) => PromiseLike<Answer>;

/** Sends each field of the document as it is told, in requests that are fit to be taken otherwise. */
export function createWalk(stage: Stage, document: Document, more: Record<string, Make> = {}) {
  const known = { ...trials, ...more };
  const served = new Map(allRoutes({} as RouteContext).map((route) => [route.id, route.operation]));
  /** What comes before a request is done once, whatever its fields: and once more where it was used up. */
  const ready = new Map<string, { trial: Trial; now: number }>();

  async function trialOf(name: string, make: Make, anew: boolean): Promise<Trial> {
    const before = anew ? undefined : ready.get(name);
    stage.rig.clock.set(before?.now ?? monday + hour);
    if (before) return before.trial;
    const trial = await make(stage);
    ready.set(name, { trial, now: stage.rig.clock.now() });
    return trial;
  }

  /** How a request with that field is sent, again and again. */
  async function sender(field: Field, anew = false): Promise<Send | null> {
    const { operation, type } = field;
    const body = operation.requestBody?.content['application/json']?.schema ?? {};
    const asked = served.get(operation.operationId);
    const login = logins.find((one) => asked && mayDo(roleOf(one), asked));
    if (field.in === 'body') {
      const make = known[type ?? operation.operationId];
      if (!make) return null;
      const trial = await trialOf(type ?? operation.operationId, make, anew);
      const { as, path } = trial;
      if (type === undefined)
        return (value) => stage.rig.post(as, path, withValue(document, body, trial.body, field.at, value));
      const several = path.replace(/\/commands\/\w+$/, '/commands');
      const one = { $ref: `#/components/schemas/${type}` };
      return (value) => {
        const command = withValue(document, one, trial.body, field.at.slice(2), value) as object;
        return stage.rig.post(as, several, { commands: [{ type, ...command }] });
      };
    }
    const make = field.method === 'post' ? known[operation.operationId] : undefined;
    if (field.in === 'path' && make) {
      const { as, path, body: sent } = await trialOf(operation.operationId, make, anew);
      const place = field.path.split('/').indexOf(`{${String(field.at[0])}}`);
      return (value) =>
        stage.rig.post(
          as,
          path
            .split('/')
            .with(place, value ?? '')
            .join('/'),
          sent,
        );
    }
    if (!login) return null;
    return (value) => {
      const parameters = (operation.parameters ?? []).filter((one) => one.in !== 'header');
      const given = Object.fromEntries(
        parameters
          .filter(({ name, required }) => name === field.at[0] || required)
          .map(({ name, schema }) => [name, name === field.at[0] ? value : String(made(document, schema))]),
      );
      const path = field.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => given[name] ?? '');
      const query = new URLSearchParams();
      for (const { name } of parameters.filter((one) => one.in === 'query' && one.name in given))
        query.set(name, given[name] ?? '');
      return field.method === 'get'
        ? stage.rig.get(login, `${path}?${query.toString()}`)
        : stage.rig.post(login, path);
    };
  }

  return {
    sender,
    /** Answers to the value; where it was refused for something else, with all that comes before it done anew. */
    async ask(field: Field, value: string | undefined, send: Send): Promise<Answer> {
      const answer = await send(value);
      if (answer.status < 400 || answer.status >= 500 || names(field, answer)) return answer;
      return (await (await sender(field, true))?.(value)) ?? answer;
    },
    /** All that was written of late, anywhere, as text. */
    async written(): Promise<string> {
      const tables = await stage.rig.prisma.$queryRaw<{ name: string }[]>`
        SELECT table_name::text AS name FROM information_schema.tables
        WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`;
      const newest = tables.map(
        ({ name }) =>
          `(SELECT to_jsonb(t)::text AS row FROM "${name}" t ORDER BY xmin::text::bigint DESC LIMIT 20)`,
      );
      const rows = await stage.rig.prisma.$queryRawUnsafe<{ row: string }[]>(newest.join(' UNION ALL '));
      return rows.map(({ row }) => row).join('\n');
    },
  };
}

const pointerOf = (field: Field) => `/${field.at.join('/')}`;

export function nameOf(field: Field): string {
  return `${field.operation.operationId}${field.type === undefined ? '' : ` ${field.type}`} ${pointerOf(field)}`;
}

/** The word for a refusal, as the document lists it; of what is no refusal none. */
const codeOf = ({ status, text }: Answer) =>
  status < 400 ? '' : String((JSON.parse(text) as { code?: string }).code);

export function isDocumented(field: Field, answer: Answer): boolean {
  return field.operation.responses[answer.status]?.description?.includes(codeOf(answer)) ?? false;
}

/** What a refusal says of the field, or of a list that it is in. What is part of an address is not there. */
export function saidOf(field: Field, { text }: Answer): string[] {
  type Error = { pointer?: string; parameter?: string; detail: string };
  const { errors = [] } = JSON.parse(text) as { errors?: Error[] };
  const own = pointerOf(field);
  // What is wrong with a list as a whole is said of the list.
  const lists = [...own.matchAll(/\/0/g)].map(({ index }) => own.slice(0, index));
  return errors
    .filter(({ pointer = '', parameter }) => [own, ...lists].includes(pointer) || parameter === field.at[0])
    .map(({ detail }) => detail);
}

/** Whether the field is named by the refusal. */
export function names(field: Field, answer: Answer): boolean {
  if (field.in === 'path') return answer.status === 404 || answer.status === 422;
  return saidOf(field, answer).length > 0;
}
