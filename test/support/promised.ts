import request from 'supertest';
import { z } from 'zod';
import type { ApiRig } from './api-rig.ts';

type Content = Record<string, { schema: object }>;
type Document = {
  paths: Record<string, Record<string, { responses: Record<string, { content?: Content }> }>>;
  components: { schemas: Record<string, object> };
};

/** What the served document promises of an answer, as a schema; undefined for what is no JSON. */
export async function promises(app: ApiRig['app']) {
  const { body } = await request(app).get('/openapi.json').expect(200);
  const { paths, components } = JSON.parse(
    JSON.stringify(body).replaceAll('#/components/schemas/', '#/$defs/'),
  ) as Document;
  const made = new Map<object, z.ZodType>();
  return (method: string, path: string, status: number): z.ZodType | undefined => {
    const { content } = paths[`/api/v1${path}`]?.[method]?.responses[String(status)] ?? {};
    const schema = content?.['application/json']?.schema;
    if (!schema) return undefined;
    const known = made.get(schema);
    if (known) return known;
    const promised = z.fromJSONSchema({
      ...schema,
      $defs: components.schemas,
    } as z.core.JSONSchema.JSONSchema);
    made.set(schema, promised);
    return promised;
  };
}
