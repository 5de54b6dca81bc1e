import type { ComponentType } from 'react';
import { FormattedMessage } from 'react-intl';
import type { RequestDocument, RequestKind } from '../../../engine/policy/request-documents.ts';
import { Tick } from '../../parts/choice.tsx';
import {
  demanded,
  type Enclosable,
  enclosable,
  enclosedAtFirst,
  kindsFor,
  recordPaths,
  stillThere,
} from './enclosing.ts';
import { type Field, part, type PartProps } from './fields.ts';
import styles from '../form.module.css';

type Chosen = Enclosable['enclosure'][];

/** What goes with a request: chosen among what the client's record has, so that nobody types which. */
export const enclosing = (kind: RequestKind, some: Pick<Field, 'when'> = {}) =>
  part<Chosen>(EnclosedPart(kind), {
    ...some,
    first: (known) => enclosedAtFirst(kind, known),
    still: stillThere,
  });

function EnclosedPart(kind: RequestKind): ComponentType<PartProps> {
  return function Enclosed({ value, known, onChange }) {
    const chosen = (value ?? []) as Chosen;
    const asked = demanded(kind, known);
    const isRead = recordPaths(known).every((path) => known.reply(path));
    const toggle = (one: Enclosable['enclosure'], on: boolean) => {
      const others = chosen.filter(({ document, id }) => document !== one.document || id !== one.id);
      onChange(on ? [...others, one] : others);
    };
    const ticks = (document: RequestDocument) =>
      enclosable(document, known).map(({ enclosure, label }) => (
        <Tick
          key={`${document}/${enclosure.id}`}
          checked={chosen.some((one) => one.document === document && one.id === enclosure.id)}
          onChange={(on) => toggle(enclosure, on)}
        >
          <FormattedMessage id={`requests.document.${document}`} />: {label}
        </Tick>
      ));
    const kinds = kindsFor(kind, known);
    return (
      <fieldset className={styles['many']}>
        <legend>
          <FormattedMessage id="field.documents" />
        </legend>
        {kinds.filter((document) => document !== 'other').map(ticks)}
        {isRead &&
          asked
            .filter((document) => enclosable(document, known).length === 0)
            .map((document) => (
              <p key={document} className={styles['wrong']}>
                <FormattedMessage
                  id="requests.notThere"
                  values={{ what: known.say(`requests.document.${document}`) }}
                />
              </p>
            ))}
        {kinds.includes('other') && (
          <details className={styles['more']}>
            <summary>
              <FormattedMessage id="requests.otherFiles" />
            </summary>
            <div className={styles['inMore']}>{ticks('other')}</div>
          </details>
        )}
      </fieldset>
    );
  };
}
