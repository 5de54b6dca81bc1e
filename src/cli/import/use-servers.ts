import { inForce } from '../../engine/policy/code-lists.ts';
import { standardLists } from '../../features/code-lists/standard.ts';
import { createPolicies } from '../../kit/policies.ts';
import { createPrisma } from '../../kit/postgres/client.ts';
import { createIdentityStore } from '../../features/identity/postgres/store.ts';
import { createImportPeople } from '../../features/imports/postgres/import-people.ts';
import { createImportStore } from '../../features/imports/postgres/imports.ts';
import { createClientTokens } from '../../features/search/postgres/client-tokens.ts';
import { createTokenKeys } from '../../features/search/postgres/token-keys.ts';
import { createRecordReader } from '../../kit/postgres/record-reader.ts';
import { createReads, guarded } from '../../api/reads.ts';
import { createSeal, SealError } from '../../kit/seal.ts';
import { RecordUnavailableError } from '../../kit/reads.ts';
import { connectGateway } from '../../kit/temporal/connect.ts';
import type { TemporalGateway } from '../../kit/temporal/temporal-gateway.ts';
import { SetupError } from '../../servers/setup-error.ts';
import type { Addresses } from '../running.ts';
import type { ImportDependencies } from './import-hmis.ts';

export type ImportServers = ImportDependencies & {
  agency: { id: string; name: string };
  close(): Promise<void>;
};

/** Connects an import with its servers and finds the agency and its policy. Throws SetupError when it cannot. */
export async function useServers(addresses: Addresses, askedFor: string | undefined): Promise<ImportServers> {
  const { databaseUrl, temporalAddress, namespace, sealKey } = addresses;
  const seal = sealOf(sealKey);
  const prisma = createPrisma(databaseUrl);
  const reads = createReads(prisma);
  const identities = createIdentityStore(prisma, createClientTokens(createTokenKeys(sealKey)));
  const store = guarded({ ...createImportStore(prisma, identities), ...createImportPeople(prisma) });
  let opened: TemporalGateway | undefined;
  const close = async (): Promise<void> => {
    await opened?.close();
    await prisma.$disconnect();
  };
  try {
    const agency = choose(await store.agencies(), askedFor);
    const { profileHash, calendarHash } = await reads.agencyPolicy(agency.id);
    const policy = await createPolicies(reads).policy(profileHash, calendarHash);
    if (!policy) throw new SetupError(`The database lacks the policy of ${agency.name}: seed it first.`);
    const lists = (await reads.codeLists(agency.id)) ?? standardLists(policy.profile);
    return {
      agency,
      policy,
      needs: inForce(lists, 'needs'),
      store,
      seal,
      async gateway() {
        const record = guarded(createRecordReader(prisma));
        try {
          opened = await connectGateway({
            ...{ address: temporalAddress, namespace, record, secret: sealKey, issuer: 'import' },
          });
          await opened.ping();
          return opened;
        } catch {
          throw new SetupError(
            `No Temporal server answers at ${temporalAddress}. Nothing was started; start it, or correct TEMPORAL_ADDRESS, and run the same command again.`,
          );
        }
      },
      close,
    };
  } catch (error) {
    await close();
    if (!(error instanceof RecordUnavailableError)) throw error;
    // Without the password.
    const { host, pathname } = new URL(databaseUrl);
    throw new SetupError(
      `No PostgreSQL answers at ${host}${pathname}, or it is not Throughline's. Nothing was started; start it, or correct DATABASE_URL, and run the same command again.`,
    );
  }
}

function sealOf(key: string) {
  try {
    return createSeal(key);
  } catch (error) {
    if (error instanceof SealError)
      throw new SetupError('THROUGHLINE_SEAL_KEY is not 32 bytes as base64: use the one of the worker.');
    throw error;
  }
}

type Agency = { id: string; name: string };

function choose(agencies: Agency[], askedFor: string | undefined): Agency {
  const [first] = agencies;
  const found = askedFor === undefined ? first : agencies.find(({ id }) => id === askedFor.toLowerCase());
  if (found && (askedFor !== undefined || agencies.length === 1)) return found;
  if (!first) throw new SetupError('The database has no agency yet: `npm start` makes one.');
  const problem = askedFor === undefined ? 'There are several agencies' : 'There is no such agency';
  const list = agencies.map(({ id, name }) => `  ${id}  ${name}`).join('\n');
  throw new SetupError(`${problem}. Say which with --agency:\n${list}`);
}
