import { expect } from 'vitest';
import { expectProblem } from '../api-problem.ts';
import type { Stage, Trial } from './stage.ts';

/** Refused, written, repeated, used for something else, used by somebody else: what a key may meet with, one after the other. */
export async function play(stage: Stage, key: string, trial: Trial): Promise<void> {
  const { as, path, body, changed, refused, once = [] } = trial;
  const other = await stage.otherOf(as);
  await stage.letLook(other);
  const headers = { 'Idempotency-Key': key };
  const send = (at: string, content: object | undefined, more: Record<string, string> = {}) =>
    stage.rig.post(as, at, content, { ...headers, ...more });
  const shown = (reply: object) =>
    Object.fromEntries(Object.entries(reply).filter(([name]) => !once.includes(name)));

  const before = await stage.written();
  expectProblem(await send(refused.path ?? path, refused.body ?? body, refused.headers), refused.code);
  expect(await stage.written(), 'a refusal writes nothing').toBe(before);
  await trial.between?.();

  const first = await send(path, body);
  expect([200, 201, 202], first.text).toContain(first.status);
  expect(first.headers['idempotent-replayed'], 'the key was free').toBeUndefined();
  const after = await stage.written();
  expect(after, 'something was written').not.toBe(before);

  const again = await send(path, body);
  expect([200, 201, 202], again.text).toContain(again.status);
  expect(again.headers['idempotent-replayed']).toBe('true');
  expect(shown(again.body as object)).toEqual(shown(first.body as object));

  if (changed) {
    const reused = await send(changed.path ?? path, changed.body ?? body);
    expectProblem(reused, 'idempotency-key-reused');
    expect((JSON.parse(reused.text) as { detail: string }).detail).toMatch(
      /^This key was used before, for another /,
    );
  }

  expect(await stage.written(), 'of all that nothing was written').toBe(after);
  await expectTheirOwn(stage, { key, other, trial });
  const later = await send(path, body);
  expect(later.headers['idempotent-replayed'], 'the act of who had the key first').toBe('true');
  expect(shown(later.body as object)).toEqual(shown(first.body as object));
}

type Answered = { status: number; text: string; headers: Record<string, string>; body: unknown };

/**
 * A key is its author's: somebody else who has chosen the same one is answered as with any other key, whether that is an act
 * of their own or a refusal; never with the receipt of the first. What they did so is found under it again.
 */
async function expectTheirOwn(
  stage: Stage,
  { key, other, trial }: { key: string; other: string; trial: Trial },
): Promise<void> {
  const { path, body } = trial;
  const ask = (name: string) => stage.postBy(other, path, body, { 'Idempotency-Key': name });
  const before = await stage.written();
  const theirs: Answered = await ask(key);
  expect(theirs.headers['idempotent-replayed'], "another's receipt").toBeUndefined();
  if (theirs.status < 300) {
    expect(await stage.written(), 'an act of their own').not.toBe(before);
    const again: Answered = await ask(key);
    expect(again.headers['idempotent-replayed'], again.text).toBe('true');
    expect(again.status).toBeLessThan(300);
    stage.ownActs.push(path);
    return;
  }
  const codeOf = ({ text }: Answered) => (JSON.parse(text) as { code: string }).code;
  expect(codeOf(theirs)).not.toBe('idempotency-key-reused');
  expect(codeOf(theirs)).toBe(codeOf(await ask(`${key}-fresh`)));
}
