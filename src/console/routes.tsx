import { FormattedMessage } from 'react-intl';
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Navigate,
} from '@tanstack/react-router';
import { NotCome } from './parts/not-come.tsx';
import { withWords } from './language/page-words.ts';
import { useSignedIn } from './session/use-me.ts';
import { pagesOf } from './shell/pages.ts';
import { Shell } from './shell/shell.tsx';

/** A page that is not there, or not built for this work yet: said, so that nobody waits for it. */
function NothingHere({ why }: { why: 'unknown' | 'no-page-yet' }) {
  return (
    <section>
      <h1>
        <FormattedMessage id={`nothing.${why}`} />
      </h1>
      <p>
        <FormattedMessage id={`nothing.${why}.do`} values={{ docs: <a href="/docs">/docs</a> }} />
      </p>
    </section>
  );
}

const root = createRootRoute({ component: Shell, notFoundComponent: () => <NothingHere why="unknown" /> });

/** To the first page of whoever is signed in. */
function Home() {
  const [first] = pagesOf(useSignedIn());
  return first ? <Navigate to={first.path} replace /> : <NothingHere why="no-page-yet" />;
}

/** Filters that a page's address may hold; whatever else is in it is left out. */
function textsOf<Name extends string>(...names: Name[]) {
  return (search: Record<string, unknown>): Partial<Record<Name, string>> =>
    Object.fromEntries(
      names.flatMap((name) =>
        ['string', 'number', 'boolean'].includes(typeof search[name]) ? [[name, String(search[name])]] : [],
      ),
    ) as Partial<Record<Name, string>>;
}

// A page's file comes when it is opened: who decides requests does not wait for the forms of a visit.
const home = createRoute({ getParentRoute: () => root, path: '/', component: Home });
const day = createRoute({
  getParentRoute: () => root,
  path: '/day',
  component: lazyRouteComponent(() => import('./pages/day/page.tsx'), 'DayPage'),
});
const client = createRoute({
  getParentRoute: () => root,
  path: '/clients/$id',
  component: lazyRouteComponent(() => withWords(import('./pages/client/page.tsx')), 'ClientFrame'),
});
const clientDuties = createRoute({
  getParentRoute: () => client,
  path: '/',
  component: lazyRouteComponent(() => withWords(import('./pages/client/page.tsx')), 'ClientDuties'),
});
const clientTimeline = createRoute({
  getParentRoute: () => client,
  path: '/timeline',
  component: lazyRouteComponent(() => withWords(import('./pages/client-timeline/page.tsx')), 'TimelinePage'),
});
const clientNotes = createRoute({
  getParentRoute: () => client,
  path: '/notes',
  component: lazyRouteComponent(() => withWords(import('./pages/client-notes/page.tsx')), 'NotesPage'),
});
const clientPlan = createRoute({
  getParentRoute: () => client,
  path: '/plan',
  component: lazyRouteComponent(() => withWords(import('./pages/client-plan/page.tsx')), 'PlanPage'),
});
const clientAuthorizations = createRoute({
  getParentRoute: () => client,
  path: '/authorizations',
  component: lazyRouteComponent(
    () => withWords(import('./pages/client-authorizations/page.tsx')),
    'AuthorizationsPage',
  ),
});
const clientReferrals = createRoute({
  getParentRoute: () => client,
  path: '/referrals',
  component: lazyRouteComponent(
    () => withWords(import('./pages/client-referrals/page.tsx')),
    'ReferralsPage',
  ),
});
const clientTeam = createRoute({
  getParentRoute: () => client,
  path: '/team',
  component: lazyRouteComponent(() => withWords(import('./pages/client-team/page.tsx')), 'TeamPage'),
});
const clientFile = createRoute({
  getParentRoute: () => client,
  path: '/file',
  validateSearch: textsOf('about', 'of', 'what'),
  component: lazyRouteComponent(() => withWords(import('./pages/client-file/page.tsx')), 'FilePage'),
});
const clients = createRoute({
  getParentRoute: () => root,
  path: '/clients',
  validateSearch: textsOf('view', 'sort'),
  component: lazyRouteComponent(() => withWords(import('./pages/clients/page.tsx')), 'ClientsPage'),
});
const onCall = createRoute({
  getParentRoute: () => root,
  path: '/on-call',
  component: lazyRouteComponent(() => withWords(import('./pages/on-call/page.tsx')), 'OnCallPage'),
});
const inbox = createRoute({
  getParentRoute: () => root,
  path: '/inbox',
  component: lazyRouteComponent(() => withWords(import('./pages/inbox/page.tsx')), 'InboxPage'),
});
const paperwork = createRoute({
  getParentRoute: () => root,
  path: '/paperwork',
  component: lazyRouteComponent(() => withWords(import('./pages/paperwork/page.tsx')), 'PaperworkPage'),
});
const queue = createRoute({
  getParentRoute: () => root,
  path: '/queue',
  validateSearch: textsOf('which'),
  component: lazyRouteComponent(() => withWords(import('./pages/queue/page.tsx')), 'QueuePage'),
});
const intake = createRoute({
  getParentRoute: () => root,
  path: '/intake',
  component: lazyRouteComponent(() => withWords(import('./pages/intake/page.tsx')), 'IntakePage'),
});
const intakeNew = createRoute({
  getParentRoute: () => root,
  path: '/intake/new',
  validateSearch: textsOf('way', 'step'),
  component: lazyRouteComponent(() => withWords(import('./pages/intake-new/page.tsx')), 'IntakeNewPage'),
});
const intakeImport = createRoute({
  getParentRoute: () => root,
  path: '/intake/import',
  component: lazyRouteComponent(
    () => withWords(import('./pages/intake-import/page.tsx')),
    'IntakeImportPage',
  ),
});
const providers = createRoute({
  getParentRoute: () => root,
  path: '/providers',
  validateSearch: textsOf('service', 'language', 'open'),
  component: lazyRouteComponent(() => withWords(import('./pages/providers/page.tsx')), 'ProvidersPage'),
});
const fund = createRoute({
  getParentRoute: () => root,
  path: '/fund',
  validateSearch: textsOf('before'),
  component: lazyRouteComponent(() => withWords(import('./pages/fund/page.tsx')), 'FundPage'),
});
const policy = createRoute({
  getParentRoute: () => root,
  path: '/policies/$hash',
  component: lazyRouteComponent(() => withWords(import('./pages/policy/page.tsx')), 'PolicyPage'),
});
const policyInForce = createRoute({
  getParentRoute: () => root,
  path: '/policy',
  component: lazyRouteComponent(() => withWords(import('./pages/policy/page.tsx')), 'PolicyInForcePage'),
});
const requests = createRoute({
  getParentRoute: () => root,
  path: '/requests',
  validateSearch: textsOf('state'),
  component: lazyRouteComponent(() => withWords(import('./pages/requests/page.tsx')), 'RequestsPage'),
});
const numbers = createRoute({
  getParentRoute: () => root,
  path: '/numbers',
  validateSearch: textsOf('through', 'view'),
  component: lazyRouteComponent(() => withWords(import('./pages/numbers/page.tsx')), 'NumbersPage'),
});
const numberCases = createRoute({
  getParentRoute: () => root,
  path: '/numbers/$number',
  validateSearch: textsOf('month', 'part', 'counted', 'after'),
  component: lazyRouteComponent(() => withWords(import('./pages/number-cases/page.tsx')), 'NumberCasesPage'),
});
const reviews = createRoute({
  getParentRoute: () => root,
  path: '/reviews',
  component: lazyRouteComponent(() => withWords(import('./pages/reviews/page.tsx')), 'ReviewsPage'),
});
const hires = createRoute({
  getParentRoute: () => root,
  path: '/hires',
  component: lazyRouteComponent(() => withWords(import('./pages/hires/page.tsx')), 'HiresPage'),
});
const team = createRoute({
  getParentRoute: () => root,
  path: '/team',
  component: lazyRouteComponent(() => withWords(import('./pages/team/page.tsx')), 'TeamPage'),
});
const overdue = createRoute({
  getParentRoute: () => root,
  path: '/overdue',
  validateSearch: textsOf('by', 'kind', 'staff', 'when', 'after'),
  component: lazyRouteComponent(() => withWords(import('./pages/overdue/page.tsx')), 'OverduePage'),
});
const approvals = createRoute({
  getParentRoute: () => root,
  path: '/approvals',
  component: lazyRouteComponent(() => withWords(import('./pages/approvals/page.tsx')), 'ApprovalsPage'),
});
const caseloads = createRoute({
  getParentRoute: () => root,
  path: '/caseloads',
  component: lazyRouteComponent(() => withWords(import('./pages/caseloads/page.tsx')), 'CaseloadsPage'),
});
const moves = createRoute({
  getParentRoute: () => root,
  path: '/moves',
  component: lazyRouteComponent(() => withWords(import('./pages/moves/page.tsx')), 'MovesPage'),
});
const people = createRoute({
  getParentRoute: () => root,
  path: '/people',
  component: lazyRouteComponent(() => withWords(import('./pages/people/page.tsx')), 'PeoplePage'),
});
const person = createRoute({
  getParentRoute: () => root,
  path: '/people/$id',
  component: lazyRouteComponent(() => withWords(import('./pages/person/page.tsx')), 'PersonPage'),
});
const mis = createRoute({
  getParentRoute: () => root,
  path: '/mis',
  component: lazyRouteComponent(() => withWords(import('./pages/mis/page.tsx')), 'MisPage'),
});
const ops = createRoute({
  getParentRoute: () => root,
  path: '/ops',
  validateSearch: textsOf('state'),
  component: lazyRouteComponent(() => withWords(import('./pages/ops/page.tsx')), 'OpsPage'),
});
const privacy = createRoute({
  getParentRoute: () => root,
  path: '/privacy',
  validateSearch: textsOf('staff', 'from', 'to'),
  component: lazyRouteComponent(() => withWords(import('./pages/privacy/page.tsx')), 'PrivacyPage'),
});

const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: lazyRouteComponent(() => withWords(import('./pages/settings/page.tsx')), 'SettingsPage'),
});
const accessibility = createRoute({
  getParentRoute: () => root,
  path: '/accessibility',
  component: lazyRouteComponent(
    () => withWords(import('./pages/accessibility/page.tsx')),
    'AccessibilityPage',
  ),
});

export const router = createRouter({
  defaultErrorComponent: () => <NotCome />,
  routeTree: root.addChildren([
    ...[settings, accessibility],
    ...[home, day, inbox, onCall, paperwork, queue, intake, intakeNew, intakeImport, requests],
    clients,
    client.addChildren([
      ...[clientDuties, clientTimeline, clientNotes, clientPlan],
      ...[clientAuthorizations, clientReferrals, clientTeam, clientFile],
    ]),
    ...[numbers, numberCases, reviews, hires, mis, ops, privacy],
    ...[team, overdue, approvals, caseloads, moves, people, person],
    ...[providers, fund, policy, policyInForce],
  ]),
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
