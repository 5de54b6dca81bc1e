import { useEffect, useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { allWords } from '../language/server-words.ts';
import { type Problem, refusedWith, RequestError } from './request.ts';
import { readAnew } from './use-read.ts';

type Table = { address: string; name: string };

/** A table for somebody outside: asked for once a press, kept by the browser until its page is left. */
export function useTable(): {
  ask: (body: object) => void;
  table: Table | undefined;
  problem: Problem | null;
  isAsking: boolean;
} {
  const queries = useQueryClient();
  const [table, setTable] = useState<Table>();
  const { mutate, error, isPending } = useMutation({
    mutationFn: tableFor,
    gcTime: 0,
    onSuccess: ({ bytes, name }) => {
      setTable({ address: URL.createObjectURL(bytes), name });
      readAnew(queries);
    },
  });
  useEffect(() => (table ? () => URL.revokeObjectURL(table.address) : undefined), [table]);
  const problem = error instanceof RequestError ? error.problem : null;
  return {
    ask: (body) => {
      if (!isPending) mutate(body);
    },
    ...{ table, problem, isAsking: isPending },
  };
}

async function tableFor(body: object): Promise<{ bytes: Blob; name: string }> {
  const response = await fetch('/api/v1/lists-taken/hand-outs', {
    method: 'POST',
    credentials: 'same-origin',
    headers: {
      ...{ Accept: 'text/csv, application/json', 'Content-Type': 'application/json' },
      'X-Requested-With': 'console',
    },
    body: JSON.stringify(body),
  }).catch(() => null);
  await allWords();
  if (!response) throw refusedWith(null, 0);
  if (!response.ok) throw refusedWith(await response.json().catch(() => null), response.status);
  const [, name = 'list.csv'] =
    /filename="([^"]+)"/.exec(response.headers.get('Content-Disposition') ?? '') ?? [];
  return { bytes: await response.blob(), name };
}
