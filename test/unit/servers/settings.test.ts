import { expect, test } from 'vitest';
import { portNeeds, readSettings } from '../../../src/cli/start/settings.ts';

test('ports have a standard and follow the environment', () => {
  expect(readSettings({}).ports.api).toBe(3000);
  expect(readSettings({ PORT: '4000', POSTGRES_PORT: '' }).ports).toMatchObject({
    api: 4000,
    postgres: 5433,
  });
  expect(readSettings({ PORT: '4000' }).publicUrl).toBe('http://localhost:4000');
});

test.each(['0', '65536', '80a', '-1', '3.5'])('%s is no port', (text) => {
  expect(() => readSettings({ TEMPORAL_PORT: text })).toThrow(`TEMPORAL_PORT is "${text}"`);
});

test("a server of one's own needs no port here", () => {
  const all = portNeeds(readSettings({})).map(({ variable }) => variable);
  const env = {
    DATABASE_URL: 'postgresql://db/x',
    TEMPORAL_ADDRESS: 'temporal:7233',
    SMTP_URL: 'smtp://mail',
  };
  const few = portNeeds(readSettings(env)).map(({ variable }) => variable);
  expect(all).toHaveLength(8);
  expect(few).toEqual(['PORT', 'METRICS_PORT', 'WORKER_HEALTH_PORT']);
});
