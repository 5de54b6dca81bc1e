import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { readApiConfig, readWorkerConfig } from '../../../src/kit/config.ts';
import { searchAttributeTypes } from '../../../src/contracts/search-attributes.ts';
import { projectRoot } from '../../../src/servers/paths.ts';
import { serverSettings } from '../../../src/servers/temporal-server.ts';

interface Service {
  image: string;
  build?: string;
  command?: string[];
  environment?: Record<string, string | number>;
  depends_on?: Record<string, { condition: string }>;
}

const text = (...path: string[]): string => readFileSync(join(projectRoot, ...path), 'utf8');
const { services } = parse(text('docker-compose.yml'), { merge: true }) as {
  services: Record<string, Service>;
};
const exampleEnv = Object.fromEntries(
  [...text('.env.example').matchAll(/^([A-Z\d_]+)=(.*)$/gm)].map(([, name, value]) => [
    name ?? '',
    value ?? '',
  ]),
);

/** What a person fills in, beside what the example already says. */
const filledIn: Record<string, string> = {
  ...exampleEnv,
  POSTGRES_PASSWORD: 'p',
  THROUGHLINE_DB_PASSWORD: 'd',
  TEMPORAL_DB_PASSWORD: 't',
  THROUGHLINE_SEAL_KEY: Buffer.alloc(32, 1).toString('base64'),
  SMTP_URL: 'smtp://mail.agency.example',
};

/** Compose's own rules for ${NAME:-default} and ${NAME:?message}. */
const interpolate = (value: string | number): string =>
  String(value).replaceAll(
    /\$\{([A-Z\d_]+)(?::([-?])([^}]*))?\}/g,
    (_all, name: string, kind = '', rest = '') => {
      const given = filledIn[name];
      if (given) return given;
      if (kind === '-') return rest as string;
      throw new Error(`${name} has no value`);
    },
  );
const envOf = (service: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(services[service]?.environment ?? {}).map(([name, value]) => [name, interpolate(value)]),
  );

test('every image is pinned to one version, and none is the retired auto-setup', () => {
  const images = Object.values(services).map(({ image }) => image);
  expect(images).toHaveLength(8);
  for (const image of images) {
    expect(image).toMatch(/^[a-z/-]+:(\d+\.\d+(\.\d+)?(-\w+)?|\$\{THROUGHLINE_VERSION:-\d+\.\d+\.\d+\})$/);
    expect(image).not.toContain('auto-setup');
  }
  const temporal = Object.values(services).filter(({ image }) =>
    /temporalio\/(server|admin-tools)/.test(image),
  );
  expect(new Set(temporal.map(({ image }) => image.split(':')[1]))).toEqual(new Set(['1.32.0']));
});

test('worker and API are told all they ask for, and nothing they do not know', () => {
  expect(readApiConfig(envOf('api'))).toMatchObject({ port: 3000, temporalAddress: 'temporal:7233' });
  expect(readWorkerConfig(envOf('worker'))).toMatchObject({
    healthPort: 9464,
    mailFrom: 'throughline@agency.example',
  });
  const read = text('src', 'kit', 'config.ts') + text('src', 'kit', 'objects', 'settings.ts');
  const known = new Set([...read.matchAll(/(?:^ {2}|\{ )([A-Z][A-Z\d_]+):/gm)].map(([, name]) => name));
  const given = new Set([...Object.keys(envOf('api')), ...Object.keys(envOf('worker'))]);
  expect([...given].toSorted()).toEqual([...known].toSorted());
});

test('what waits for something waits for a service that exists', () => {
  for (const [name, { depends_on: needs = {} }] of Object.entries(services))
    for (const [other, { condition }] of Object.entries(needs)) {
      expect(Object.keys(services), `${name} -> ${other}`).toContain(other);
      expect(['service_healthy', 'service_completed_successfully']).toContain(condition);
    }
  expect(Object.keys(services['api']?.depends_on ?? {})).toEqual(['migrate', 'temporal-namespace']);
});

test('every variable of the file is explained in .env.example', () => {
  const used = new Set([...text('docker-compose.yml').matchAll(/\$\{([A-Z\d_]+)/g)].map(([, name]) => name));
  used.delete('THROUGHLINE_VERSION');
  const explained = new Set(Object.keys(exampleEnv));
  explained.delete('COMPOSE_PROJECT_NAME'); // read by compose itself
  expect([...explained].toSorted()).toEqual([...used].toSorted());
});

test('the namespace script registers the search attributes of the code', () => {
  const list = /<<'LIST'\n([\s\S]*?)\nLIST/.exec(text('deploy', 'temporal', 'setup-namespace.sh'))?.[1] ?? '';
  expect(Object.fromEntries(list.split('\n').map((line) => line.split(' ')))).toEqual(searchAttributeTypes);
});

test('a real Temporal server is set as the one of npm start is', () => {
  const settings = parse(text('deploy', 'temporal', 'dynamic-config.yaml')) as Record<
    string,
    { value: unknown }[]
  >;
  for (const [name, value] of Object.entries(serverSettings)) expect(settings[name]).toEqual([{ value }]);
  expect(Object.keys(serverSettings)).not.toEqual([]);
});
