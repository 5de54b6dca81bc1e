import { FieldPart } from '../steps/field-part.tsx';
import type { AnyForm, Known } from '../steps/fields.ts';
import { filledIn } from '../steps/values.ts';
import type { Words } from './visit.ts';

type Props = {
  form: AnyForm;
  words: Words;
  known: Known;
  /** What the server said of a field of it. */
  wrongOf: (field: string) => string | undefined;
  onChange: (changed: Partial<Words>) => void;
};

/** What somebody else was told of the client, where the contact was with them. */
export function TellingFields({ form, words: { telling }, known, wrongOf, onChange }: Props) {
  const { fields, words } = filledIn(form, telling, known);
  return fields.map((one) => (
    <FieldPart
      key={one.name}
      {...{ known, words, filled: one }}
      wrong={wrongOf(one.name)}
      onChange={(value) => onChange({ telling: { ...telling, [one.name]: value } })}
    />
  ));
}
