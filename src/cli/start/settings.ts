import { SetupError } from '../../servers/setup-error.ts';
import type { PortNeed } from '../../servers/ports.ts';

/** What `npm start` is asked to do; every part can be moved or replaced by an environment variable. */
export interface Settings {
  ports: Record<PortName, number>;
  /** A server of one's own, used instead of the embedded one. */
  databaseUrl: string | undefined;
  temporalAddress: string | undefined;
  smtpUrl: string | undefined;
  namespace: string;
  publicUrl: string;
}

export type PortName =
  'api' | 'metrics' | 'worker' | 'temporal' | 'temporalUi' | 'smtp' | 'mailbox' | 'postgres';

const portTable: Record<PortName, { variable: string; standard: number; usedBy: string }> = {
  api: { variable: 'PORT', standard: 3000, usedBy: 'the API' },
  metrics: { variable: 'METRICS_PORT', standard: 9465, usedBy: "the API's metrics" },
  worker: { variable: 'WORKER_HEALTH_PORT', standard: 9464, usedBy: "the worker's health page" },
  temporal: { variable: 'TEMPORAL_PORT', standard: 7233, usedBy: 'Temporal' },
  temporalUi: { variable: 'TEMPORAL_UI_PORT', standard: 8233, usedBy: "Temporal's Web UI" },
  smtp: { variable: 'SMTP_PORT', standard: 2525, usedBy: 'the mailbox (SMTP)' },
  mailbox: { variable: 'MAILBOX_PORT', standard: 8025, usedBy: "the mailbox's page" },
  postgres: { variable: 'POSTGRES_PORT', standard: 5433, usedBy: 'PostgreSQL' },
};

/** Throws SetupError for a port that is no port number. */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const given = (name: string): string | undefined => (env[name] === '' ? undefined : env[name]);
  const port = (name: PortName): number => {
    const { variable, standard } = portTable[name];
    const text = given(variable) ?? String(standard);
    const number = Number(text);
    if (/^\d+$/.test(text) && number >= 1 && number <= 65_535) return number;
    throw new SetupError(`${variable} is "${text}", which is no port number (1 to 65535).`);
  };
  const ports = {
    api: port('api'),
    metrics: port('metrics'),
    worker: port('worker'),
    temporal: port('temporal'),
    temporalUi: port('temporalUi'),
    smtp: port('smtp'),
    mailbox: port('mailbox'),
    postgres: port('postgres'),
  };
  return {
    ports,
    databaseUrl: given('DATABASE_URL'),
    temporalAddress: given('TEMPORAL_ADDRESS'),
    smtpUrl: given('SMTP_URL'),
    namespace: given('TEMPORAL_NAMESPACE') ?? 'default',
    publicUrl: given('PUBLIC_URL') ?? `http://localhost:${ports.api}`,
  };
}

/** The ports that will be listened on: none for a server that is somebody else's. */
export function portNeeds({ ports, databaseUrl, temporalAddress, smtpUrl }: Settings): PortNeed[] {
  const names: PortName[] = [
    'api',
    'metrics',
    'worker',
    ...(temporalAddress === undefined ? (['temporal', 'temporalUi'] as const) : []),
    ...(smtpUrl === undefined ? (['smtp', 'mailbox'] as const) : []),
    ...(databaseUrl === undefined ? (['postgres'] as const) : []),
  ];
  return names.map((name) => ({
    port: ports[name],
    usedBy: portTable[name].usedBy,
    variable: portTable[name].variable,
  }));
}
