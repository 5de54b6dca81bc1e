import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import type { Roster, SupportSystem } from '../../../features/team/roster.document.ts';
import { FormFrame } from '../../forms/frame.tsx';
import { type Item, itemOf, listOf } from '../../forms/written/parts.ts';
import { rosterParts, systemsPart } from '../../forms/written/team-parts.ts';
import { useUnsaved, WrittenForm, type Written } from '../../forms/written/written-form.tsx';
import { useOutbox } from '../../outbox/outbox-provider.tsx';
import type { Texts } from '../../outbox/compare/merge.ts';
import type { Press } from '../../outbox/sending.ts';
import { Unread } from '../../parts/unread.tsx';
import { useJudging } from '../../server/use-judging.ts';
import type { Team } from '../../server/replies.ts';
import { useReleases } from './use-releases.ts';

type Props = {
  enrollmentId: string;
  client: string;
  today: string;
  roster: Team['roster'];
  form: 'systems' | 'formal' | 'informal' | 'end';
  /** Whom it is about; null: somebody new. */
  member: string | null;
  onDone: () => void;
};

const nobody: Roster = { systems: [], formal: [], informal: [] };

/** The forms of the team's roster: each changes one thing of it, and sends the roster as it is then. */
export function RosterForm({ roster, form, member, ...of }: Props) {
  const outbox = useOutbox();
  const { enrollmentId, client } = of;
  const turn = `roster/${enrollmentId}`;
  const path = `/enrollments/${enrollmentId}/roster`;
  const [unsaved] = useUnsaved(path).slice(-1);
  // What was saved a moment ago, or waits for the network, is what one goes on with.
  const content = (unsaved as Roster | undefined) ?? roster?.content ?? nobody;
  const revision = roster?.revision ?? 0;
  const send: Given['send'] = (next, base, more, version) =>
    outbox.add({
      ...{ enrollmentId, client, turn, version, ...more },
      ...{ path: `${path}/acts/change`, body: next },
      compare: { nth: 0, path, at: null, words: 'roster.part', base },
    });
  const given = { ...of, content, revision, send };
  switch (form) {
    case 'systems':
      return <SystemsForm {...given} />;
    case 'end':
      return <EndForm {...given} member={member} />;
    default:
      return <MemberForm {...given} side={form} member={member} />;
  }
}

type Given = Omit<Props, 'roster' | 'form' | 'member'> & {
  content: Roster;
  revision: number;
  /** `base`: as it was when what changes in it was begun. */
  send: (next: Roster, base: Texts, more: Pick<Press, 'draft'>, version: number) => void;
};

function SystemsForm({ enrollmentId, client, today, content, revision, send, onDone }: Given) {
  const intl = useIntl();
  const what = intl.formatMessage({ id: 'roster.part.systems' });
  return (
    <WrittenForm
      name={`roster/${enrollmentId}/systems`}
      title={<FormattedMessage id="form.title" values={{ what, client }} />}
      parts={[systemsPart]}
      onFile={{ systems: content.systems }}
      {...{ revision, onDone, at: 'systems' }}
      around={{ whole: {}, today, members: [] }}
      saves={{
        label: <FormattedMessage id="plan.save" />,
        of: intl.formatMessage({ id: 'plan.save.of' }, { what, client }),
      }}
      onSave={({ value, base, version, draft }) => {
        const systems = listOf(itemOf(value)['systems']) as SupportSystem[];
        send({ ...content, systems }, { ...content, ...itemOf(base) }, { draft }, version);
      }}
    />
  );
}

type MemberProps = Given & { side: 'formal' | 'informal'; member: string | null };

/** Somebody who joins the team, or what is known of them. */
function MemberForm(props: MemberProps) {
  const judging = useJudging(props.enrollmentId);
  const releases = useReleases(judging);
  return releases ? <Member {...props} releases={releases} /> : <Unread problem={null} />;
}

function Member(props: MemberProps & { releases: NonNullable<ReturnType<typeof useReleases>> }) {
  const { enrollmentId, client, today, content, revision, send, side, member, releases, onDone } = props;
  const intl = useIntl();
  const [joins] = useState(() => crypto.randomUUID());
  const onFile = content[side].find(({ id }) => id === member) ?? null;
  const what = onFile?.name ?? intl.formatMessage({ id: `roster.add.${side}` });

  function save({ value, base, version, draft }: Written): void {
    // Held to the schema at the door, as each form's words are.
    const next = { ...itemOf(value), id: member ?? joins } as Item & Roster['formal'][number];
    const others = content[side].filter(({ id }) => id !== next.id);
    const place = content[side].findIndex(({ id }) => id === next.id);
    const all = place < 0 ? [...others, next] : content[side].map((one) => (one.id === next.id ? next : one));
    // Whoever speaks for a system speaks for one that the client is involved in.
    const systems =
      side === 'formal' && !content.systems.includes(next.system)
        ? [...content.systems, next.system]
        : content.systems;
    const before = all.flatMap((one) => (one.id !== next.id ? [one] : base === null ? [] : [base]));
    send({ ...content, systems, [side]: all }, { ...content, [side]: before }, { draft }, version);
  }

  return (
    <WrittenForm
      name={`roster/${enrollmentId}/${side}/${member ?? 'new'}`}
      title={<FormattedMessage id="form.title" values={{ what, client }} />}
      parts={rosterParts[side].parts}
      {...{ onFile, revision, onDone, at: side }}
      around={{ whole: {}, today, members: [], releases }}
      saves={{
        label: <FormattedMessage id="plan.save" />,
        of: intl.formatMessage({ id: 'plan.save.of' }, { what, client }),
      }}
      onSave={save}
    />
  );
}

/** Somebody leaves the team: the roster's history keeps them. */
function EndForm({ client, content, revision, send, member, onDone }: Given & { member: string | null }) {
  const intl = useIntl();
  const name = [...content.formal, ...content.informal].find(({ id }) => id === member)?.name ?? '–';
  return (
    <FormFrame
      title={<FormattedMessage id="roster.end.title" values={{ name, client }} />}
      buttons={
        <button type="submit" aria-label={intl.formatMessage({ id: 'roster.end.of' }, { name })}>
          <FormattedMessage id="roster.end" />
        </button>
      }
      onSubmit={() => {
        const stays = ({ id }: { id: string }) => id !== member;
        const next = {
          ...content,
          ...{ formal: content.formal.filter(stays), informal: content.informal.filter(stays) },
        };
        send(next, content, {}, revision);
        onDone();
      }}
      onClose={onDone}
    >
      <p>
        <FormattedMessage id="roster.end.what" values={{ name }} />
      </p>
    </FormFrame>
  );
}
