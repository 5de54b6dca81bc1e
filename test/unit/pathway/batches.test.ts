import { expect, test } from 'vitest';
import type { Command } from '../../../src/engine/record/commands.ts';
import { payerConsent } from '../../../prisma/seed/index.ts';
import { decide } from '../../../src/pathway/decide.ts';
import { coordinator, referral } from '../../support/enrollment-builder.ts';

const story = () => referral().assigned('2037-03-02 10:00');
const batchOf = (commands: Command[]) => ({
  commandId: 'batch',
  by: coordinator,
  commands,
  fingerprint: 'f',
});

test('one refused step refuses them all, and names itself', () => {
  const before = story();
  const was = JSON.stringify(before.state);
  const rejection = before.refusedBatch(
    [
      { facts: { type: 'formRst' } },
      { facts: { type: 'scoreAcuity', score: 30 } },
      { facts: { type: 'reviewSccp' } },
    ],
    '2037-03-03 09:00',
  );
  expect(rejection).toMatchObject({ code: 'nothing-to-meet', index: 2, version: before.state.version });
  expect(JSON.stringify(before.state)).toBe(was);
});

test('each step is judged after the ones before it', () => {
  const before = story().step(
    { type: 'grantRelease', recipient: 'payer', ...payerConsent('2037-12-31') },
    '2037-03-02 12:00',
  );
  const { state } = before;
  const commands: Command[] = [
    { facts: { type: 'scoreAcuity', score: 30 } },
    {
      facts: {
        type: 'requestExtension',
        initial: false,
        units: 8,
        through: '2037-06-01',
        documents: ['sccp', 'placement-criteria', 'acuity-index', 'acuity-documentation'],
      },
    },
  ];
  const now = before.at('2037-03-03 09:00');
  expect(decide('enrollment-1', state, batchOf(commands), now).ok).toBe(true);
  expect(decide('enrollment-1', state, batchOf(commands.toReversed()), now)).toMatchObject({
    ok: false,
    rejection: { code: 'acuity-index-missing', index: 0 },
  });
});

test('steps are named by the command and their place; one alone by the command', () => {
  const { state } = story();
  const now = state.lastRecordedAt + 1000;
  const both = decide(
    'enrollment-1',
    state,
    batchOf([{ facts: { type: 'formRst' } }, { facts: { type: 'completeFullSccp' } }]),
    now,
  );
  expect(both.ok && both.change.after.steps.slice(2).map(({ id, seq }) => [id, seq])).toEqual([
    ['batch.1', 3],
    ['batch.2', 4],
  ]);
  const one = decide('enrollment-1', state, batchOf([{ facts: { type: 'formRst' } }]), now);
  expect(one.ok && one.change.after.steps.at(-1)?.id).toBe('batch');
});

test('sealed words go to the record and never into the state', () => {
  const { state } = story();
  const decision = decide(
    'enrollment-1',
    state,
    batchOf([{ facts: { type: 'formRst' }, sealed: 'c2VhbGVk' }]),
    state.lastRecordedAt,
  );
  expect(decision.ok && decision.change.events[0]).toMatchObject({ sealed: 'c2VhbGVk' });
  expect(decision.ok && JSON.stringify(decision.change.after)).not.toContain('c2VhbGVk');
});
