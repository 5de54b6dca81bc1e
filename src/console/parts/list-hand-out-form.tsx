import { useEffect, useRef } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { type DisclosureLaw, disclosureLaws, toldRoles } from '../../engine/record/steps/disclosures.ts';
import type { ReleasePurpose } from '../../engine/record/steps/releases.ts';
import { lawAllows } from '../../features/disclosures/laws.ts';
import { useDraft } from '../device/use-vault.ts';
import { FormFrame } from '../forms/frame.tsx';
import { chosenOf } from '../forms/steps/telling.ts';
import { TypedField } from '../forms/typed-field.tsx';
import type { OtherAgencies, Providers } from '../server/replies.ts';
import { useTable } from '../server/table.ts';
import { useRead } from '../server/use-read.ts';
import { useSignedIn } from '../session/use-me.ts';
import { Choice } from './choice.tsx';
import { PurposeSelect } from './purpose-select.tsx';
import formStyles from '../forms/form.module.css';

type Words = {
  to: string;
  name: string;
  ground: DisclosureLaw | 'release' | null;
  purpose: ReleasePurpose | '';
  note: string;
};
const nobody: Words = { to: '', name: '', ground: null, purpose: '', note: '' };

/** A table for somebody outside: who gets it, and what lets each client in it be told of (RF-3). */
export function ListHandOutForm({ read, onDone }: { read: string; onDone: () => void }) {
  const intl = useIntl();
  const { operations } = useSignedIn();
  const may = (operation: string, path: string) => (operations.includes(operation) ? path : null);
  const { reply: providers } = useRead<Providers>(may('directory:read', '/providers'));
  const { reply: agencies } = useRead<OtherAgencies>(may('transfer:read', '/transfers/agencies'));
  const { ask, table, problem, isAsking } = useTable();
  const { words, write, discard } = useDraft(`list-hand-out/${read.split('?')[0]}`, nobody);
  const saved = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (!table) return;
    discard();
    saved.current?.focus();
    saved.current?.click();
    // Once a table: it is saved again by pressing.
  }, [table]);
  if (table)
    return (
      <div className={formStyles['rows']}>
        <p role="status">
          <FormattedMessage id="list.outside.given" />
        </p>
        <p>
          <a ref={saved} href={table.address} download={table.name}>
            <FormattedMessage id="list.outside.again" values={{ name: table.name }} />
          </a>
        </p>
        <button type="button" onClick={onDone}>
          <FormattedMessage id="form.close" />
        </button>
      </div>
    );

  const set = (changed: Partial<Words>) => write({ ...words, ...changed });
  const to = chosenOf(words.to);
  const laws = to ? disclosureLaws.filter((law) => lawAllows(law, { way: 'list', to })) : [];
  // A release names whom it is for: nobody is known by a role alone.
  const grounds = to ? [...laws, ...(to.kind === 'role' ? [] : (['release'] as const))] : [];
  const ground = grounds.find((one) => one === words.ground) ?? null;
  const groups = [
    {
      group: 'role',
      options: [
        ...toldRoles.map(
          (role) => [`role/${role}`, intl.formatMessage({ id: `disclosed.role.${role}` })] as const,
        ),
        ['payer/', intl.formatMessage({ id: 'option.recipient.payer' })] as const,
      ],
    },
    {
      group: 'provider',
      options: (providers?.items ?? []).map(
        ({ documentId, content }) => [`provider/${documentId}`, content.name] as const,
      ),
    },
    {
      group: 'agency',
      options: (agencies?.items ?? []).map(({ agencyId, name }) => [`agency/${agencyId}`, name] as const),
    },
  ].filter(({ options }) => options.length > 0);

  function give(): void {
    const name = words.name.trim();
    ask({
      ...{ read, to, purpose: words.purpose, ...(name === '' ? {} : { recipientName: name }) },
      allowedBy: ground === 'release' ? { ground } : { ground: 'law', law: ground, note: words.note.trim() },
    });
  }

  return (
    <FormFrame
      title={<FormattedMessage id="list.outside.title" />}
      problem={problem}
      onSubmit={give}
      onClose={onDone}
      buttons={
        <button type="submit" className="main-action" disabled={isAsking}>
          <FormattedMessage id="list.outside.give" />
        </button>
      }
    >
      <p className={formStyles['leaves']}>
        <FormattedMessage id="list.outside.what" />
      </p>
      <label className={formStyles['words']}>
        <FormattedMessage id="handOut.whom" />
        <select required value={words.to} onChange={({ target }) => set({ to: target.value })}>
          <option value="" />
          {groups.map(({ group, options }) => (
            <optgroup key={group} label={intl.formatMessage({ id: `disclosed.group.${group}` })}>
              {options.map(([value, label]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
      {(to?.kind === 'role' || to?.kind === 'payer') && (
        <TypedField
          {...{ label: 'handOut.name', optional: true, required: false, maxLength: 200 }}
          value={words.name}
          onChange={(name) => set({ name })}
        />
      )}
      {grounds.length > 0 && (
        <Choice
          name="list ground"
          label="list.outside.ground"
          words="disclosed.ground"
          required
          options={grounds}
          value={ground}
          onChange={(chosen) => set({ ground: chosen })}
        />
      )}
      <PurposeSelect value={words.purpose} onChange={(purpose) => set({ purpose })} />
      {ground !== null && ground !== 'release' && (
        <TypedField
          {...{ label: 'handOut.note', required: true, rows: 2, maxLength: 500 }}
          value={words.note}
          onChange={(note) => set({ note })}
        />
      )}
    </FormFrame>
  );
}
