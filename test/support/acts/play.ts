import { expect } from 'vitest';
import { expectProblem } from '../api-problem.ts';
import type { Stage, Trial } from './stage.ts';

/** Refused, written, repeated, used for something else, used by somebody else: what a key may meet with, one after the other. */
export async function play(stage: Stage, key: string, trial: Trial): Promise<void> {
  const { as, path, body, changed, refused, stranger = 'idempotency-key-reused', once = [] } = trial;
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

  const theirs = await stage.postBy(other, path, body, headers);
  expectProblem(theirs, stranger);
  if (stranger === 'idempotency-key-reused')
    expect((JSON.parse(theirs.text) as { detail: string }).detail).toBe('Somebody else has used this key.');
  expect(await stage.written(), 'of all that nothing was written').toBe(after);
}
