/**
 * The import law: one direction from the outside to the pure core. ARCHITECTURE says why.
 * Paths of installed packages are matched at any depth, since a linked node_modules resolves elsewhere.
 */
const pkg = (names) => `(^|/)node_modules/(${names})/`;

/** `from` may import `to` and nothing else. */
const only = (name, comment, from, to, extra = {}) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, ...extra },
  to: { pathNot: to },
});

/** Of the whole tree only `allowed` may import `to`. */
const reserved = (name, comment, to, allowed) => ({
  name,
  comment,
  severity: 'error',
  from: { pathNot: allowed },
  to: { path: to },
});

/** `from` must not import `to`. */
const never = (name, comment, from, to, extra = {}) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, ...extra },
  to: { path: to },
});

const generated = '^src/kit/postgres/generated/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    only('domain-is-pure', 'The domain imports only the domain.', '^src/domain/', '^src/domain/'),
    only(
      'contracts-are-small',
      'Contracts are shared by the API, workflows and tests: they may run anywhere.',
      '^src/contracts/',
      ['^src/(contracts|domain)/', pkg('zod')],
      { pathNot: '^src/contracts/(content-hash|document-ids)\\.ts$' },
    ),
    only(
      'content-hash-needs-only-crypto',
      'Name policies and calendars by their hash, documents by their place.',
      '^src/contracts/(content-hash|document-ids)\\.ts$',
      ['^src/(contracts|domain)/', '^(node:)?crypto$', pkg('uuid')],
    ),
    only(
      'workflows-are-thin',
      'Workflow code is replayed: it sees the domain, the contracts and the SDK.',
      '^src/workflows/',
      ['^src/(workflows|domain|contracts|activities)/', pkg('@temporalio/(workflow|common)')],
    ),
    {
      name: 'workflows-know-activities-by-type',
      comment: 'An activity imported as a value would be bundled into the workflow sandbox.',
      severity: 'error',
      from: { path: '^src/workflows/' },
      to: { path: '^src/activities/', dependencyTypesNot: ['type-only'] },
    },
    only(
      'activities-know-interfaces',
      'Activities are factories over interfaces; the worker gives them the adapters.',
      '^src/activities/',
      ['^src/(activities|domain|contracts)/', pkg('@temporalio/(activity|common)'), '^(node:)?crypto$'],
    ),
    never(
      'adapters-are-outermost',
      'An adapter implements an interface; it starts nothing.',
      '^src/adapters/',
      '^src/(api|worker|gateway|workflows|servers|cli)/',
    ),
    {
      name: 'gateway-knows-workflows-by-type',
      comment: 'The gateway starts workflows by name.',
      severity: 'error',
      from: { path: '^src/gateway/' },
      to: { path: '^src/(workflows|activities)/', dependencyTypesNot: ['type-only'] },
    },
    never(
      'api-goes-through-the-gateway',
      'Routes parse, ask the gateway or an interface of reads, and reply; only main.ts composes.',
      '^src/api/',
      '^src/(workflows|activities|adapters|worker|servers|cli)/',
      { pathNot: '^src/api/main\\.ts$' },
    ),
    never(
      'nothing-imports-an-entry',
      'Compositions and commands are at the end of the line.',
      '^src/(domain|contracts|workflows|activities|adapters|gateway|api|servers)/',
      '^src/(worker|cli)/',
      { pathNot: '^src/servers/' },
    ),
    reserved(
      'one-temporal-client',
      'Who talks to Temporal goes through the gateway.',
      pkg('@temporalio/client'),
      '^(src/(gateway|servers)|test|bench|chaos)/|(^|/)node_modules/',
    ),
    reserved(
      'one-temporal-worker',
      'Only the composition root runs workers (and servers, tests and the build their own).',
      pkg('@temporalio/(worker|testing)'),
      '^(src/(worker|servers)|test|tools|bench|chaos)/|(^|/)node_modules/',
    ),
    reserved(
      'one-database-client',
      'SQL and the generated client stay in one adapter.',
      [generated, pkg('@prisma/(client|adapter-pg)|pg')],
      '^(src/(adapters/postgres|servers)|test|tools|bench|chaos)/|(^|/)node_modules/',
    ),
    never(
      'source-stands-alone',
      'What ships needs neither tests nor tools.',
      '^(src|prisma)/',
      '^(test|tools)/',
    ),
    {
      name: 'no-dev-packages-in-source',
      comment: 'What ships may import only what is installed with it.',
      severity: 'error',
      from: { path: '^(src|prisma)/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-cycles',
      comment: 'Types count too: a cycle of types is a noun in the wrong file.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'A file that nobody imports is an entry or a leftover.',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: [
          '^src/[^/]+/main\\.ts$',
          '^src/cli/',
          '^prisma/seed/index\\.ts$',
          '^(test|tools|bench|chaos)/',
          '\\.d\\.ts$',
        ],
      },
      to: {},
    },
    {
      name: 'no-missing-module',
      comment: 'An import that leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: ['(^|/)node_modules/', generated] },
    exclude: { path: '^(dist|\\.data|\\.tools)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
