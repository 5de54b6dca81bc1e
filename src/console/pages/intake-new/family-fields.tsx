import { FormattedMessage, useIntl } from 'react-intl';
import type { HouseholdMember } from '../../../features/household/household.document.ts';
import { ItemList } from '../../forms/written/part-fields.tsx';
import { type Item, textOf } from '../../forms/written/parts.ts';
import { householdParts } from '../../forms/written/team-parts.ts';
import type { FieldsProps } from './person-fields.tsx';
import { calledName, familyOf, type Told } from './told.ts';

/** Who the client is, is told already; what who lets whom see is for when a plan is written. */
const asked = householdParts.members.parts.filter(({ name }) => name !== 'client' && name !== 'lets');
const newMember = (client: boolean): HouseholdMember => ({
  ...{ id: crypto.randomUUID(), name: '', relation: '', client, minor: false, guardians: [], lets: [] },
});

/** Minors of whom nobody is the guardian: the record takes none. */
export const unguarded = (told: Told): HouseholdMember[] =>
  familyOf(told).filter(({ minor, guardians }) => minor && guardians.length === 0);

/** Who is enrolled together with the client, as far as it is known already: none has to be named now. */
export function FamilyFields({ told, onChange }: FieldsProps) {
  const intl = useIntl();
  const [client, ...others] = told.family;
  const guards = intl.formatMessage({ id: 'intake.family.guardian' });
  const missing = unguarded(told).map(({ id }) => id);
  const gaps = new Map(
    others.flatMap(({ id }, n) =>
      missing.includes(id) ? [[`members.${n}.guardians`, [guards]] as const] : [],
    ),
  );
  return (
    <>
      <p>
        <FormattedMessage id="intake.family.about" />
      </p>
      <ItemList
        rows={others}
        {...{ parts: asked, at: 'members', gaps, item: 'intake.family.item', add: 'household.add' }}
        around={{ whole: { members: familyOf(told).map(called) }, today: '', members: [] }}
        begin={() => newMember(false)}
        onChange={(rows: Item[]) =>
          onChange({
            family:
              rows.length === 0
                ? []
                : [
                    client ?? {
                      ...newMember(true),
                      relation: intl.formatMessage({ id: 'household.client' }),
                    },
                    ...rows.map(memberOf),
                  ],
          })
        }
      />
    </>
  );

  /** Whoever has no name yet cannot be chosen. */
  function called(member: HouseholdMember): Item {
    return member.client ? { ...member, name: calledName(told) } : member;
  }
}

const memberOf = (row: Item): HouseholdMember => ({
  ...{ id: textOf(row['id']), name: textOf(row['name']), relation: textOf(row['relation']) },
  ...{ client: false, minor: row['minor'] === true, lets: [] },
  guardians: (row['guardians'] as string[] | undefined) ?? [],
});
