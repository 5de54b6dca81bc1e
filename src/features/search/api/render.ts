import { glimpseOf } from '../../../kit/http/reply-parts.ts';
import type { FoundClient, FoundFile } from '../postgres/ports.ts';

/** Own clients whole; of others what tells them apart, and no more. */
export function renderPeople(found: readonly FoundClient[]) {
  return {
    own: found.filter(({ own }) => own).map(whole),
    others: found.filter(({ own }) => !own).map(hinted),
  };
}

function whole({ matched, linked, ...found }: FoundClient) {
  return { ...fileOf(found), matched, linked: linked.map(fileOf) };
}

function fileOf({ client: { id: clientId, ...identity }, enrollments }: FoundFile) {
  return {
    ...{ clientId, ...identity },
    enrollments: enrollments.map(
      ({ id: enrollmentId, why, stage, level, coordinator, receivedAt, open }) => ({
        ...{ enrollmentId, why, receivedAt, open },
        // Which enrollments there are belongs to the client; how far one is, to those who may see it.
        ...(why === null ? { stage: null, level: null, coordinator: null } : { stage, level, coordinator }),
      }),
    ),
  };
}

function hinted({ client, matched, enrollments }: FoundClient) {
  const { id: clientId, birthDate } = client;
  const [newest] = enrollments;
  return {
    ...{ clientId, matched, ...glimpseOf(client) },
    birthYear: birthDate === null ? null : Number(birthDate.slice(0, 4)),
    breakGlass: newest === undefined ? null : `/api/v1/enrollments/${newest.id}/break-glass`,
  };
}
