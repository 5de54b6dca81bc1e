import { FormattedMessage, FormattedRelativeTime, useIntl } from 'react-intl';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconExternalLink,
  IconHelpCircle,
  IconPlugConnectedX,
} from '@tabler/icons-react';
import type { z } from 'zod';
import type { standingReply } from '../../../features/ops/api/schemas.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Unread } from '../../parts/unread.tsx';
import { useRead } from '../../server/use-read.ts';
import { useSignedIn } from '../../session/use-me.ts';
import { agencyTime, type AgencyTime, distance } from '../../time/format.ts';
import { Messages } from './messages.tsx';
import styles from './page.module.css';

type Standing = z.input<typeof standingReply>;
type Part = Standing['parts'][number];

const icons = {
  ok: IconCircleCheck,
  stuck: IconAlertTriangle,
  away: IconPlugConnectedX,
  unknown: IconHelpCircle,
} satisfies Record<Part['standing'], unknown>;

/** Is anything stuck, where, since when; and the messages that have not left, with what to do about them. */
export function OpsPage() {
  const intl = useIntl();
  const { agency } = useSignedIn();
  const { reply: data, problem } = useRead<Standing>('/ops/standing');
  if (!data) return <Unread problem={problem} />;
  const time = agencyTime(intl.locale, agency.timeZone);
  const stuck = data.parts.filter(({ standing }) => standing === 'stuck' || standing === 'away');
  return (
    <>
      <h1>
        <FormattedMessage id="ops.title" values={{ count: stuck.length }} />
      </h1>
      {problem && <ProblemBox problem={problem} />}
      <p className={styles['asOf']}>
        <FormattedMessage id="ops.asOf" values={{ moment: time.moment(data.asOf) }} />
      </p>
      {data.pages.since !== null && (
        <p className={styles['unanswered']}>
          <IconAlertTriangle size={22} aria-hidden="true" />
          <strong>
            <FormattedMessage
              id="ops.unanswered"
              values={{ count: data.pages.count, moment: time.moment(data.pages.since) }}
            />
          </strong>
        </p>
      )}
      <ul className={styles['parts']} aria-label={intl.formatMessage({ id: 'ops.parts' })}>
        {data.parts.map((one) => (
          <PartLine key={one.part} one={one} asOf={data.asOf} time={time} />
        ))}
      </ul>
      <Messages time={time} />
    </>
  );
}

function PartLine({ one, asOf, time }: { one: Part; asOf: string; time: AgencyTime }) {
  const { part, standing, since, count, link } = one;
  const Icon = icons[standing];
  const wrong = standing === 'stuck' || standing === 'away';
  return (
    <li className={styles['part']} data-standing={standing}>
      <Icon size={22} aria-hidden="true" />
      <div>
        <strong>
          <FormattedMessage id={`ops.part.${part}`} />
        </strong>
        {': '}
        <FormattedMessage id={`ops.standing.${standing}`} />
        {since !== null && (
          <>
            {' '}
            <FormattedMessage id="ops.since" values={{ moment: time.moment(since) }} /> (
            <FormattedRelativeTime {...distance(Date.parse(asOf), Date.parse(since))} />)
          </>
        )}
        {wrong && (
          <p>
            {count > 0 && <FormattedMessage id={`ops.count.${part}`} values={{ count }} />}{' '}
            <FormattedMessage id={`ops.do.${part}`} />
          </p>
        )}
      </div>
      {link && (
        <a href={link} target="_blank" rel="noreferrer">
          <IconExternalLink size={18} aria-hidden="true" /> <FormattedMessage id={`ops.open.${part}`} />
        </a>
      )}
    </li>
  );
}
