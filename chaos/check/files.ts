import { partsOf } from '../../src/features/attachments/attachment.ts';
import type { SaidOfFile } from '../load/uploads.ts';
import type { Check, Evidence, StoredFile } from './evidence.ts';

/** Whatever was answered as kept opens to its last byte; whatever was refused is not there; nothing is half there. */
export function checkFiles({ files, filesSaid }: Evidence): Check[] {
  const told: Check = { name: 'files: there as answered, to the last byte', examined: 0, violations: [] };
  const whole: Check = { name: 'files: whole, or left by their sender', examined: 0, violations: [] };
  const byId = new Map(files.map((file) => [file.id, file]));
  for (const said of filesSaid) {
    told.examined += 1;
    told.violations.push(...differences(said, byId).map((words) => `${said.name}: ${words}`));
  }
  const left = new Set(filesSaid.flatMap(({ id, told: end }) => (end === 'left' && id !== null ? [id] : [])));
  for (const { id, kept, parts, bytes, opens } of files) {
    whole.examined += 1;
    if (kept && (parts !== partsOf(bytes) || !opens))
      whole.violations.push(`${id}: is kept and does not open`);
    if (!kept && !left.has(id)) whole.violations.push(`${id}: lies there in half, and nobody left it`);
  }
  return [told, whole];
}

function differences({ id, told, bytes, sha256 }: SaidOfFile, byId: Map<string, StoredFile>): string[] {
  const stored = id === null ? undefined : byId.get(id);
  switch (told) {
    case 'refused':
      return stored ? ['was refused and is there'] : [];
    case 'left':
      return stored?.kept === true ? ['was left in the middle and is kept'] : [];
    case 'kept':
      if (!stored?.kept) return ['was answered as kept and is not there'];
      if (stored.sha256 !== sha256 || stored.bytes !== bytes) return ['is not what was sent'];
      return stored.opens ? [] : ['does not open'];
  }
}
