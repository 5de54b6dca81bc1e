import { isDueName, localName } from '../../kit/http/local-dues.ts';

const dueLocal = {
  type: ['string', 'null'],
  description: "What the agency's clocks show then; null out of the years of its calendar",
  example: '2037-03-02 09:00',
};

type Schema = {
  properties?: Record<string, Schema>;
  required?: string[];
  anyOf?: Schema[];
  'x-kind'?: string;
};

/** The document says of each instant named `due` in a reply what the server adds beside it. */
export function withLocalDues<Document extends object>(document: Document): Document {
  return JSON.parse(JSON.stringify(document), (_, node: Schema | null) => {
    const dues = Object.entries(node?.properties ?? {}).filter(
      ([name, of]) => isDueName(name) && mayTell(of),
    );
    if (node === null || dues.length === 0) return node;
    const local: [string, unknown][] = dues.map(([name]) => [localName(name), dueLocal]);
    const always = dues.filter(([name, of]) => tells(of) && node.required?.includes(name));
    return {
      ...node,
      properties: Object.fromEntries([...Object.entries(node.properties ?? {}), ...local]),
      ...(node.required ? { required: [...node.required, ...always.map(([name]) => localName(name))] } : {}),
    };
  }) as Document;
}

/** An instant on the way out; what comes in has the bounds of its kind. */
const tells = (schema: Schema) => schema['x-kind'] === 'told';
/** The same, or null: then there is nothing beside it. */
const mayTell = (schema: Schema) => tells(schema) || (schema.anyOf ?? []).some(tells);
