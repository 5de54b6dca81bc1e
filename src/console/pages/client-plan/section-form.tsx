import { FormattedMessage, useIntl } from 'react-intl';
import type { PlanSections } from '../../../features/plans/plan.ts';
import type { Around } from '../../forms/written/parts.ts';
import { planSections, signatureParts } from '../../forms/written/plan-parts.ts';
import { placeOf, useUnsaved, WrittenForm, type Written } from '../../forms/written/written-form.tsx';
import { useOutbox } from '../../outbox/outbox-provider.tsx';
import type { PlanOnFile } from '../../server/replies.ts';
import { type PlanPart, type Task, unsignedOf } from './readiness.ts';

export type Writing = {
  enrollmentId: string;
  client: string;
  coordinator: string;
  plan: PlanOnFile;
  today: string;
  members: Around['members'];
};
type Props = { writing: Writing; task: Task; onDone: () => void };

const pathOf = ({ enrollmentId, plan }: Writing) => `/enrollments/${enrollmentId}/plans/${plan.documentId}`;
const turnOf = ({ enrollmentId }: Writing) => `plan/${enrollmentId}`;

/** One section of the plan: its fields, and what it still lacks at each of them. */
export function SectionForm({ writing, task: { part, gaps }, onDone }: Props) {
  const intl = useIntl();
  const outbox = useOutbox();
  const [turn, path] = [turnOf(writing), pathOf(writing)];
  const { enrollmentId, client, plan, today, members } = writing;
  // What was saved a moment ago, or waits for the network, is what one goes on with.
  const unsaved = useUnsaved(path).map((body) => (body as { sections?: Partial<PlanSections> }).sections);
  const whole = unsaved.reduce<PlanSections>(
    (all, sections) => ({ ...all, ...sections }),
    plan.content.sections,
  );
  if (part === 'signatures') return null;
  const { list, item, parts } = planSections[part];
  const what = intl.formatMessage({ id: `plan.part.${part}` });

  // At once, and not to be taken back: what a section opens (goals after needs) is open once it is on file, and ten seconds at each
  // of nine sections would be felt. It is a draft: written over, it is as it was, and its revisions are kept.
  function save({ value, base, version, draft }: Written): void {
    outbox.add({
      ...{ enrollmentId, client, draft, turn, version, atOnce: true },
      ...{ path: `${path}/acts/edit`, body: { sections: { [part]: value } } },
      compare: { nth: 0, path, at: 'sections', words: 'plan.part', some: true, base: { [part]: base } },
    });
  }

  return (
    <WrittenForm
      name={`plan/${plan.documentId}/${part}`}
      title={<FormattedMessage id="form.title" values={{ what, client }} />}
      {...{ parts, revision: plan.revision, at: part, onDone }}
      {...(list ? { list: { item, add: `plan.add.${part}` } } : {})}
      onFile={whole[part]}
      around={{ whole, today, members }}
      gaps={byPlace(gaps)}
      saves={{
        label: <FormattedMessage id="plan.save" />,
        of: intl.formatMessage({ id: 'plan.save.of' }, { what, client }),
      }}
      onSave={save}
    />
  );
}

function byPlace(gaps: Task['gaps']): ReadonlyMap<string, readonly string[]> {
  const places = new Map<string, string[]>();
  for (const { pointer, detail } of gaps)
    places.set(placeOf(pointer), [...(places.get(placeOf(pointer)) ?? []), detail]);
  return places;
}

/** Who signs, or declines to: the words as they stand. */
export function SignForm({ writing, onDone }: Omit<Props, 'task'>) {
  const intl = useIntl();
  const outbox = useOutbox();
  const { enrollmentId, client, coordinator, plan, today } = writing;
  const left = unsignedOf(plan.content);
  const names: Partial<Record<(typeof left)[number], string>> = {
    ...{ client, coordinator },
    'parole-agent': plan.content.sections.transition?.paroleAgent.name ?? '',
  };
  const missing = left.map((role) => ({ role, name: names[role] ?? '', on: today }));
  const what = intl.formatMessage({ id: 'plan.part.signatures' });
  const part: PlanPart = 'signatures';
  return (
    <WrittenForm
      name={`plan/${plan.documentId}/${part}`}
      title={<FormattedMessage id="form.title" values={{ what, client }} />}
      parts={signatureParts}
      list={{
        ...{ item: 'plan.item.signatures', add: 'plan.add.signatures', unnamed: true },
        begin: () => ({ name: '', on: today }),
      }}
      begun={missing}
      {...{ revision: plan.revision, at: part, onDone, onFile: [] }}
      around={{ whole: {}, today, members: [] }}
      saves={{
        label: <FormattedMessage id="plan.sign" />,
        of: intl.formatMessage({ id: 'plan.sign.of' }, { client }),
      }}
      onSave={({ value, version, draft }) =>
        outbox.add({
          ...{ enrollmentId, client, draft, version, turn: turnOf(writing) },
          ...{ path: `${pathOf(writing)}/acts/sign`, body: { signatures: value } },
        })
      }
    />
  );
}
