import { FormattedMessage } from 'react-intl';
import { Link, useParams } from '@tanstack/react-router';
import type { LevelOfCare, Profile, Sourced } from '../../../engine/policy/profile.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Unread } from '../../parts/unread.tsx';
import type { PolicyDocument } from '../../server/replies.ts';
import { useRead } from '../../server/use-read.ts';
import { useSignedIn } from '../../session/use-me.ts';
import { CalendarPart } from './calendar-part.tsx';
import { Clause, RuleCard, timeOfDay } from './rule-card.tsx';
import styles from './page.module.css';

/** What an enrollment runs by, as it can be read: each rule with its deadline, its clause, and whom it tells when. */
export function PolicyPage() {
  const { hash } = useParams({ from: '/policies/$hash' });
  return <Policy hash={hash} />;
}

/** The one in force for whoever comes today, who changes what of it, and the calendar beside it. */
export function PolicyInForcePage() {
  const { agency } = useSignedIn();
  return (
    <Policy hash={agency.policy.profileHash}>
      <p>
        <FormattedMessage id="policy.inForce" />{' '}
        <Link to="/policies/$hash" params={{ hash: agency.policy.calendarHash }}>
          <FormattedMessage id="policy.itsCalendar" />
        </Link>
      </p>
    </Policy>
  );
}

function Policy({ hash, children }: React.PropsWithChildren<{ hash: string }>) {
  const { reply, problem } = useRead<PolicyDocument>(`/policies/${hash}`);
  if (!reply) return <Unread problem={problem} />;
  return (
    <>
      <h1>
        <FormattedMessage id={`policy.${reply.kind}`} values={{ name: reply.name }} />
      </h1>
      {problem && <ProblemBox problem={problem} />}
      {children}
      <p className={styles['quiet']}>
        <FormattedMessage id="policy.hash" values={{ hash }} />
      </p>
      {reply.kind === 'profile' && <ProfilePart profile={reply.content as Profile} />}
      {reply.kind === 'calendar' && <CalendarPart content={reply.content} />}
      {(reply.kind === 'staff-policy' || reply.kind === 'acuity-instrument') && (
        <pre className={styles['raw']} tabIndex={0}>
          {JSON.stringify(reply.content, null, 2)}
        </pre>
      )}
    </>
  );
}

const numbers = [
  ...(['holdAtMostDays', 'reopenWithinDays', 'enteredLateAfterDays'] as const),
  ...([
    'extensionNeedsAcuityWithinDays',
    'providerVerifiedWithinDays',
    'stabilizationDays',
    'releaseAtMostDays',
  ] as const),
  'appealWithinBusinessDays' as const,
];
const times = ['businessDayEnds', 'mailAt'] as const;

function ProfilePart({ profile }: { profile: Profile }) {
  return (
    <>
      <section aria-labelledby="levels">
        <h2 id="levels" className={styles['section']}>
          <FormattedMessage id="policy.levels" />
        </h2>
        <ul className={styles['lines']}>
          {profile.levels.map((level) => (
            <Level key={level.id} level={level} />
          ))}
        </ul>
      </section>
      <section aria-labelledby="rules">
        <h2 id="rules" className={styles['section']}>
          <FormattedMessage id="policy.rules" values={{ count: profile.rules.length }} />
        </h2>
        <ul className={styles['list']}>
          {profile.rules.map((rule) => (
            <li key={rule.kind}>
              <RuleCard {...{ rule, profile }} />
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="numbers">
        <h2 id="numbers" className={styles['section']}>
          <FormattedMessage id="policy.numbers" />
        </h2>
        <ul className={styles['lines']}>
          {numbers.map((name) => (
            <Numbered key={name} {...{ name }} number={profile[name]} />
          ))}
          {times.map((name) => (
            <Numbered key={name} {...{ name }} number={profile[name]} isTime />
          ))}
        </ul>
      </section>
    </>
  );
}

function Level({ level }: { level: LevelOfCare }) {
  const { title, caseload } = level;
  return (
    <li>
      <strong>{title}</strong>: <FormattedMessage id="policy.caseload" values={{ count: caseload.value }} />{' '}
      <Clause {...caseload} />
    </li>
  );
}

type NumberProps = { name: string; number: Sourced<number> | undefined; isTime?: boolean };

function Numbered({ name, number, isTime = false }: NumberProps) {
  if (!number) return null;
  return (
    <li>
      <FormattedMessage id={`policy.number.${name}`} />:{' '}
      <strong>{isTime ? timeOfDay(number.value) : number.value}</strong> <Clause {...number} />
    </li>
  );
}
