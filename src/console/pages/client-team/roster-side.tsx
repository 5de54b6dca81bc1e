import { FormattedMessage, useIntl } from 'react-intl';
import { IconAlertTriangle, IconCheck, IconPencil, IconPlus, IconUserMinus } from '@tabler/icons-react';
import type { FormalMember, InformalMember } from '../../../features/team/roster.document.ts';
import { CallLink } from '../../parts/call-link.tsx';
import styles from '../client/part.module.css';

type Props = {
  side: 'formal' | 'informal';
  client: string;
  members: readonly (FormalMember | InformalMember)[];
  notReady: readonly string[];
  /** Whether the reader may say who is on the team. */
  writes: boolean;
  /** Which form, and whom it is about. */
  onOpen: (form: string) => void;
};

/** Those of the team who speak for a system, or those who are close to the client. */
export function RosterSide({ side, client, members, notReady, writes, onOpen }: Props) {
  const intl = useIntl();
  if (members.length === 0 && !writes) return null;
  return (
    <>
      <h4>
        <FormattedMessage id={`roster.part.${side}`} />
      </h4>
      {members.length > 0 && (
        <ul>
          {members.map((member) => (
            <li key={member.id}>
              <strong>{member.name}</strong>{' '}
              {'relation' in member ? (
                member.relation
              ) : (
                <>
                  {member.organization}, <FormattedMessage id={`system.${member.system}`} />
                </>
              )}
              {' · '}
              <CallLink number={member.reach} />{' '}
              {notReady.includes(member.id) ? (
                <span className={styles['state']} data-state="late">
                  <IconAlertTriangle size={16} aria-hidden="true" />
                  <FormattedMessage id="team.notReady" />
                </span>
              ) : (
                <span className={styles['state']} data-state="done">
                  <IconCheck size={16} aria-hidden="true" />
                  <FormattedMessage id="team.ready" />
                </span>
              )}
              {member.release !== undefined && (
                <>
                  {' · '}
                  <FormattedMessage id="roster.field.release" />
                </>
              )}
              {writes && (
                <span className={styles['acts']}>
                  <button
                    type="button"
                    aria-label={intl.formatMessage({ id: 'roster.change.of' }, { name: member.name })}
                    onClick={() => onOpen(`${side} ${member.id}`)}
                  >
                    <IconPencil size={16} aria-hidden="true" /> <FormattedMessage id="roster.change" />
                  </button>
                  <button
                    type="button"
                    aria-label={intl.formatMessage({ id: 'roster.end.of' }, { name: member.name })}
                    onClick={() => onOpen(`end ${member.id}`)}
                  >
                    <IconUserMinus size={16} aria-hidden="true" /> <FormattedMessage id="roster.end" />
                  </button>
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {writes && (
        <button
          type="button"
          className={styles['aside']}
          aria-label={intl.formatMessage(
            { id: 'form.title' },
            { what: intl.formatMessage({ id: `roster.add.${side}` }), client },
          )}
          onClick={() => onOpen(side)}
        >
          <IconPlus size={16} aria-hidden="true" /> <FormattedMessage id={`roster.add.${side}`} />
        </button>
      )}
    </>
  );
}
