import type { CodeLists } from '../../../engine/policy/code-lists.ts';
import type { Profile } from '../../../engine/policy/profile.ts';
import { singleDocumentId } from '../../../kit/document-ids.ts';
import { runPrepared } from '../../../kit/postgres/client.ts';
import type { PrismaClient } from '../../../kit/postgres/generated/client.ts';
import { codeListsKind } from '../code-lists.document.ts';
import { standardLists } from '../standard.ts';
import { holdsCode, withTitles } from '../titled.ts';

const listsStatement = {
  name: 'code-lists',
  text: 'SELECT content FROM document WHERE id = $1::uuid',
};

/** What the profile of an enrollment ($1) says, and every revision of its agency's lists ($2), oldest first. */
const historyStatement = {
  name: 'code-lists-history',
  text: `
    SELECT p.content -> 'needs' AS needs, p.content -> 'crisis' AS crisis,
      coalesce((
        SELECT json_agg(json_build_object('content', r.content,
          'since', floor(extract(epoch FROM r.recorded_at) * 1000)) ORDER BY r.revision)
        FROM document_revision r WHERE r.document_id = $2::uuid), '[]') AS revisions
    FROM enrollment e JOIN policy_document p ON p.hash = e.profile_hash
    WHERE e.id = $1::uuid`,
};
type HistoryRow = {
  needs: Profile['needs'] | null;
  crisis: Profile['crisis'] | null;
  revisions: { content: CodeLists; since: number }[];
};

const idOf = (agencyId: string) =>
  singleDocumentId({ agencyId, enrollmentId: null, kind: codeListsKind.kind });

/** The codes that are an agency's own. */
export function codeListReads(prisma: PrismaClient) {
  return {
    /** Null where the agency has said nothing: then its profile's hold. */
    async codeLists(agencyId: string): Promise<CodeLists | null> {
      const [row] = await runPrepared<{ content: CodeLists }>(prisma, listsStatement, [idOf(agencyId)]);
      return row?.content ?? null;
    },
  };
}

/** A step's words as they were recorded. */
type Told = { type: string; recordedAt: number; details: Record<string, unknown> };

/** What people wrote with steps of an enrollment, each code with what it was called. Asks for no list where there is no code. */
export async function titledWords(
  prisma: PrismaClient,
  of: { agencyId: string; enrollmentId: string },
  told: readonly Told[],
): Promise<Told['details'][]> {
  if (!told.some(({ type, details }) => holdsCode(type, details))) return told.map(({ details }) => details);
  const listsAt = await listsThrough(prisma, of);
  return told.map(({ type, details, recordedAt }) => withTitles(type, details, listsAt(recordedAt)));
}

/**
 * Where to look for what a code of that enrollment was called: first where it stood when it was recorded, so that a title that
 * is changed later is not put into anybody's mouth.
 */
async function listsThrough(
  prisma: PrismaClient,
  { agencyId, enrollmentId }: { agencyId: string; enrollmentId: string },
): Promise<(recordedAt: number) => CodeLists[]> {
  const asked = [enrollmentId, idOf(agencyId)];
  const [row] = await runPrepared<HistoryRow>(prisma, historyStatement, asked);
  if (!row) return () => [];
  const { needs, crisis, revisions } = row;
  const standard = standardLists({ ...(needs ? { needs } : {}), ...(crisis ? { crisis } : {}) });
  return (recordedAt) => {
    const then = revisions.findLastIndex(({ since }) => since <= recordedAt);
    const later = revisions.slice(then + 1).map(({ content }) => content);
    const held = revisions[then]?.content;
    return held ? [held, ...later, standard] : [standard, ...later];
  };
}
