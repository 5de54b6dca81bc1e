import { useEffect, useRef, useState } from 'react';
import type { HouseholdMember } from '../../../features/household/household.document.ts';
import { useDraft } from '../../device/use-vault.ts';
import { useOutbox, useSendings } from '../../outbox/outbox-provider.tsx';
import { isAnswered, type Sending } from '../../outbox/sending.ts';
import type { Problem } from '../../server/request.ts';
import { calledName, nothingTold, requestsOf, type Told, type Way } from './told.ts';

/** What its sendings settle: so that a page finds those of them that were refused. */
export const aboutOf = (way: Way): string => `intake/${way}`;

type Telling = {
  told: Told;
  set: (changed: Partial<Told>) => void;
  press: (at: number, firstLevel: string, family?: readonly HouseholdMember[]) => void;
  /** What was pressed and is on its way, or there. */
  sent: Sending | null;
  /** Why it was not taken; the words are in the fields again. */
  problem: Problem | null;
  /** What was refused of it after its first part was recorded goes out once more. */
  sendRest: () => void;
  /** For the next person. */
  again: () => void;
};

/** What is written of a referral, sent as one; refused or taken back, its words are there again. */
export function useTelling(way: Way): Telling {
  const outbox = useOutbox();
  const sendings = useSendings();
  const draft = aboutOf(way);
  const { words: kept, write, discard } = useDraft<Told>(draft, nothingTold);
  const told = { ...nothingTold, ...kept };
  const [newReference] = useState(() => `NEW-${crypto.randomUUID().slice(0, 8).toUpperCase()}`);
  const [key, setKey] = useState<string | null>(
    () => sendings.findLast(({ about, state }) => about === draft && state.name === 'refused')?.key ?? null,
  );
  const found = sendings.find((one) => one.key === key) ?? null;
  const last = useRef<Sending | null>(null);
  /** What was sent, also after its message was closed: it does not come back to be sent again. */
  const [settled, setSettled] = useState<Sending | null>(null);

  useEffect(() => {
    const before = last.current;
    last.current = found;
    if (before && !found && isAnswered(before)) setSettled(before);
    // Taken back: what was on its way is in hand again.
    if (before?.state.name === 'waiting' && !found) {
      setKey(null);
      if (before.draft) write(before.draft.words as Told);
    }
  }, [found, write]);

  // Of what is on record in part, the rest is told where it stands: written anew, it would be a second referral.
  const refused = found?.state.name === 'refused' && found.answered.length === 0 ? found.state.problem : null;
  return {
    told,
    set: (changed) => write({ ...told, ...changed }),
    press: (at, firstLevel, family = []) => {
      if (found) outbox.dismiss(found.key);
      const next = crypto.randomUUID();
      outbox.add({
        ...{ key: next, enrollmentId: told.same?.enrollmentId ?? next, client: calledName(told) },
        ...{ about: draft, draft: { name: draft, words: told } },
        ...(way === 'emergency' ? { atOnce: true } : {}),
        requests: requestsOf(told, { way, at, newReference, firstLevel, family }),
      });
      setKey(next);
      discard();
    },
    sent: refused === null ? (found ?? settled) : null,
    problem: refused,
    sendRest: () => {
      if (found?.state.name !== 'refused') return;
      const { enrollmentId = found.enrollmentId } = found.answered[0] ?? {};
      const left = found.requests.slice(found.answered.length);
      const rest = left.map((one) => ({ ...one, path: one.path.replace('{enrollmentId}', enrollmentId) }));
      outbox.dismiss(found.key);
      const next = crypto.randomUUID();
      outbox.add({ key: next, enrollmentId, client: found.client, about: draft, requests: rest });
      setKey(next);
    },
    again: () => {
      if (found) outbox.dismiss(found.key);
      setKey(null);
      setSettled(null);
      write(nothingTold);
      discard();
    },
  };
}
