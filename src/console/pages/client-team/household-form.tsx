import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { householdParts } from '../../forms/written/team-parts.ts';
import { WrittenForm } from '../../forms/written/written-form.tsx';
import { useOutbox } from '../../outbox/outbox-provider.tsx';
import type { Team } from '../../server/replies.ts';

type Props = {
  enrollmentId: string;
  client: string;
  today: string;
  household: Team['household'];
  onDone: () => void;
};

/** Who is in the family that is enrolled together, the client among them. */
export function HouseholdForm({ enrollmentId, client, today, household, onDone }: Props) {
  const intl = useIntl();
  const outbox = useOutbox();
  const what = intl.formatMessage({ id: 'household.part.members' });
  const path = `/enrollments/${enrollmentId}/household`;
  const { item, parts } = householdParts.members;
  const [first] = useState(() => [
    {
      ...{ id: crypto.randomUUID(), name: client, relation: intl.formatMessage({ id: 'household.client' }) },
      ...{ client: true, minor: false, guardians: [], lets: [] },
    },
  ]);
  return (
    <WrittenForm
      name={`household/${enrollmentId}`}
      title={<FormattedMessage id="form.title" values={{ what, client }} />}
      list={{ item, add: 'household.add' }}
      begun={first}
      onFile={household?.content.members ?? []}
      {...{ parts, onDone, revision: household?.revision ?? 0, at: 'members' }}
      around={{ whole: {}, today, members: [] }}
      saves={{
        label: <FormattedMessage id="plan.save" />,
        of: intl.formatMessage({ id: 'plan.save.of' }, { what, client }),
      }}
      onSave={({ value, base, version, draft }) =>
        outbox.add({
          ...{ enrollmentId, client, draft, version, turn: `household/${enrollmentId}` },
          ...{ path: `${path}/acts/change`, body: { members: value } },
          compare: { nth: 0, path, at: null, words: 'household.part', base: { members: base } },
        })
      }
    />
  );
}
