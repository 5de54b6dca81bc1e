import type { Login } from './agency.ts';
import type { Step, Story } from './demo-stories.ts';

const dayHours = 24;

/** How somebody's care went: since how many weeks, and how long ago the coordinator last saw them. */
type Client = {
  name: [string, string];
  born: string;
  weeks: number;
  seen: number;
  /** Case management, unless it is said: seen each other week. */
  level?: 'rsc-i';
  coordinator?: Login;
  /** What the index came to, the first time and each later one. */
  scores?: number[];
  /** Left so many weeks after they came. */
  left?: { after: number; reason: 'completed' | 'withdrawn' };
  /** What came up in the last days: so that each page has something to decide on. */
  lately?: Step[];
};

const extension = (hoursAgo: number, units: number, by: Login = 'coordinator'): Step => ({
  ...{ by, hoursAgo, command: 'requestExtension', initial: true, units, through: '2099-06-30' },
  encloses: ['sccp', 'placement-criteria'],
  justification: 'Goes on as the plan says.',
});

/**
 * Half a year of an agency: most of one coordinator's caseload, some clients of the others, and who has left. One of them
 * has not been seen for too long.
 */
const clients: Client[] = [
  {
    name: ['Rosalind', 'Okafor-Byrne'],
    born: '1972-02-11',
    weeks: 26,
    seen: 3,
    scores: [41, 36, 33, 30, 28],
    lately: [extension(52, 24)],
  },
  { name: ['Ambrose', 'Tillery'], born: '1990-06-30', weeks: 22, seen: 16, scores: [38, 40, 37, 35] },
  { name: ['Ngozi', 'Hallström'], born: '1985-12-04', weeks: 15, seen: 8, scores: [44, 39, 36] },
  {
    ...{ name: ['Cyrus', 'Mbeki-Doyle'], born: '1968-08-19', weeks: 12, seen: 5, scores: [35, 33, 34] },
    lately: [{ by: 'coordinator', hoursAgo: 4, command: 'scoreAcuity', score: 51 }],
  },
  {
    ...{ name: ['Leocadia', 'Prentiss'], born: '1994-03-27', weeks: 11, seen: 11, scores: [40, 37] },
    lately: [extension(28, 12)],
  },
  { name: ['Bartholomew', 'Szymanski'], born: '1977-10-15', weeks: 10, seen: 2, scores: [39, 34] },
  { name: ['Yesenia', 'Crowfoot'], born: '1999-01-08', weeks: 9, seen: 6, scores: [36, 31] },
  {
    ...{ name: ['Desmond', 'Achebe'], born: '1963-05-22', weeks: 8, seen: 9, scores: [42, 38] },
    lately: [
      {
        ...{ by: 'coordinator', hoursAgo: 7, command: 'logContact', with: 'client' },
        ...{
          mode: 'face-to-face',
          outcome: 'no-show',
          summary: 'Nobody opened; the neighbor knows nothing.',
        },
      },
    ],
  },
  { name: ['Isolde', 'Vandermeer'], born: '1988-09-13', weeks: 7, seen: 4, level: 'rsc-i', scores: [52] },
  { name: ['Tomasz', 'Whitfeather'], born: '1981-07-02', weeks: 8, seen: 12 },
  { name: ['Consuelo', 'Abeyta'], born: '1974-11-29', weeks: 6, seen: 1 },
  {
    ...{
      name: ['Fitzgerald', 'Nakamura'],
      born: '1992-04-16',
      weeks: 5,
      seen: 3,
      level: 'rsc-i',
      scores: [55],
    },
    lately: [
      {
        ...{ by: 'coordinator2', hoursAgo: 0.1, command: 'reportCrisis', kind: 'overdose' },
        what: 'His sister called: asleep, and hard to wake.',
      },
    ],
  },
  { name: ['Oona', 'Delacroix'], born: '1997-08-07', weeks: 4, seen: 7 },
  { name: ['Sunniva', 'Blackwood'], born: '1986-01-24', weeks: 3, seen: 5 },
  { name: ['Ezekiel', 'Romanov'], born: '1979-06-11', weeks: 2, seen: 2 },
  {
    ...{ name: ['Philippa', 'Tsosie'], born: '1993-12-20', weeks: 11, seen: 5, coordinator: 'coordinator2' },
    lately: [extension(5, 16, 'coordinator2')],
  },
  { name: ['Gideon', 'Marchbanks'], born: '1970-03-05', weeks: 8, seen: 8, coordinator: 'coordinator3' },
  { name: ['Araminta', 'Lindgren'], born: '1989-10-31', weeks: 6, seen: 10, coordinator: 'coordinator3' },
  ...[
    { name: ['Osvaldo', 'Kettering'], weeks: 26, left: { after: 9, reason: 'completed' } },
    { name: ['Maeve', 'Iwu'], weeks: 25, left: { after: 10, reason: 'completed' } },
    { name: ['Cornelius', 'Baptiste'], weeks: 20, left: { after: 6, reason: 'withdrawn' } },
    { name: ['Henrietta', 'Zielinski'], weeks: 17, left: { after: 8, reason: 'completed' } },
  ].map((one) => ({ ...one, born: '1980-05-05', seen: 1, coordinator: 'coordinator2' }) as Client),
];

const seen = { with: 'client', mode: 'face-to-face', outcome: 'reached' };

/** Of a visit; those of the last two days are still to be written. */
const noted = {
  ...{ type: 'contact', context: 'A visit as agreed.', place: 'At home.', purpose: 'How the week went.' },
  ...{ facts: 'Sober; went to group twice.', impressions: 'Tired, and in good spirits.' },
  ...{
    quotes: ['It is getting easier.'],
    resolution: 'Goes on as planned.',
    nextSteps: 'Next visit as agreed.',
  },
};
const unwrittenDays = 2.5;

/** What was done for them in that time, day by day from the referral on; nothing of what lies ahead. */
function stepsOf({
  weeks,
  seen: seenDaysAgo,
  level,
  coordinator = 'coordinator',
  scores = [],
  left,
  lately = [],
}: Client): Step[] {
  const lastDay = left ? left.after * 7 : weeks * 7;
  const every = level === 'rsc-i' ? 6 : 12;
  const on = (day: number, command: Step['command'], more: object = {}): [number, Step] => [
    day,
    { by: coordinator, hoursAgo: (weeks * 7 - day) * dayHours - 2, command, ...more },
  ];
  const monthly = (from: number): number[] =>
    Array.from({ length: 7 }, (_, i) => from + 28 * i).filter((day) => day < lastDay - 1);
  const lastSeen = lastDay - seenDaysAgo;
  const visits = Array.from({ length: 40 }, (_, i) => lastSeen - every * i).filter((day) => day > 1);
  return [
    on(0.2, 'assignCoordinator', { by: 'supervisor', coordinator }),
    on(0.6, 'logContact', { ...seen, summary: 'Met for the first time.', noted }),
    on(5, 'completePreliminarySccp', { plan: 'preliminary' }),
    on(8, 'formRst'),
    on(20, 'completeFullSccp', { plan: 'full' }),
    ...monthly(19).map((day, i) => on(day, 'scoreAcuity', { score: scores[i] ?? scores.at(-1) ?? 30 })),
    ...monthly(30).map((day) => on(day, 'holdRstMeeting', { noted: { ...noted, type: 'meeting' } })),
    ...monthly(25).map((day) => on(day, 'confirmContactInformation')),
    ...monthly(46).map((day) =>
      on(day, 'reviewSccp', { initiative: 'recommend', summary: 'Goals gone through.' }),
    ),
    ...visits.map((day) =>
      on(day, 'logContact', {
        ...{ ...seen, summary: 'Met as agreed.' },
        ...(weeks * 7 - day > unwrittenDays ? { noted } : {}),
      }),
    ),
    ...(left
      ? [
          on(lastDay, 'discharge', leaving(left.reason)),
          on(lastDay + 3, 'recordOutcomes', {
            completed: left.reason === 'completed',
            measure: 'plan-goals',
          }),
        ]
      : []),
  ]
    .filter(([day]) => day <= (left ? lastDay + 3 : lastDay - 0.3))
    .toSorted(([a], [b]) => a - b)
    .map(([, step]) => step)
    .concat(lately);
}

function leaving(reason: 'completed' | 'withdrawn'): object {
  return {
    reason,
    note: reason === 'completed' ? 'Reached what she came for.' : 'Wants to go on alone.',
    ...{ warmHandOver: true, handedOverTo: 'The clinic’s counselor, in one room.' },
    ...{
      aftercareArranged: true,
      aftercare: 'Group on Tuesdays.',
      lastMeetingHeld: false,
      whyNot: 'Not wished.',
    },
  };
}

export const caseloadStories: Story[] = clients.map((client, i) => ({
  client: {
    reference: `D-${1101 + i}`,
    givenName: client.name[0],
    familyName: client.name[1],
    birthDate: client.born,
  },
  level: client.level ?? 'cm',
  screen: 'Referred by the county’s intake unit.',
  receivedHoursAgo: client.weeks * 7 * dayHours,
  steps: stepsOf(client),
}));
