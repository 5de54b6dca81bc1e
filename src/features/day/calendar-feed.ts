import type { Instant } from '../../engine/calendar/index.ts';

/** As a calendar program is told of an appointment: when it is, and nothing of whom or what. */
export type Entry = { uid: string; madeAt: Instant; startsAt: Instant };

/** How long a calendar shows it: how long one takes, nobody says. */
const length = 'PT1H';

/** RFC 5545. Nothing in it is anybody's word, so nothing has to be escaped, and no line is longer than 75 octets. */
export function calendarText(entries: readonly Entry[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Throughline//Appointments//EN',
    'METHOD:PUBLISH',
    'X-WR-CALNAME:Throughline',
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    'X-PUBLISHED-TTL:PT1H',
    ...entries.flatMap(({ uid, madeAt, startsAt }) => [
      'BEGIN:VEVENT',
      `UID:${uid}`,
      `DTSTAMP:${utc(madeAt)}`,
      `DTSTART:${utc(startsAt)}`,
      `DURATION:${length}`,
      'SUMMARY:Appointment',
      'CLASS:PRIVATE',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${line}\r\n`).join('');
}

const utc = (instant: Instant): string =>
  `${new Date(instant).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
