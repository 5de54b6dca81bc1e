import { isDeepStrictEqual } from 'node:util';
import type { Answer } from '../load/answers.ts';
import type { Check, Evidence, StoredDocument } from './evidence.ts';

/** Revisions 1, 2, 3… of each document; each acknowledged one there as it was told, no other request's twice. */
export function checkDocuments({ documents, answers }: Evidence): Check[] {
  const whole: Check = { name: 'documents: revisions without gaps or doubles', examined: 0, violations: [] };
  const told: Check = { name: 'documents: there as acknowledged', examined: 0, violations: [] };
  const byId = new Map(documents.map((document) => [document.id, document]));
  const written = new Map<string, number>();
  for (const document of documents) {
    whole.examined += 1;
    whole.violations.push(...broken(document).map((words) => `${document.id}: ${words}`));
    for (const { commandId } of document.revisions) written.set(commandId, (written.get(commandId) ?? 0) + 1);
  }
  for (const answer of answers) {
    if (answer.kind !== 'document') continue;
    told.examined += 1;
    const times = written.get(answer.key) ?? 0;
    if (times > 1) told.violations.push(`${answer.key}: is there ${times} times`);
    if (answer.outcome === 'refused' && times > 0)
      told.violations.push(`${answer.key}: was refused and is there`);
    if (answer.outcome === 'acknowledged')
      told.violations.push(...differences(answer, byId).map((words) => `${answer.key}: ${words}`));
  }
  return [whole, told];
}

function broken({ revision, revisions }: StoredDocument): string[] {
  const lines = revisions.flatMap((one, i) =>
    one.revision === i + 1 ? [] : [`revision ${one.revision} stands in place ${i + 1}`],
  );
  if (revision !== revisions.length)
    lines.push(`is said to be at revision ${revision}, has ${revisions.length}`);
  return lines;
}

function differences(
  { revision: given, asked, staffId }: Answer,
  byId: Map<string, StoredDocument>,
): string[] {
  const stored = byId
    .get(given?.documentId ?? '')
    ?.revisions.find(({ revision }) => revision === given?.revision);
  if (!given || !stored) return ['was acknowledged and is not there'];
  const lines = stored.hash === given.hash ? [] : ['is there with another content'];
  if (stored.by !== staffId) lines.push('is there as somebody else’s');
  for (const [name, value] of Object.entries(asked[0]?.words ?? {}))
    if (!isDeepStrictEqual(stored.content[name], value)) lines.push(`${name} is not what was sent`);
  return lines;
}
