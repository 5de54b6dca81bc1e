import { ServiceError } from '@temporalio/client';
import { expect, it, vi } from 'vitest';
import { retrying } from '../../../../src/kit/temporal/retry.ts';

const unavailable = () =>
  new ServiceError('lost', {
    cause: Object.assign(new Error('14'), { code: 14, details: '', metadata: {} }),
  });
const soon = () => Date.now() + 60_000;

it('asks again where the way broke, and takes the first answer', async () => {
  const ask = vi.fn().mockRejectedValueOnce(unavailable()).mockResolvedValueOnce('answer');
  expect(await retrying(ask, { signal: new AbortController().signal, until: soon() })).toBe('answer');
  expect(ask).toHaveBeenCalledTimes(2);
});

it('passes on what would come again', async () => {
  const ask = vi.fn().mockRejectedValue(new TypeError('wrong'));
  await expect(retrying(ask, { signal: new AbortController().signal, until: soon() })).rejects.toThrow(
    'wrong',
  );
  expect(ask).toHaveBeenCalledTimes(1);
});

it('stops when its caller has given up: a step must not arrive after its author was told that it waits', async () => {
  const controller = new AbortController();
  const ask = vi.fn().mockImplementation(async () => {
    controller.abort();
    throw unavailable();
  });
  await expect(retrying(ask, { signal: controller.signal, until: soon() })).rejects.toThrow('lost');
  expect(ask).toHaveBeenCalledTimes(1);
});

it('stops when the time is over', async () => {
  const ask = vi.fn().mockRejectedValue(unavailable());
  await expect(
    retrying(ask, { signal: new AbortController().signal, until: Date.now() + 50 }),
  ).rejects.toThrow('lost');
  expect(ask).toHaveBeenCalledTimes(1);
});
