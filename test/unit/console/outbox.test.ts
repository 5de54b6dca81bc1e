import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createOutbox, type Sending, type Sent, undoMs } from '../../../src/console/outbox/outbox.ts';

beforeEach(() => void vi.useFakeTimers({ now: 0 }));
afterEach(() => void vi.useRealTimers());

const refusal = {
  name: 'refused',
  problem: { code: 'x', title: 'No', detail: 'Do so.', status: 409 },
} as const;
const recorded: Sent = { name: 'recorded', met: ['First contact'] };

/** A device and a server: what is kept, and what arrived in which order. */
function place(answers: (sending: Sending) => Sent) {
  const kept = new Map<string, Sending>();
  const arrived: Sending[] = [];
  const open = (from: readonly Sending[] = []) =>
    createOutbox({
      kept: from,
      async send(sending) {
        await Promise.resolve();
        const sent = answers(sending);
        if (sent.name !== 'unanswered') arrived.push(sending);
        return sent;
      },
      keep: (sending) => void kept.set(sending.key, sending),
      forget: (key) => void kept.delete(key),
      onRecorded: () => undefined,
    });
  return { kept, arrived, open };
}
const press = (enrollmentId: string, type = 'logContact') => ({
  ...{ enrollmentId, client: 'Somebody', path: `/enrollments/${enrollmentId}/commands`, body: { type } },
});
const typeOf = ({ body }: Sending) => (body as { type: string }).type;
const states = (outbox: ReturnType<typeof createOutbox>) => outbox.current().map(({ state }) => state.name);

describe('the outbox', () => {
  it('lets a press be taken back for ten seconds, and then sends it', async () => {
    const { arrived, kept, open } = place(() => recorded);
    const outbox = open();
    outbox.add(press('a'));
    outbox.add(press('b'));
    await vi.advanceTimersByTimeAsync(undoMs - 1);
    expect([arrived, states(outbox)]).toEqual([[], ['waiting', 'waiting']]);
    const [first, second] = outbox.current();
    outbox.undo(first?.key ?? '');
    await vi.advanceTimersByTimeAsync(2);
    expect(arrived.map(({ enrollmentId }) => enrollmentId)).toEqual(['b']);
    expect(outbox.current()).toMatchObject([{ key: second?.key, state: recorded }]);
    expect(kept.size).toBe(0);
  });

  it('sends of one enrollment in the order of the presses, whatever does not arrive meanwhile', async () => {
    let away = true;
    const { arrived, open } = place(({ enrollmentId }) =>
      away && enrollmentId === 'a' ? { name: 'unanswered' } : recorded,
    );
    const outbox = open();
    for (const type of ['one', 'two', 'three']) outbox.add(press('a', type));
    outbox.add(press('b', 'four'));
    await vi.advanceTimersByTimeAsync(3 * undoMs);
    expect(arrived.map(typeOf)).toEqual(['four']);
    expect(states(outbox)).toEqual(['not-sent', 'waiting', 'waiting', 'recorded']);
    away = false;
    await vi.advanceTimersByTimeAsync(120_000);
    expect(arrived.map(typeOf)).toEqual(['four', 'one', 'two', 'three']);
  });

  it('goes on where the page was closed, under the same keys, also after what was refused', async () => {
    const first = place(() => ({ name: 'unanswered' }));
    const closed = first.open();
    closed.add(press('a', 'one'));
    closed.add(press('a', 'two'));
    await vi.advanceTimersByTimeAsync(undoMs + 1);
    closed.stop();
    const keys = closed.current().map(({ key }) => key);
    const second = place((one) => (typeOf(one) === 'one' ? refusal : recorded));
    const opened = second.open([...first.kept.values()].toReversed());
    await vi.advanceTimersByTimeAsync(1);
    expect(second.arrived.map(({ key }) => key)).toEqual(keys);
    expect(states(opened)).toEqual(['refused', 'recorded']);
    // What was refused is there with its words, until somebody puts it away.
    const third = place(() => recorded).open([...second.kept.values()]);
    expect(states(third)).toEqual(['refused']);
    opened.dismiss(keys[0] ?? '');
    expect(second.kept.size).toBe(0);
  });

  it('loses nothing and sends nothing twice, whatever is pressed, taken back, lost and closed in between', async () => {
    const act = fc.oneof(
      fc.record({ does: fc.constant('press' as const), of: fc.constantFrom('a', 'b', 'c') }),
      fc.record({ does: fc.constant('undo' as const), nth: fc.nat(5) }),
      fc.record({ does: fc.constant('wait' as const), ms: fc.nat(40_000) }),
      fc.record({ does: fc.constantFrom('reopen' as const, 'cut' as const, 'mend' as const) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 30 }), async (acts) => {
        let cut = false;
        const { kept, arrived, open } = place(() => (cut ? { name: 'unanswered' } : recorded));
        let outbox = open();
        const pressed = new Map<string, string>();
        for (const one of acts) {
          if (one.does === 'press') outbox.add(press(one.of));
          else if (one.does === 'wait') await vi.advanceTimersByTimeAsync(one.ms);
          else if (one.does === 'undo') {
            const found = outbox.current()[one.nth];
            if (found?.state.name === 'waiting') pressed.delete(found.key);
            if (found) outbox.undo(found.key);
          } else if (one.does === 'reopen') {
            outbox.stop();
            outbox = open([...kept.values()].toReversed());
          } else cut = one.does === 'cut';
          for (const { key, enrollmentId, state } of outbox.current())
            if (state.name === 'waiting' && !pressed.has(key)) pressed.set(key, enrollmentId);
        }
        cut = false;
        await vi.advanceTimersByTimeAsync(10 * 60_000);
        // A key may arrive again, which records nothing twice; each that was not taken back has arrived, in its order.
        const order = [...new Map(arrived.map(({ key, enrollmentId }) => [key, enrollmentId]))];
        for (const of of ['a', 'b', 'c']) {
          const came = order.filter(([, enrollmentId]) => enrollmentId === of).map(([key]) => key);
          const meant = [...pressed].filter(([, enrollmentId]) => enrollmentId === of).map(([key]) => key);
          expect(came).toEqual(meant);
        }
        expect(kept.size).toBe(0);
        outbox.stop();
      }),
      { numRuns: 60, seed: 1 },
    );
  });
});
