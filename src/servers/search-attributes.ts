import type { Connection } from '@temporalio/client';

/** Temporal's types of search attributes, by the names its CLI uses. */
export type SearchAttributeTypes = Readonly<
  Record<string, 'Keyword' | 'Int' | 'Datetime' | 'Bool' | 'KeywordList'>
>;

// temporal.api.enums.v1.IndexedValueType
const indexedValueType = { Keyword: 2, Int: 3, Bool: 5, Datetime: 6, KeywordList: 7 } as const;

/** Registers what the namespace does not have yet; may be repeated, and by several processes at once. */
export async function registerSearchAttributes(
  connection: Connection,
  namespace: string,
  types: SearchAttributeTypes,
): Promise<void> {
  const known = await knownAttributes(connection, namespace);
  const missing = Object.entries(types).filter(([name]) => known[name] === undefined);
  if (missing.length === 0) return;
  try {
    await connection.operatorService.addSearchAttributes({
      namespace,
      searchAttributes: Object.fromEntries(missing.map(([name, type]) => [name, indexedValueType[type]])),
    });
  } catch (error) {
    if (!hasStatus(error, status.ALREADY_EXISTS)) throw error;
  }
}

async function knownAttributes(connection: Connection, namespace: string): Promise<Record<string, unknown>> {
  try {
    return (await connection.operatorService.listSearchAttributes({ namespace })).customAttributes ?? {};
  } catch (error) {
    // The time-skipping server can add them but not list them.
    if (hasStatus(error, status.UNIMPLEMENTED)) return {};
    throw error;
  }
}

// Of gRPC.
const status = { ALREADY_EXISTS: 6, UNIMPLEMENTED: 12 } as const;

const hasStatus = (error: unknown, code: number): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === code;
