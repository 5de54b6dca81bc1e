import { randomUUID } from 'node:crypto';

export type Schema = {
  $ref?: string;
  type?: string;
  format?: string;
  pattern?: string;
  const?: unknown;
  enum?: unknown[];
  example?: unknown;
  minimum?: number;
  minItems?: number;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  'x-kind'?: string;
  'x-text'?: string;
  'x-code-list'?: 'needs' | 'crises';
  'x-staff'?: string;
  maxLength?: number;
  description?: string;
  'x-from'?: string;
  'x-until'?: string;
};
type Parameter = { name: string; in: string; required?: boolean; schema: Schema };
export type Operation = {
  operationId: string;
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { description?: string }>;
};
export type Document = {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
};

/** A value that a request can hold. */
export type Field = {
  operation: Operation;
  method: string;
  path: string;
  in: 'body' | 'query' | 'path';
  /** In a body: names of members, and 0 for an item of a list; else the parameter's name. */
  at: (string | number)[];
  /** Of several commands in one body: of which type it is. */
  type?: string;
  schema: Schema;
};

const dated = /^\^(?:\\d\{4\}|\(\?:\d\d\|)/;

export function isDated({ format, pattern = '', 'x-kind': kind }: Schema): boolean {
  return kind !== undefined || format === 'date' || format === 'date-time' || dated.test(pattern);
}

export function resolved(document: Document, schema: Schema): Schema {
  return schema.$ref === undefined
    ? schema
    : (document.components.schemas[schema.$ref.replace('#/components/schemas/', '')] ?? {});
}

type Wanted = (schema: Schema) => boolean;

/** Every one of the document that is wanted. */
export function fieldsOf(document: Document, isWanted: Wanted): Field[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, operation]) => {
      const of = { operation, method, path: path.replace('/api/v1', '') };
      const parameters = (operation.parameters ?? [])
        .filter((one) => one.in !== 'header' && isWanted(resolved(document, one.schema)))
        .map((one): Field => ({
          ...{ ...of, in: one.in as 'query' | 'path', at: [one.name] },
          schema: resolved(document, one.schema),
        }));
      const body = operation.requestBody?.content['application/json']?.schema;
      return [
        ...parameters,
        ...(body ? inBody(document, isWanted, body, []) : []).map((one): Field => ({
          ...of,
          in: 'body',
          ...one,
        })),
      ];
    }),
  );
}

type Found = Pick<Field, 'at' | 'schema' | 'type'>;

function inBody(document: Document, isWanted: Wanted, given: Schema, at: (string | number)[]): Found[] {
  const schema = resolved(document, given);
  if (isWanted(schema)) return [{ at, schema }];
  const forms = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  return [
    ...forms.flatMap((form) => {
      const type = resolved(document, form).properties?.['type']?.const;
      return inBody(document, isWanted, form, at).map((one) =>
        typeof type === 'string' ? { ...one, type } : one,
      );
    }),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, one]) =>
      inBody(document, isWanted, one, [...at, name]),
    ),
    ...(schema.items ? inBody(document, isWanted, schema.items, [...at, 0]) : []),
  ];
}

/** The body with that value in that place; what is not there on the way is made up by the document. */
export function withValue(
  document: Document,
  given: Schema,
  body: unknown,
  [next, ...rest]: (string | number)[],
  value: string | undefined,
): unknown {
  if (next === undefined) return value;
  const schema = resolved(document, given);
  const forms = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].map((one) => resolved(document, one));
  const form = forms.find((one) => leads(document, one, [next, ...rest]));
  if (form) return withValue(document, form, body, [next, ...rest], value);
  if (typeof next === 'number') {
    const [first = made(document, schema.items ?? {}), ...others] = Array.isArray(body)
      ? (body as unknown[])
      : [];
    return [withValue(document, schema.items ?? {}, first, rest, value), ...others];
  }
  const members = (
    typeof body === 'object' && body !== null && !Array.isArray(body) ? body : made(document, schema)
  ) as Record<string, unknown>;
  return {
    ...members,
    [next]: withValue(document, schema.properties?.[next] ?? {}, members[next], rest, value),
  };
}

function leads(document: Document, given: Schema, [next, ...rest]: (string | number)[]): boolean {
  if (next === undefined) return true;
  const schema = resolved(document, given);
  const forms = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  if (forms.length > 0) return forms.some((one) => leads(document, one, [next, ...rest]));
  const inner = typeof next === 'number' ? schema.items : schema.properties?.[next];
  return inner !== undefined && leads(document, inner, rest);
}

const words = ['g1', 'A1', 'de', 'x', '0'.repeat(64), '2037-03'];

/** The least that such a value holds. */
export function made(document: Document, given: Schema): unknown {
  const schema = resolved(document, given);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.example !== undefined) return schema.example;
  const [form] = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  if (form) return made(document, form);
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        (schema.required ?? []).map((name) => [name, made(document, schema.properties?.[name] ?? {})]),
      );
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => made(document, schema.items ?? {}));
    case 'integer':
    case 'number':
      return schema.minimum ?? 1;
    case 'boolean':
      return true;
    default:
      if (schema.format === 'uuid') return randomUUID();
      if (schema.format === 'email') return 'somebody@example.org';
      return words.find((word) => new RegExp(schema.pattern ?? '').test(word)) ?? 'x';
  }
}
