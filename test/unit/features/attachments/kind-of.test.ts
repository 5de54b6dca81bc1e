import { describe, expect, it } from 'vitest';
import { mediaTypes } from '../../../../src/features/attachments/attachment.ts';
import { judgingKind } from '../../../../src/features/attachments/postgres/kind-of.ts';
import { filesOfKinds, unfitFiles } from '../../../support/files-of-kinds.ts';

async function kindOf(bytes: Buffer, pieces = 1): Promise<string | null> {
  const kind = judgingKind();
  const length = Math.ceil(bytes.length / pieces);
  for (let at = 0; at < bytes.length; at += length)
    if (!(await kind.takes(bytes.subarray(at, at + length)))) return null;
  return kind.ends();
}

describe('the kind of a file', () => {
  it('is told of each that is kept', async () => {
    expect(Object.keys(filesOfKinds)).toEqual(Object.keys(mediaTypes));
    for (const [type, bytes] of Object.entries(filesOfKinds)) expect(await kindOf(bytes)).toBe(type);
  });

  it.each(Object.entries(unfitFiles))('is none that is kept of %s', async (_, bytes) => {
    expect(await kindOf(bytes)).toBeNull();
  });

  it('of a text is told whole, wherever it is cut', async () => {
    const text = Buffer.from('Łukasz kümmert sich um José. 安心。\n'.repeat(20));
    for (const pieces of [1, 2, 3, 7, 64])
      expect([pieces, await kindOf(text, pieces)]).toEqual([pieces, 'text/plain']);
    expect(await kindOf(Buffer.concat([text, Buffer.from([0])]), 7)).toBeNull();
  });

  it('is none of nothing', async () => {
    expect(await kindOf(Buffer.alloc(0))).toBeNull();
  });
});
