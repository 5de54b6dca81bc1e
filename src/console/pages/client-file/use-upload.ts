import { useRef, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { partBytes, partsOf, type AttachmentKind } from '../../../features/attachments/attachment.ts';
import type { Attachment } from '../../server/replies.ts';
import { type Problem, request, RequestError } from '../../server/request.ts';
import { readAnew } from '../../server/use-read.ts';

export type Upload =
  | { stands: 'none' }
  | { stands: 'sending'; done: number; parts: number }
  /** It goes on from where it broke off. */
  | { stands: 'broken-off'; problem: Problem; done: number; parts: number }
  | { stands: 'kept'; fileName: string };

/** `what` null: it is not asked where what it belongs to says it. */
type Asked = { file: File; what: AttachmentKind | null; about: string | null };

/** Sends a file part by part to where such files are: what has arrived once is not sent again, also of one that was begun on another day. */
export function useUpload(at: string, known: readonly Attachment[]) {
  const queries = useQueryClient();
  const [upload, setUpload] = useState<Upload>({ stands: 'none' });
  const key = useRef(crypto.randomUUID());

  async function send({ file, what, about }: Asked): Promise<void> {
    let [done, parts] = [0, partsOf(file.size)];
    setUpload({ stands: 'sending', done, parts });
    try {
      let begun = known.find(
        (one) =>
          one.state === 'arriving' &&
          (what === null || one.what === what) &&
          one.about === about &&
          one.fileName === file.name &&
          one.bytes === file.size,
      );
      begun ??= await request<Attachment>(at, {
        method: 'POST',
        key: key.current,
        body: {
          ...(what === null ? {} : { what }),
          ...(about === null ? {} : { about }),
          fileName: file.name,
          bytes: file.size,
        },
      });
      const there = new Set(begun.arriving?.received);
      for (let part = 0; part < parts; part += 1) {
        if (!there.has(part)) {
          const bytes = file.slice(part * partBytes, (part + 1) * partBytes);
          await request(`${at}/${begun.attachmentId}/parts/${part}`, { method: 'POST', bytes });
        }
        done = part + 1;
        setUpload({ stands: 'sending', done, parts });
      }
      key.current = crypto.randomUUID();
      setUpload({ stands: 'kept', fileName: file.name });
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      const { problem } = error;
      // What is refused for what it is was given up: the next begins anew.
      if (problem.status === 422) key.current = crypto.randomUUID();
      setUpload({ stands: 'broken-off', problem, done, parts });
    } finally {
      readAnew(queries);
    }
  }

  return { upload, send: (asked: Asked) => void send(asked), clear: () => setUpload({ stands: 'none' }) };
}
