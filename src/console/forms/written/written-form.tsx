import { type ReactNode, useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { useDraft } from '../../device/use-vault.ts';
import { useOutbox, useRefused, useSendings } from '../../outbox/outbox-provider.tsx';
import { isUnsent } from '../../outbox/sending.ts';
import { FormFrame } from '../frame.tsx';
import { ItemList, PartFields } from './part-fields.tsx';
import { type Around, cleaned, fresh, isBlank, type Item, itemOf, listOf, type Part } from './parts.ts';

/** What is written over what is on file; on what it was begun, and which revision that was. */
type Words = { value: unknown; base: unknown; revision: number };
/** What has been pressed: the words as they go, on what they were begun, over which revision, and where they are kept until then. */
export type Written = {
  value: unknown;
  base: unknown;
  version: number;
  draft: { name: string; words: Words };
};

type Props = {
  /** Of the draft on this device. */
  name: string;
  title: ReactNode;
  parts: readonly Part[];
  /** Of a list: what an item and adding one are called. Left out: it is one thing. */
  list?: { item: string; add: string; unnamed?: true; begin?: () => Item };
  /** What stands in the fields where nothing is on file; left out, a new item. */
  begun?: unknown;
  /** What is on file, and its revision; null: nothing is. */
  onFile: unknown;
  revision: number;
  around: Around;
  /** Where its gaps lie in the document. */
  at: string;
  gaps?: ReadonlyMap<string, readonly string[]>;
  /** The button that saves it; its name for whoever hears it. */
  saves: { label: ReactNode; of: string };
  onSave: (written: Written) => void;
  onDone: () => void;
};

/** A part of a document as people write it: fields from a description, kept on the device while they are written. */
export function WrittenForm(props: Props) {
  const { name, title, parts, list, onFile, revision, at, saves, onSave, onDone } = props;
  const outbox = useOutbox();
  const refused = useRefused(name);
  const { words, write, discard } = useDraft<Words | null>(name, null);
  const begin = (): Item => ({
    ...(list && !list.unnamed ? { id: crypto.randomUUID() } : {}),
    ...(list?.begin?.() ?? fresh(parts, props.around)),
  });
  const [first] = useState(() => props.begun ?? (list ? [begin()] : begin()));
  const isThere = list ? listOf(onFile).length > 0 : onFile !== null && onFile !== undefined;
  const value = words?.value ?? (isThere ? onFile : first);
  const change = (next: unknown): void =>
    write({ value: next, base: words?.base ?? onFile, revision: words?.revision ?? revision });
  const around = { ...props.around, whole: { ...props.around.whole, [at]: value } };
  const gaps = withRefused(props.gaps, refused?.problem.errors);

  function save(): void {
    const said = list
      ? listOf(value)
          .map(itemOf)
          .filter((one) => !list.unnamed || !isBlank(parts, one))
          .map((one) => cleaned(parts, one, around))
      : cleaned(parts, itemOf(value), around);
    const kept = words ?? { value, base: onFile, revision };
    // Where this part has stayed as it was, what has changed elsewhere is none of its business.
    const version = isSame(kept.base, onFile) ? revision : kept.revision;
    if (refused) outbox.dismiss(refused.key);
    if (!isSame(said, onFile))
      onSave({ value: said, base: kept.base, version, draft: { name, words: kept } });
    discard();
    onDone();
  }

  return (
    <FormFrame
      title={title}
      problem={refused?.problem ?? null}
      buttons={
        <button type="submit" aria-label={saves.of}>
          {saves.label}
        </button>
      }
      onSubmit={save}
      onClose={onDone}
    >
      {words !== null && !isSame(words.base, onFile) && (
        <p>
          <FormattedMessage id="plan.changedMeanwhile" />
        </p>
      )}
      {list ? (
        <ItemList
          {...{ parts, around, at, gaps, begin, item: list.item, add: list.add }}
          rows={listOf(value).map(itemOf)}
          mayBeBlank={list.unnamed === true}
          onChange={change}
        />
      ) : (
        <PartFields {...{ parts, around, at, gaps }} item={itemOf(value)} onChange={change} />
      )}
    </FormFrame>
  );
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** Pointers of a refusal stand beside what is missing: `/sections/goals/0/text` is said at `goals.0.text`. */
function withRefused(
  gaps: ReadonlyMap<string, readonly string[]> = new Map(),
  errors: readonly { pointer?: string; detail: string }[] = [],
): ReadonlyMap<string, readonly string[]> {
  const all = new Map(gaps);
  for (const { pointer, detail } of errors) if (pointer !== undefined) all.set(placeOf(pointer), [detail]);
  return all;
}

export const placeOf = (pointer: string): string =>
  pointer.replace(/^\/(?:sections\/)?/, '').replaceAll('/', '.');

/** What has been pressed that changes the document at that address and is not on file yet, the newest last. */
export function useUnsaved(path: string): readonly object[] {
  return useSendings()
    .filter(isUnsent)
    .flatMap(({ requests, answered }) => requests.slice(answered.length))
    .flatMap((one) => (one.path.startsWith(`${path}/acts/`) ? [one.body] : []));
}
