import { type DBSchema, openDB } from 'idb';
import { now } from '../time/now.ts';

/** What somebody wrote on this device, by its name, until it is on record. */
export type Vault = {
  put(kind: Kind, name: string, value: unknown): Promise<void>;
  get(kind: Kind, name: string): Promise<unknown>;
  all(kind: Kind): Promise<unknown[]>;
  remove(kind: Kind, name: string): Promise<void>;
};

/** A draft may age out; what was pressed and is not on record never does. */
type Kind = 'draft' | 'sending';
type Sealed = { kind: Kind; iv: Uint8Array<ArrayBuffer>; data: ArrayBuffer; keptAt: number };
interface Kept extends DBSchema {
  kept: { key: string; value: Sealed };
}

const longestDraftMs = 14 * 86_400_000;

/**
 * Sealed by AES-GCM under a key that comes with signing in and is in memory alone: whoever takes the device away finds times and
 * ids. Each text is bound to its place and person. Where the browser keeps nothing (a private window), it lasts as long as
 * the page.
 */
export async function openVault({
  staffId,
  draftKey,
}: {
  staffId: string;
  draftKey: string;
}): Promise<Vault> {
  const key = await crypto.subtle.importKey('raw', bytesOf(draftKey), 'AES-GCM', false, [
    'encrypt',
    'decrypt',
  ]);
  const shelf = await openShelf();
  const placeOf = (kind: Kind, name: string) => `${staffId}/${kind}/${name}`;

  async function open(place: string, { iv, data }: Sealed): Promise<unknown> {
    const clear = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv, additionalData: bound(place) },
      key,
      data,
    );
    return JSON.parse(new TextDecoder().decode(clear));
  }

  const mine = (await shelf.all()).filter(([place]) => place.startsWith(`${staffId}/`));
  for (const [place, { kind, keptAt }] of mine)
    if (kind === 'draft' && keptAt < now() - longestDraftMs) await shelf.remove(place);

  // Sealing takes its time: what is asked later is not answered, or thrown away, before what was written is there.
  let last: Promise<unknown> = Promise.resolve();
  function inTurn<Result>(does: () => Promise<Result>): Promise<Result> {
    const next = last.then(does);
    last = next.catch(() => undefined);
    return next;
  }

  async function put(kind: Kind, name: string, value: unknown): Promise<void> {
    const place = placeOf(kind, name);
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const clear = new TextEncoder().encode(JSON.stringify(value));
    const data = await crypto.subtle.encrypt(
      { name: 'AES-GCM', iv, additionalData: bound(place) },
      key,
      clear,
    );
    await shelf.put(place, { kind, iv, data, keptAt: now() });
  }
  async function get(kind: Kind, name: string): Promise<unknown> {
    const place = placeOf(kind, name);
    const sealed = await shelf.get(place);
    return sealed && (await open(place, sealed).catch(() => undefined));
  }
  async function all(kind: Kind): Promise<unknown[]> {
    const prefix = placeOf(kind, '');
    const found = (await shelf.all()).filter(([place]) => place.startsWith(prefix));
    // What another key sealed stays where it is: it is not ours to throw away.
    const opened = await Promise.all(
      found.map(([place, sealed]) => open(place, sealed).catch(() => undefined)),
    );
    return opened.filter((value) => value !== undefined);
  }
  return {
    put: (kind, name, value) => inTurn(() => put(kind, name, value)),
    get: (kind, name) => inTurn(() => get(kind, name)),
    all: (kind) => inTurn(() => all(kind)),
    remove: (kind, name) => inTurn(() => shelf.remove(placeOf(kind, name))),
  };
}

type Shelf = {
  put(place: string, sealed: Sealed): Promise<unknown>;
  get(place: string): Promise<Sealed | undefined>;
  all(): Promise<[string, Sealed][]>;
  remove(place: string): Promise<void>;
};

async function openShelf(): Promise<Shelf> {
  try {
    const db = await openDB<Kept>('throughline', 1, {
      upgrade: (opened) => void opened.createObjectStore('kept'),
    });
    return {
      put: (place, sealed) => db.put('kept', sealed, place),
      get: (place) => db.get('kept', place),
      async all() {
        const tx = db.transaction('kept');
        const [places, values] = await Promise.all([tx.store.getAllKeys(), tx.store.getAll()]);
        return places.flatMap((place, n): [string, Sealed][] => {
          const value = values[n];
          return value ? [[place, value]] : [];
        });
      },
      remove: (place) => db.delete('kept', place),
    };
  } catch {
    const kept = new Map<string, Sealed>();
    return {
      put: (place, sealed) => Promise.resolve(kept.set(place, sealed)),
      get: (place) => Promise.resolve(kept.get(place)),
      all: () => Promise.resolve([...kept]),
      remove: (place) => Promise.resolve(void kept.delete(place)),
    };
  }
}

const bound = (place: string) => new TextEncoder().encode(place);

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(text, (letter) => letter.codePointAt(0) ?? 0);
}
