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

/** A feature's pure files: all but those in these folders, and what it hands on. */
const pureFeature = {
  path: '^src/features/',
  pathNot: '^src/features/[^/]+/(api|postgres|activities)(/|\\.ts$)',
};
const pure = ['^src/engine/', '^src/features/[^/]+/(?!(api|postgres|activities)(/|\\.ts$))[^/]+'];

/** What libraries know of words: letters of other scripts, sounds, distances. Functions of their arguments. */
const pureText = pkg('(any-ascii|double-metaphone|damerau-levenshtein)');

/** Folders of the engine, each of which knows only those before it. */
const engine = [
  'calendar',
  'policy',
  'record',
  ['obligations', 'documents'],
  'deadlines',
  'notifications',
  'steps',
];
const engineLaw = engine.flatMap((level, place) => {
  const below = engine.slice(0, place).flat();
  return [level]
    .flat()
    .map((folder) =>
      only(
        `engine-${folder}`,
        `In the engine ${folder} knows ${below.length === 0 ? 'nothing else' : below.join(', ')}.`,
        `^src/engine/${folder}/`,
        `^src/engine/(${[...below, folder].join('|')})/`,
      ),
    );
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...engineLaw,
    only(
      'features-are-pure',
      'What a feature decides is pure; what it needs of the outside is in its api, postgres or activities.',
      pureFeature.path,
      [...pure, pureText],
      { pathNot: pureFeature.pathNot },
    ),
    only('pathway-is-pure', 'The pathway composes the pure parts of the features.', '^src/pathway/', [
      '^src/pathway/',
      ...pure,
    ]),
    never(
      'feature-api-parses-and-replies',
      'Routes parse, ask a store or the gateway, and reply; they know stores by type.',
      '^src/features/[^/]+/api/',
      '^src/(workflows|worker|servers|cli|api)/',
    ),
    {
      name: 'feature-api-knows-stores-by-type',
      comment: 'Whoever composes gives a route its store.',
      severity: 'error',
      from: { path: '^src/features/[^/]+/api/' },
      to: {
        path: ['^src/features/[^/]+/postgres/', '^src/kit/(postgres|temporal)/'],
        dependencyTypesNot: ['type-only'],
      },
    },
    never(
      'feature-stores-are-outermost',
      'A store reads and writes; it starts nothing and knows no route.',
      '^src/features/[^/]+/postgres/',
      '^src/(api|worker|workflows|servers|cli)/|^src/features/[^/]+/api/|^src/kit/(http|temporal)/',
    ),
    never(
      'feature-activities-know-no-route',
      'What the worker runs for a feature goes through stores and the gateway.',
      '^src/features/[^/]+/activities(/|\\.ts$)',
      '^src/(api|worker|workflows|servers|cli)/|^src/features/[^/]+/api/|^src/kit/http/',
    ),
    never(
      'kit-knows-no-feature',
      'The kit serves every feature and knows none.',
      '^src/kit/',
      '^src/(features|activities|api|worker|workflows|servers|cli)/',
    ),
    only(
      'activities-are-a-list',
      'The list of activity groups says who has them; each is made where the worker is composed.',
      '^src/activities/',
      ['^src/(activities|contracts)/', '^src/features/[^/]+/activities(/|\\.ts$)'],
    ),
    only(
      'contracts-are-small',
      'Contracts are what workflows, gateway and tests share: types and names.',
      '^src/contracts/',
      ['^src/(contracts|pathway)/', ...pure],
    ),
    only(
      'workflows-are-thin',
      'Workflow code is replayed: it sees what is pure, the contracts and the SDK.',
      '^src/workflows/',
      [
        '^src/(workflows|pathway|contracts)/',
        ...pure,
        '^src/features/[^/]+/activities(/|\\.ts$)',
        pkg('@temporalio/(workflow|common)'),
      ],
    ),
    {
      name: 'workflows-know-activities-by-type',
      comment: 'An activity imported as a value would be bundled into the workflow sandbox.',
      severity: 'error',
      from: { path: '^src/workflows/' },
      to: {
        path: ['^src/activities/', '^src/features/[^/]+/activities(/|\\.ts$)'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'profiles-are-the-agencys',
      comment:
        "An agency's terms come from its own policy: the county's profile is for those who write policies.",
      severity: 'error',
      from: { pathNot: ['^(src/(pathway|cli)|prisma|test|tools|bench|chaos)/'] },
      to: { path: '^src/pathway/profiles/' },
    },
    never(
      'nothing-imports-an-entry',
      'Compositions and commands are at the end of the line.',
      '^src/(engine|features|pathway|kit|contracts|workflows|activities|api|servers)/',
      '^src/(worker|cli)/',
      { pathNot: '^src/servers/' },
    ),
    reserved(
      'one-temporal-client',
      'Who talks to Temporal goes through the gateway.',
      pkg('@temporalio/client'),
      ['^src/(kit/temporal|servers)/|^(test|bench|chaos)/|(^|/)node_modules/'],
    ),
    reserved(
      'one-temporal-worker',
      'Only the composition root runs workers (and servers, tests and the build their own).',
      pkg('@temporalio/(worker|testing)'),
      '^(src/(worker|servers)|test|tools|bench|chaos)/|(^|/)node_modules/',
    ),
    reserved(
      'one-database-client',
      'SQL and the generated client stay in the kit and in the stores of features.',
      [generated, pkg('@prisma/(client|adapter-pg)|pg')],
      '^src/(kit/postgres|features/[^/]+/postgres|servers|api/reads\\.ts)|^(test|tools|bench|chaos)/|(^|/)node_modules/',
    ),
    never(
      'source-stands-alone',
      'What ships needs neither tests nor tools.',
      '^(src|prisma)/',
      '^(test|tools)/',
    ),
    {
      name: 'console-is-a-client',
      comment:
        'The console knows what is pure, and the shape of what is sent, by type; all else it asks of the API as anybody could.',
      severity: 'error',
      from: { path: '^src/console/' },
      to: {
        path: '^src/',
        pathNot: ['^src/(console|contracts|pathway)/', ...pure],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'console-runs-in-browsers',
      comment: 'Nothing of node is there.',
      severity: 'error',
      from: { path: '^src/console/' },
      to: { dependencyTypes: ['core'] },
    },
    reserved('console-is-an-entry', 'Nobody but its page needs the console.', '^src/console/', [
      '^src/console/|^test/',
    ]),
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
          '^src/[^/]+/main\\.tsx?$',
          '^src/cli/',
          // Served as it is, and asked for by the browser.
          '^src/console/public/',
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
