import { join } from 'node:path';
import { searchAttributeTypes } from '../../contracts/search-attributes.ts';
import { startPostgres } from '../../servers/embedded-postgres.ts';
import { checkDatabase, prepareTemporal } from '../../servers/existing.ts';
import { startMailbox } from '../../servers/mailbox/index.ts';
import { dataDir } from '../../servers/paths.ts';
import type { ManagedProcess } from '../../servers/processes.ts';
import type { Progress } from '../../servers/setup-error.ts';
import { startTemporal } from '../../servers/temporal-server.ts';
import type { Settings } from './settings.ts';

/** A server in use: ours to stop, or somebody else's. */
export interface Used<T> {
  value: T;
  own?: { process?: ManagedProcess; stop: () => Promise<void> };
}

export const logFile = (name: string): string => join(dataDir, 'logs', `${name}.log`);

/** The database: the one DATABASE_URL names, or the embedded one. */
export async function useDatabase(settings: Settings, progress: Progress): Promise<Used<string>> {
  if (settings.databaseUrl !== undefined) {
    await checkDatabase(settings.databaseUrl);
    return { value: settings.databaseUrl };
  }
  const server = await startPostgres({
    dataDir: join(dataDir, 'postgres'),
    port: settings.ports.postgres,
    logFile: logFile('postgres'),
    progress,
  });
  return { value: server.url, own: server };
}

/** Temporal: the one TEMPORAL_ADDRESS names, with our search attributes registered, or the dev server. */
export async function useTemporal(
  settings: Settings,
  progress: Progress,
): Promise<Used<{ address: string; uiUrl: string | undefined }>> {
  const { temporalAddress: address, namespace } = settings;
  if (address === undefined) {
    const server = await startTemporal({
      dbFile: join(dataDir, 'temporal', 'temporal.db'),
      grpcPort: settings.ports.temporal,
      uiPort: settings.ports.temporalUi,
      namespace,
      searchAttributes: searchAttributeTypes,
      retentionDays: 365,
      logFile: logFile('temporal'),
      progress,
    });
    return { value: { address: server.address, uiUrl: server.uiUrl }, own: server };
  }
  await prepareTemporal(address, namespace, searchAttributeTypes);
  return { value: { address, uiUrl: undefined } };
}

export interface MailServer {
  smtpUrl: string;
  webUrl: string | undefined;
  /** Where pages go when THROUGHLINE_WEBHOOK_URL names no place of one's own. */
  pagerUrl: string | undefined;
}

/** Where mail goes: to SMTP_URL, or into the mailbox. */
export async function useMail(settings: Settings, webhookSecret: string): Promise<Used<MailServer>> {
  if (settings.smtpUrl !== undefined)
    return { value: { smtpUrl: settings.smtpUrl, webUrl: undefined, pagerUrl: undefined } };
  const mailbox = await startMailbox({
    folder: join(dataDir, 'mailbox'),
    smtpPort: settings.ports.smtp,
    webPort: settings.ports.mailbox,
    webhookSecret,
  });
  const { smtpUrl, webUrl, pagerUrl } = mailbox;
  return { value: { smtpUrl, webUrl, pagerUrl }, own: mailbox };
}
