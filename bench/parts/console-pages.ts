/** Who asks; each coordinator in turn. */
export type Asking = 'coordinator' | 'supervisor' | 'director' | 'payer' | 'privacy' | 'ops';

/** What a page of the console asks when it is opened, by the name of its figure. `{id}`: a client of who asks. */
export type PageRead = { name: string; by: Asking; path: string; what: string; body?: object };

const ofClient = (name: string, part: string, what: string): PageRead => ({
  ...{ name, by: 'coordinator', path: `/enrollments/{id}/${part}`, what },
});

/** `{month}`: the one that is now. */
export const pageReads: readonly PageRead[] = [
  { name: 'day', by: 'coordinator', path: '/day', what: "a coordinator's day" },
  { name: 'inbox', by: 'coordinator', path: '/inbox?limit=100', what: 'an inbox' },
  {
    name: 'paperwork',
    by: 'coordinator',
    path: '/worklists/mine/paperwork',
    what: 'notes to write and sign',
  },
  { name: 'onCall', by: 'coordinator', path: '/on-call/now', what: 'who is on call' },
  {
    ...{ name: 'clients', by: 'coordinator', path: '/enrollments?limit=100&sort=due' },
    what: "a coordinator's clients",
  },
  {
    ...{ name: 'clientsOfAgency', by: 'supervisor', path: '/enrollments?limit=100&sort=due' },
    what: "a hundred of the agency's clients",
  },
  { name: 'search', by: 'coordinator', path: '/search', body: { q: 'Varga' }, what: 'a search by name' },
  ofClient('overview', 'overview', "a client's page"),
  ofClient('sameness', 'sameness', 'who else on record a client may be'),
  ofClient('carried', 'carried', 'what came over with a client'),
  ofClient('timeline', 'timeline?limit=50&order=desc', "a client's timeline"),
  ofClient('obligations', 'obligations', 'all deadlines of a client'),
  ofClient('state', 'state', 'what a form judges by'),
  ofClient('acuity', 'acuity', "a client's acuity trend"),
  ofClient('notes', 'notes?limit=100', "a client's notes"),
  ofClient('plans', 'plans?limit=50', "a client's plans"),
  ofClient('team', 'team', "a client's team"),
  ofClient('authorizations', 'authorizations', "a client's authorizations"),
  ofClient('referrals', 'referrals', "a client's referrals"),
  ofClient('releases', 'releases', "a client's releases"),
  ofClient('file', 'file', "a client's file"),
  ofClient('disclosures', 'disclosures', 'what has left the agency about a client'),
  ofClient('attachments', 'attachments', "a client's files"),
  ofClient('papers', 'papers', 'what can be printed of a client'),
  { ...ofClient('printings', 'printings', 'who printed what of a client'), by: 'supervisor' },
  ofClient('triage', 'triage', "a client's appointments and crises"),
  { name: 'providers', by: 'coordinator', path: '/providers', what: 'the directory of providers' },
  { name: 'fund', by: 'coordinator', path: '/fund', what: 'the fund' },
  { name: 'mis', by: 'coordinator', path: '/mis/outstanding', what: "what the county's system lacks" },
  {
    ...{ name: 'possibleDuplicates', by: 'supervisor', path: '/enrollments/possible-duplicates' },
    body: { client: { givenName: 'Marisol', familyName: 'Varga', birthDate: '1988-04-17' } },
    what: 'whom a referral may be about',
  },
  { name: 'intake', by: 'supervisor', path: '/intake', what: "the intake's page" },
  { name: 'imports', by: 'supervisor', path: '/imports', what: 'imports so far' },
  { name: 'teamDay', by: 'supervisor', path: '/team/together', what: "the team's day" },
  { name: 'overdue', by: 'supervisor', path: '/overdue', what: 'what is overdue in the agency' },
  { name: 'approvals', by: 'supervisor', path: '/approvals', what: 'what waits for a lead' },
  { name: 'queue', by: 'supervisor', path: '/assignments/queue', what: 'the queue with its suggestions' },
  { name: 'caseloads', by: 'supervisor', path: '/caseloads/together', what: 'caseloads, and who is away' },
  { name: 'moves', by: 'supervisor', path: '/reassignments', what: 'moves of caseloads' },
  { name: 'requests', by: 'payer', path: '/requests', what: 'requests to the payer' },
  { name: 'reviews', by: 'director', path: '/reviews', what: 'reviews that are due' },
  { name: 'people', by: 'director', path: '/staff', what: 'all people of the agency' },
  {
    name: 'numbers',
    by: 'director',
    path: '/numbers?month={month}&by=month',
    what: 'the numbers of a month',
  },
  {
    ...{
      name: 'numberCases',
      by: 'director',
      path: '/numbers/timeliness/cases?month={month}',
    },
    what: 'the cases of a number',
  },
  {
    ...{ name: 'tellings', by: 'director', path: '/disclosures/tellings?month={month}' },
    what: 'how often nothing was told, with a sample',
  },
  { name: 'definitions', by: 'director', path: '/numbers/definitions', what: 'what the numbers are' },
  { name: 'reports', by: 'director', path: '/reports', what: 'reports of earlier months' },
  { name: 'hires', by: 'director', path: '/hires', what: 'new hires' },
  {
    ...{ name: 'deliveries', by: 'ops', path: '/ops/deliveries?state=failing&limit=100' },
    what: 'messages that did not arrive',
  },
  { name: 'looks', by: 'privacy', path: '/privacy/together?limit=100', what: 'who saw what' },
  {
    ...{ name: 'unauthorized', by: 'privacy', path: '/disclosures/unauthorized' },
    what: 'what was told that nothing allowed',
  },
  { name: 'opsStanding', by: 'ops', path: '/ops/standing', what: 'is anything stuck' },
];
