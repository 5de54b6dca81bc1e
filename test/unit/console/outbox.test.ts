import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createOutbox, undoMs } from '../../../src/console/outbox/outbox.ts';
import type { Outgoing, Press, Sending, Sent } from '../../../src/console/outbox/sending.ts';

beforeEach(() => void vi.useFakeTimers({ now: 0 }));
afterEach(() => void vi.useRealTimers());

const refusal = {
  name: 'refused',
  problem: { code: 'x', title: 'No', detail: 'Do so.', status: 409 },
} as const;
const recorded: Sent = { name: 'answered', answer: { met: ['First contact'] } };
const document: Sent = { name: 'answered', answer: { documentId: 'd1', revision: 1 } };

/** A device and a server: what is kept, and what arrived in which order. */
function place(answers: (outgoing: Outgoing) => Sent) {
  const kept = new Map<string, Sending>();
  const arrived: Outgoing[] = [];
  const refused: Sending[] = [];
  const open = (from: readonly Sending[] = []) =>
    createOutbox({
      kept: from,
      async send(outgoing) {
        await Promise.resolve();
        const sent = answers(outgoing);
        if (sent.name !== 'unanswered') arrived.push(outgoing);
        return sent;
      },
      keep: (sending) => void kept.set(sending.key, sending),
      forget: (key) => void kept.delete(key),
      onRecorded: () => undefined,
      onReturned: (sending) => void refused.push(sending),
    });
  return { kept, arrived, refused, open };
}
const press = (enrollmentId: string, type = 'logContact') => ({
  ...{ enrollmentId, client: 'Somebody', path: `/enrollments/${enrollmentId}/commands`, body: { type } },
});
/** A draft, the steps, the signature. */
const visit = (enrollmentId: string, key: string): Press => ({
  ...{ enrollmentId, key, client: 'Somebody', draft: { name: 'contact', words: { facts: 'Met.' } } },
  requests: [
    { path: '/notes', as: 'note', body: { type: 'draft' } },
    { path: '/commands', body: { type: 'steps' } },
    { path: '/notes/{documentId}/acts/sign', as: 'sign', body: { type: 'sign' } },
  ],
});
const typeOf = ({ body }: Outgoing) => (body as { type: string }).type;
const states = (outbox: ReturnType<typeof createOutbox>) => outbox.current().map(({ state }) => state.name);

describe('the outbox', () => {
  it('keeps what goes with a referral that was taken in, until the record has it; of others nothing is asked again', async () => {
    const referral: Press = {
      ...{ enrollmentId: 'a', key: 'k', client: 'Somebody' },
      requests: [
        { path: '/enrollments', body: {} },
        { path: '/enrollments/{enrollmentId}/household/acts/change', as: 'household', body: {} },
      ],
    };
    const missing: Sent = {
      name: 'refused',
      problem: { code: 'not-found', title: 'No', detail: 'None.', status: 404 },
    };
    for (const takenIn of [true, false]) {
      let isThere = false;
      const first: Sent = {
        name: 'answered',
        answer: { enrollmentId: 'a', ...(takenIn ? { takenIn } : {}) },
      };
      const { open } = place(({ path }) => (path === '/enrollments' ? first : isThere ? recorded : missing));
      const outbox = open();
      outbox.add(referral);
      await vi.advanceTimersByTimeAsync(undoMs);
      expect(states(outbox)).toEqual([takenIn ? 'not-sent' : 'refused']);
      isThere = true;
      await vi.advanceTimersByTimeAsync(60_000);
      expect(states(outbox)).toEqual([takenIn ? 'taken-in' : 'refused']);
    }
  });

  it('gives what is taken back to its author again, with the words of its draft', async () => {
    const { arrived, kept, refused, open } = place(() => recorded);
    const outbox = open();
    outbox.add(visit('a', 'k'));
    outbox.undo('k');
    await vi.advanceTimersByTimeAsync(undoMs);
    expect([arrived, [...kept], outbox.current()]).toEqual([[], [], []]);
    expect(refused).toMatchObject([{ key: 'k', draft: { words: { facts: 'Met.' } } }]);
  });

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
    expect(arrived.map(({ path }) => path)).toEqual(['/enrollments/b/commands']);
    expect(outbox.current()).toMatchObject([
      { key: second?.key, state: { name: 'recorded', met: ['First contact'] } },
    ]);
    expect(kept.size).toBe(0);
  });

  it('sends of one enrollment in the order of the presses, whatever does not arrive meanwhile', async () => {
    let away = true;
    const { arrived, open } = place(({ path }) =>
      away && path.includes('/a/') ? { name: 'unanswered' } : recorded,
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

  it('sends at once what cannot wait, also past what was pressed before, and takes none of it back', async () => {
    const { arrived, open } = place(() => recorded);
    const outbox = open();
    outbox.add(press('a', 'contact'));
    outbox.add({ ...press('a', 'page'), atOnce: true });
    outbox.undo(outbox.current()[1]?.key ?? '');
    await vi.advanceTimersByTimeAsync(1);
    expect(arrived.map(typeOf)).toEqual(['page']);
    expect(states(outbox)).toEqual(['waiting', 'recorded']);
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

  it('takes over what a closed tab left, in the order of the presses, and asks nobody again about what was refused', async () => {
    const first = place(() => recorded);
    const closed = first.open();
    closed.add(press('a', 'one'));
    closed.stop();
    await vi.advanceTimersByTimeAsync(1_000);
    const second = place(() => recorded);
    const outbox = second.open();
    outbox.add(press('a', 'two'));
    outbox.take([...first.kept.values()]);
    expect(states(outbox)).toEqual(['waiting', 'waiting']);
    await vi.advanceTimersByTimeAsync(undoMs + 1);
    expect(second.arrived.map(typeOf)).toEqual(['one', 'two']);
    outbox.take([{ ...(closed.current()[0] as Sending), key: 'r', state: refusal }]);
    await vi.advanceTimersByTimeAsync(2 * undoMs);
    expect(second.arrived).toHaveLength(2);
    // Both were pressed at the same moment.
    expect(states(outbox)).toEqual(['recorded', 'refused', 'recorded']);
  });

  it('sends the parts of a visit one after the other, each under its own key, and names what the first has made', async () => {
    const { arrived, kept, open } = place((one) => (typeOf(one) === 'steps' ? recorded : document));
    const outbox = open();
    outbox.add(visit('a', 'v'));
    await vi.advanceTimersByTimeAsync(undoMs + 1);
    expect(arrived.map(({ key, path }) => [key, path])).toEqual([
      ['v.note', '/notes'],
      ['v', '/commands'],
      ['v.sign', '/notes/d1/acts/sign'],
    ]);
    expect(outbox.current()).toMatchObject([{ state: { name: 'recorded', met: ['First contact'] } }]);
    expect(kept.size).toBe(0);
  });

  it('repeats nothing of a visit that was cut off half-way, and keeps its words where the steps are refused', async () => {
    let cut = true;
    const first = place((one) => {
      if (typeOf(one) === 'draft') return document;
      return cut ? { name: 'unanswered' } : refusal;
    });
    const outbox = first.open();
    outbox.add(visit('a', 'v'));
    await vi.advanceTimersByTimeAsync(undoMs + 1);
    expect(states(outbox)).toEqual(['not-sent']);
    outbox.undo('v');
    outbox.stop();
    cut = false;
    const again = first.open([...first.kept.values()]);
    again.undo('v');
    await vi.advanceTimersByTimeAsync(1);
    expect(first.arrived.map(typeOf)).toEqual(['draft', 'steps']);
    expect(first.refused).toMatchObject([
      { draft: { words: { facts: 'Met.' } }, answered: [{ documentId: 'd1' }] },
    ]);
    expect([...first.kept.values()]).toMatchObject([{ state: { name: 'refused' } }]);
  });

  it('loses nothing and sends nothing twice, whatever is pressed, taken back, lost and closed in between', async () => {
    const act = fc.oneof(
      fc.record({
        does: fc.constant('press' as const),
        of: fc.constantFrom('a', 'b', 'c'),
        as: fc.constantFrom('one' as const, 'visit' as const, 'at-once' as const),
      }),
      fc.record({ does: fc.constant('undo' as const), nth: fc.nat(5) }),
      fc.record({ does: fc.constant('wait' as const), ms: fc.nat(40_000) }),
      // `deaf`: what is sent arrives, and the answer does not.
      fc.record({
        does: fc.constantFrom('reopen' as const, 'cut' as const, 'deaf' as const, 'mend' as const),
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 30 }), async (acts) => {
        let line: 'cut' | 'deaf' | 'mend' = 'mend';
        const came: string[] = [];
        const answered = new Set<string>();
        const { kept, open } = place((one) => {
          if (line === 'cut') return { name: 'unanswered' };
          // What was answered is not sent again.
          expect(answered).not.toContain(one.key);
          came.push(one.key);
          if (line === 'deaf') return { name: 'unanswered' };
          answered.add(one.key);
          return typeOf(one) === 'draft' ? document : recorded;
        });
        let outbox = open();
        let presses = 0;
        /** By what goes in its own order: the keys that are to arrive. */
        const meant = new Map<string, string[][]>();
        const taken = new Set<string>();
        for (const one of acts) {
          if (one.does === 'press') {
            const key = `k${(presses += 1)}`;
            const of = one.as === 'at-once' ? key : one.of;
            const keys = one.as === 'visit' ? [`${key}.note`, key, `${key}.sign`] : [key];
            meant.set(of, [...(meant.get(of) ?? []), keys]);
            const bare = { ...press(one.of), key };
            if (one.as === 'visit') outbox.add(visit(one.of, key));
            else outbox.add(one.as === 'at-once' ? { ...bare, atOnce: true } : bare);
          } else if (one.does === 'wait') await vi.advanceTimersByTimeAsync(one.ms);
          else if (one.does === 'undo') {
            const found = outbox.current()[one.nth];
            if (found) outbox.undo(found.key);
            if (found && !outbox.current().includes(found)) taken.add(found.key);
          } else if (one.does === 'reopen') {
            outbox.stop();
            // Reading what is kept takes longer than an answer that is on its way.
            await vi.advanceTimersByTimeAsync(1);
            outbox = open([...kept.values()].toReversed());
          } else line = one.does;
        }
        line = 'mend';
        await vi.advanceTimersByTimeAsync(10 * 60_000);
        // A key may arrive again where nobody heard the answer, which records nothing twice; each that was not taken back
        // has arrived, in its order.
        const order = [...new Set(came)];
        for (const keys of meant.values()) {
          const due = keys.filter((parts) => !parts.some((key) => taken.has(key))).flat();
          expect(order.filter((key) => keys.flat().includes(key))).toEqual(due);
        }
        expect(kept.size).toBe(0);
        outbox.stop();
      }),
      { numRuns: 80, seed: 1 },
    );
  });
});

describe('what is saved again and again', () => {
  const save = (n: number, version: number): Press => ({
    ...{ enrollmentId: 'a', client: 'Somebody', turn: 'plan/d1', atOnce: true, version },
    ...{ path: '/plans/d1/acts/edit', body: { type: `save ${n}` } },
  });

  it('goes out in turn, over what went out before it, though its author saw an earlier revision', async () => {
    let away = true;
    let revision = 4;
    const { arrived, open } = place(() =>
      away
        ? { name: 'unanswered' }
        : { name: 'answered', answer: { documentId: 'd1', revision: ++revision } },
    );
    const outbox = open();
    for (const n of [1, 2, 3]) outbox.add(save(n, 4));
    await vi.advanceTimersByTimeAsync(1);
    away = false;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(arrived.map((one) => [typeOf(one), one.version])).toEqual([
      ['save 1', 4],
      ['save 2', 5],
      ['save 3', 6],
    ]);
    // One line tells of all of them.
    expect(states(outbox)).toEqual(['recorded']);
  });

  it('is put over nothing that somebody else has changed', async () => {
    const { arrived, open } = place(({ version }) =>
      version === 4 ? { name: 'answered', answer: { documentId: 'd1', revision: 5 } } : refusal,
    );
    const outbox = open();
    outbox.add(save(1, 4));
    await vi.advanceTimersByTimeAsync(1);
    outbox.add(save(2, 3));
    await vi.advanceTimersByTimeAsync(1);
    expect(arrived.map(({ version }) => version)).toEqual([4, 3]);
    expect(states(outbox)).toEqual(['recorded', 'refused']);
  });

  it('sends again over what others have changed elsewhere, under another key, and asks where it is the same', async () => {
    const conflict: Sent = {
      name: 'refused',
      problem: { code: 'version-conflict', title: 'No', detail: 'Look.', status: 412 },
    };
    const arrived: Outgoing[] = [];
    const compare = { nth: 0, path: '/plan', at: null, words: 'plan.part' };
    const change = { ...press('a'), atOnce: true, version: 1, compare } as const;
    const outboxWith = (merges: boolean) =>
      createOutbox({
        kept: [],
        send: (outgoing) => {
          arrived.push(outgoing);
          return Promise.resolve(outgoing.version === 1 ? conflict : document);
        },
        merge: () => Promise.resolve(merges ? { body: { type: 'merged' }, version: 7 } : null),
        keep: () => undefined,
        forget: () => undefined,
        onRecorded: () => undefined,
      });
    const outbox = outboxWith(true);
    outbox.add({ ...change, key: 'k' });
    await vi.advanceTimersByTimeAsync(1);
    expect(arrived).toMatchObject([
      { key: 'k', version: 1 },
      { key: 'k.over-7', version: 7, body: { type: 'merged' } },
    ]);
    expect(states(outbox)).toEqual(['recorded']);
    const asked = outboxWith(false);
    asked.add({ ...change, key: 'l' });
    await vi.advanceTimersByTimeAsync(1);
    expect(states(asked)).toEqual(['refused']);
  });

  it('takes back of what is saved over and over the last alone, and lets what went before it wait no longer', async () => {
    const { arrived, kept, open } = place(() => document);
    const outbox = open();
    const save = (key: string) => outbox.add({ ...press('a', key), key, turn: 'roster', version: 1 });
    save('one');
    save('two');
    // The second holds the first: that one cannot be taken back any more, and is on its way.
    outbox.undo('one');
    await vi.advanceTimersByTimeAsync(1);
    expect(arrived.map(typeOf)).toEqual(['one']);
    outbox.undo('two');
    await vi.advanceTimersByTimeAsync(2 * undoMs);
    expect(arrived.map(typeOf)).toEqual(['one']);
    expect(kept.size).toBe(0);
    // And what is left to itself goes out after its ten seconds.
    save('three');
    await vi.advanceTimersByTimeAsync(undoMs - 1);
    expect(arrived).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(2);
    expect(arrived.map(typeOf)).toEqual(['one', 'three']);
  });
});
