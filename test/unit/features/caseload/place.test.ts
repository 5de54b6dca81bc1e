import { describe, expect, it } from 'vitest';
import { placeOf } from '../../../../src/features/caseload/place.ts';
import { notPlaced } from '../../../../src/pathway/not-placed.ts';
import { shareOfCap } from '../../../../src/features/caseload/share.ts';
import { statusAt } from '../../../../src/engine/obligations/fold.ts';
import { requestOf } from '../../../../src/workflows/append-request.ts';
import { referral, type Story, supervisor } from '../../../support/enrollment-builder.ts';

const placed = ({ state }: Story) => placeOf(statusAt(state.steps, state.lastRecordedAt), state.endedAt);

describe('[ST-4] the place of an enrollment', () => {
  it('[ST-4] is there from the assignment to the discharge, and again after the reopening', () => {
    const story = referral();
    expect(placed(story)).toBeNull();
    story.assigned('2037-03-02 10:00');
    const place = { staffId: 'coordinator-1', level: 'rsc-i', share: shareOfCap(20), provisional: false };
    expect(placed(story)).toEqual({ ...place, since: story.at('2037-03-02 10:00') });
    story.discharged('2037-03-20 10:00', { id: 'leave' });
    expect(placed(story)).toBeNull();
    story.step({ type: 'reopen' }, '2037-03-24 10:00', { by: supervisor });
    expect(placed(story)).toMatchObject(place);
  });

  it('is as large as the level says, and whoever was assigned last has it', () => {
    const story = referral({ level: 'cm' }).assigned('2037-03-02 10:00');
    expect(placed(story)).toMatchObject({ share: shareOfCap(30) });
    story.step({ type: 'changeLevel', level: 'rsc-f' }, '2037-03-03 10:00', {
      by: supervisor,
      amendment: true,
    });
    expect(placed(story)).toMatchObject({ level: 'rsc-f', share: shareOfCap(15) });
    story.assigned('2037-03-04 10:00', { to: 'coordinator-2', id: 'transfer' });
    expect(placed(story)).toMatchObject({ staffId: 'coordinator-2' });
    story.voided('transfer', '2037-03-05 10:00');
    expect(placed(story)).toMatchObject({ staffId: 'coordinator-1', since: story.at('2037-03-02 10:00') });
  });

  it('[IN-8] is provisional with whoever is on call, until somebody is assigned, be it the same', () => {
    const story = referral({ emergency: true });
    expect(placed(story)).toMatchObject({ staffId: 'on-call-1', provisional: true });
    story.assigned('2037-03-02 10:00', { to: 'on-call-1' });
    expect(placed(story)).toMatchObject({ staffId: 'on-call-1', provisional: false });
  });

  it('is written with the steps that alter it and with no other', () => {
    const story = referral()
      .assigned('2037-03-02 10:00')
      .contact('2037-03-02 11:00')
      .discharged('2037-03-20 10:00');
    const requests = story.changes.map((change) => requestOf(change, story.enrollmentId, null));
    const altered = requests.filter((request) => 'place' in request);
    expect(altered.map(({ events, place }) => [events[0]?.type, place?.staffId])).toEqual([
      ['CoordinatorAssigned', 'coordinator-1'],
      ['Discharged', undefined],
    ]);
  });

  it('that is refused names the step of the batch that asked for it, and the version it was judged at', () => {
    const change = referral().assigned('2037-03-02 10:00').changes.at(-1);
    if (!change) throw new Error('no change');
    expect(notPlaced(change, 'caseload-full')).toMatchObject({ code: 'caseload-full', index: 0, version: 1 });
  });
});
