import pc from 'picocolors';
import type { Tokens } from '../../../prisma/seed/index.ts';

/** What a person needs to know once everything runs. */
export function summary(facts: {
  publicUrl: string;
  temporal: { address: string; uiUrl: string | undefined };
  namespace: string;
  mailUrl: string | undefined;
  databaseUrl: string | undefined;
  tokens: Tokens | undefined;
  folder: string;
}): string {
  const { publicUrl, temporal, namespace, mailUrl, databaseUrl, tokens, folder } = facts;
  const addresses: [string, string | undefined][] = [
    ['Console', publicUrl],
    ['API', `${publicUrl}/api/v1`],
    ['  its reference', `${publicUrl}/docs (OpenAPI: ${publicUrl}/openapi.json)`],
    ['Mailbox', mailUrl],
    ['Temporal Web UI', temporal.uiUrl],
    ['Temporal', `${temporal.address}, namespace ${namespace}`],
    ['PostgreSQL', databaseUrl],
    ['Logs', `${folder}/logs/`],
  ];
  const lines = addresses
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `  ${name.padEnd(18)}${value ?? ''}`);
  const signIn = tokens
    ? [
        '',
        `Sign in with one of these, in the console or as ${pc.bold('Authorization: Bearer TOKEN')}:`,
        ...Object.entries(tokens).map(([login, token]) => `  ${login.padEnd(18)}${token}`),
      ]
    : ['', 'Sign in with the tokens of your own agencies.'];
  return [
    '',
    pc.bold('Throughline is running.'),
    '',
    ...lines,
    ...signIn,
    '',
    `Ctrl-C stops all of it. The data stays in ${folder}/, and the next start goes on from there.`,
  ].join('\n');
}
