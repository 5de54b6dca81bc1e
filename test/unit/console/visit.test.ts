import { describe, expect, it } from 'vitest';
import {
  begunAs,
  lackedBy,
  moreOf,
  noteOf,
  nothing,
  requestsOf,
  stepsOf,
  type Words,
} from '../../../src/console/forms/log-contact/visit.ts';

const prefilled = { context: 'Visit', place: '', purpose: 'Routine contact' };
const told = { facts: 'Met at the library.', resolution: 'Two rooms seen.', nextSteps: 'Call on Tuesday.' };
const appointment = {
  ...{ id: 'app', madeAt: 0, startsAt: 1, travelArranged: true, remindedAt: null, outcome: null },
};
const offers = {
  ...{ appointment, contactInformation: true, review: true },
  more: ['holdRstMeeting', 'scoreAcuity'] as const,
};
const visit: Words = { ...nothing, kind: 'visit', ...told, place: 'Library' };
const typesOf = (words: Words) => stepsOf(words, offers).map(({ facts }) => facts.type);
const asked = (words: Words) => {
  const steps = stepsOf(words, offers);
  const note = noteOf(words, prefilled);
  return requestsOf({ enrollmentId: 'e', key: 'v', at: 1_000, steps, note, made: words.made });
};

describe('a visit, entered once', () => {
  it('is all that it was, the contact first; an attempt is only that, and of a client who did not come what was missed', () => {
    const all: Words = { ...visit, contactInformation: true, initiative: 'ask' };
    expect(typesOf(all)).toEqual([
      'logContact',
      'recordAppointment',
      'confirmContactInformation',
      'reviewSccp',
    ]);
    expect(typesOf({ ...all, kind: 'noAnswer' })).toEqual(['logContact']);
    expect(stepsOf({ ...all, kind: 'noShow' }, offers).map(({ body }) => body)).toMatchObject([
      { type: 'logContact', outcome: 'no-show' },
      { type: 'recordAppointment', about: 'app', outcome: 'missed' },
    ]);
    expect(typesOf({ ...all, appointment: false })).not.toContain('recordAppointment');
    expect(stepsOf(all, null)).toHaveLength(1);
    // Of the forms within it those that are ticked and owed, in their order; of an attempt none.
    const ticked: Words = { ...all, more: ['scoreAcuity', 'holdRstMeeting'] };
    expect(moreOf(ticked, offers)).toEqual(['holdRstMeeting', 'scoreAcuity']);
    expect(moreOf(ticked, { ...offers, more: ['scoreAcuity'] })).toEqual(['scoreAcuity']);
    expect(moreOf({ ...ticked, kind: 'noAnswer' }, offers)).toEqual([]);
    const meeting = { facts: { type: 'holdRstMeeting' }, body: { type: 'holdRstMeeting' } } as const;
    expect(stepsOf(all, offers, [meeting]).at(-1)).toBe(meeting);
  });

  it('is, with somebody else than the client, that contact alone, with what they were told', () => {
    const other: Words = { ...visit, with: 'collateral', contactInformation: true, more: ['scoreAcuity'] };
    expect(moreOf(other, offers)).toEqual([]);
    const told = { facts: { disclosed: [] }, body: { disclosed: [], toldWords: 'Where he lives.' } };
    expect(stepsOf(other, offers, [], told)).toEqual([
      {
        facts: {
          type: 'logContact',
          with: 'collateral',
          mode: 'face-to-face',
          outcome: 'reached',
          disclosed: [],
        },
        body: expect.objectContaining({ with: 'collateral', ...told.body }) as object,
      },
    ]);
    expect(begunAs(undefined, 'emergency.contact-ciu').with).toBe('ciu');
    expect(begunAs(undefined, 'contact.weekly').with).toBe('client');
  });

  it('keeps the words first, then all steps at once, then the signature', () => {
    expect(asked(visit).map(({ path, as }) => [path, as])).toEqual([
      ['/enrollments/e/notes', 'note'],
      ['/enrollments/e/commands', undefined],
      ['/enrollments/e/notes/{documentId}/acts/sign', 'sign'],
    ]);
    const [note, steps] = asked(visit);
    expect(note?.body).toMatchObject({
      ...{ about: 'v.1', stepFollows: true, happenedAt: '1970-01-01T00:00:01.000Z' },
      text: { type: 'contact', context: 'Visit', place: 'Library', purpose: 'Routine contact', ...told },
    });
    expect(steps?.body).toMatchObject({ commands: [{ type: 'logContact' }, { type: 'recordAppointment' }] });
    // A step that is alone bears the key itself.
    expect(asked({ ...visit, appointment: false })[0]?.body).toMatchObject({ about: 'v' });
    // One note for the contact and for what else is noted.
    const meeting = { facts: { type: 'holdRstMeeting' }, body: { type: 'holdRstMeeting' } } as const;
    const together = stepsOf(visit, offers, [meeting]);
    const parts = { enrollmentId: 'e', key: 'v', at: 1_000, made: undefined };
    const [one] = requestsOf({ ...parts, steps: together, note: noteOf(visit, prefilled) });
    expect(one?.body).toMatchObject({ about: 'v.1', besides: ['v.3'] });
  });

  it('signs nothing that lacks something, notes nothing where nothing was written, and puts an earlier draft away', () => {
    const short = { ...visit, resolution: ' ' };
    expect(lackedBy(noteOf(short, prefilled) ?? { type: 'contact' })).toEqual(['resolution']);
    expect(asked(short).map(({ as }) => as)).toEqual(['note', undefined]);
    expect(asked({ ...nothing, kind: 'visit' })).toHaveLength(1);
    expect(asked({ ...visit, kind: 'noAnswer', summary: 'Rang twice.' })).toMatchObject([
      { body: { commands: [{ outcome: 'attempted', summary: 'Rang twice.' }] } },
    ]);
    expect(asked({ ...visit, made: 'd1' })[0]).toMatchObject({
      ...{ path: '/enrollments/e/notes/d1/acts/discard', as: 'discard' },
    });
  });
});
