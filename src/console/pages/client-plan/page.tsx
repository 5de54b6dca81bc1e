import { FormattedMessage, useIntl } from 'react-intl';
import { IconPlus } from '@tabler/icons-react';
import { fullName } from '../../parts/full-name.ts';
import { FilesLink } from '../../parts/files-link.tsx';
import { OverPage } from '../../parts/over-page.tsx';
import { PaperLinks } from '../../parts/paper-links.tsx';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Unread } from '../../parts/unread.tsx';
import type { Overview, PlanList, PlanOnFile, Team } from '../../server/replies.ts';
import { usePlace } from '../../session/place.ts';
import { useSignedIn } from '../../session/use-me.ts';
import { usePart } from '../client/use-client.ts';
import styles from '../client/part.module.css';
import { BeginForm } from './begin-form.tsx';
import { Comparison } from './comparison.tsx';
import { PlanSections } from './sections.tsx';
import { TaskList } from './task-list.tsx';

/** The plan of care: the newest version or an earlier one; a draft is written here, and what it lacks is named; what differs between two. */
export function PlanPage() {
  const intl = useIntl();
  const { operations } = useSignedIn();
  const { id, reply, problem, time } = usePart<PlanList>('plans?limit=50');
  const { reply: overview } = usePart<Overview>('overview');
  const { reply: team } = usePart<Team>('team');
  const [begins, setBegins] = usePlace(`plan/${id}`);
  const [chosen, setChosen] = usePlace(`plan.shown/${id}`);
  const [other, setOther] = usePlace(`plan.beside/${id}`);
  if (!reply || !overview) return <Unread problem={problem} />;
  const client = fullName(overview.client);
  const close = () => setBegins(null);
  const plans = reply.items.filter(({ state }) => state !== 'discarded');
  const plan = plans.find(({ documentId }) => documentId === chosen) ?? plans[0];
  const compared = plans.find(({ documentId }) => documentId === other && documentId !== plan?.documentId);
  const called = ({ content, state, createdAt }: PlanOnFile) =>
    [
      intl.formatMessage({ id: `plan.version.${content.version}` }),
      createdAt === null ? '' : time.day(createdAt),
      intl.formatMessage({ id: `document.${state}` }),
    ].join(', ');
  return (
    <section aria-labelledby="plan">
      <h2 id="plan" className={styles['title']}>
        <FormattedMessage id="client.part.plan" />
      </h2>
      {problem && <ProblemBox problem={problem} />}
      {operations.includes('plan:write') && (
        <button
          type="button"
          className={plan ? undefined : 'main-action'}
          aria-label={intl.formatMessage({ id: 'plan.begin.of' }, { client })}
          onClick={() => setBegins('begin')}
        >
          <IconPlus size={18} aria-hidden="true" /> <FormattedMessage id="plan.begin" />
        </button>
      )}
      {begins !== null && (
        <OverPage label={intl.formatMessage({ id: 'plan.begin.title' }, { client })} onClose={close}>
          <BeginForm
            {...{ enrollmentId: id, client, plans, called, duties: overview.duties }}
            onDone={() => {
              setChosen(null);
              close();
            }}
          />
        </OverPage>
      )}
      {!plan ? (
        <p>
          <FormattedMessage id="plan.none" />
        </p>
      ) : (
        <>
          <p className="print-only">{called(plan)}</p>
          <div className={`${styles['acts']} no-print`}>
            <label>
              <FormattedMessage id="plan.which" />{' '}
              <select value={plan.documentId} onChange={({ target }) => setChosen(target.value)}>
                {plans.map((one) => (
                  <option key={one.documentId} value={one.documentId}>
                    {called(one)}
                  </option>
                ))}
              </select>
            </label>
            {plans.length > 1 && (
              <label>
                <FormattedMessage id="plan.compare" />{' '}
                <select value={other ?? ''} onChange={({ target }) => setOther(target.value)}>
                  <option value="">{intl.formatMessage({ id: 'plan.compare.none' })}</option>
                  {plans
                    .filter(({ documentId }) => documentId !== plan.documentId)
                    .map((one) => (
                      <option key={one.documentId} value={one.documentId}>
                        {called(one)}
                      </option>
                    ))}
                </select>
              </label>
            )}
          </div>
          <p className={styles['acts']}>
            {papersOf(plan).map((paper) => (
              <PaperLinks
                key={paper}
                paper={paper}
                at={`/enrollments/${id}/papers/${paper}`}
                of={plan.documentId}
              />
            ))}
          </p>
          <FilesLink {...{ id, about: plan.documentId, of: called(plan) }} />
          {compared && <Comparison left={compared} right={plan} time={time} />}
          {plan.state === 'draft' && (
            <TaskList
              key={plan.documentId}
              writing={{
                ...{ enrollmentId: id, client, plan },
                members: (team?.household?.content.members ?? []).map((one) => ({
                  value: one.id,
                  label: one.name,
                })),
                coordinator: overview.coordinator?.name ?? '',
                today: time.local(overview.asOf),
              }}
            />
          )}
          <PlanSections plan={plan} time={time} />
        </>
      )}
    </section>
  );
}

/** What of a plan is a paper of its own. */
function papersOf({ content: { sections } }: PlanOnFile) {
  return [
    'care-plan' as const,
    ...(sections.safetyPlan ? (['safety-plan', 'safety-card'] as const) : []),
    ...(sections.transition ? (['transition-plan'] as const) : []),
  ];
}
