import type { Settings } from '../start/settings.ts';
import { messageOf } from '../../servers/setup-error.ts';
import { fail, ok, warn, type Finding } from './finding.ts';

/** The servers of one's own that the environment names. Looks only: changes nothing on them. */
export async function checkOwnServers(settings: Settings): Promise<Finding[]> {
  const { databaseUrl, temporalAddress, smtpUrl, namespace } = settings;
  const findings: Finding[] = [];
  if (databaseUrl !== undefined) {
    const { checkDatabase } = await import('../../servers/existing.ts');
    findings.push(
      await checkDatabase(databaseUrl).then(
        (version) => ok('DATABASE_URL', `PostgreSQL ${version} answers`),
        (error: unknown) =>
          fail('DATABASE_URL', messageOf(error), 'start it, or unset DATABASE_URL to use the embedded one'),
      ),
    );
  }
  if (temporalAddress !== undefined) {
    const { answers } = await import('../../servers/temporal-server.ts');
    findings.push(
      await answers(temporalAddress, namespace).then(
        () => ok('TEMPORAL_ADDRESS', `answers, and has the namespace ${namespace}`),
        (error: unknown) =>
          fail(
            'TEMPORAL_ADDRESS',
            messageOf(error),
            'start it (and make the namespace), or unset TEMPORAL_ADDRESS to use the local one',
          ),
      ),
    );
  }
  if (smtpUrl !== undefined) {
    const { accepts } = await import('../../servers/ports.ts');
    const { hostname, port } = new URL(smtpUrl);
    findings.push(
      (await accepts(Number(port || 25), hostname))
        ? ok('SMTP_URL', 'accepts connections')
        : warn('SMTP_URL', 'does not accept connections', 'messages wait and are sent when it is back'),
    );
  }
  return findings;
}
