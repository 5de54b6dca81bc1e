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

  // Its answer may have been lost on the way, and asked for when all that it named is gone.
  const putBack = await takeAway(stage, trial);
  const late = await send(path, body);
  expect([200, 201, 202], late.text).toContain(late.status);
  expect(late.headers['idempotent-replayed'], 'the act of before').toBe('true');
  await putBack();
}

/**
 * Strikes out what an act named or was made of, and voids the steps that were named: done anew it might be refused. Answers
 * how documents are put back for the acts that share them.
 */
async function takeAway({ rig, taken }: Stage, { path, body = {} }: Trial): Promise<() => Promise<unknown>> {
  const [, enrollmentId] = /^\/enrollments\/([0-9a-f-]{36})/.exec(path) ?? [];
  const asked = JSON.stringify({ path, body });
  const named = [...asked.matchAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g)].map(([id]) => id);
  const plans = enrollmentId === undefined ? [] : [{ enrollmentId, kind: 'sccp' }];
  const gone = await rig.prisma.document.findMany({
    where: { OR: [{ id: { in: named } }, ...plans], kind: { not: 'identity' } },
    select: { id: true, state: true, content: true },
  });
  const put = (states: { id: string; state: string }[]) =>
    Promise.all(
      states.map(({ id, state }) => rig.prisma.document.update({ where: { id }, data: { state } })),
    );
  await put(gone.map(({ id }) => ({ id, state: 'struck' })));
  taken.documents += gone.length;
  const steps =
    enrollmentId === undefined
      ? []
      : await rig.prisma.event.findMany({ where: { enrollmentId }, select: { stepId: true } });
  const words = asked + JSON.stringify(gone);
  const about = new Set(steps.flatMap(({ stepId }) => (stepId && words.includes(stepId) ? [stepId] : [])));
  for (const step of about) {
    const it = { step, reason: 'Another client.' };
    const reply = await rig.command('supervisor', enrollmentId ?? '', 'voidStep', it);
    if (reply.status < 300) taken.steps += 1;
  }
  return () => put(gone);
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
