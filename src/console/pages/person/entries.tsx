import { IconPaperclip } from '@tabler/icons-react';
import { FormattedMessage, type IntlShape, useIntl } from 'react-intl';
import { ProblemBox } from '../../parts/problem-box.tsx';
import type { Attachment, Attachments, StaffFileOnRecord, StaffMember } from '../../server/replies.ts';
import { useRead } from '../../server/use-read.ts';
import { useSignedIn } from '../../session/use-me.ts';
import type { AgencyTime } from '../../time/format.ts';
import { AttachForm } from '../client-file/attach-form.tsx';
import { AttachedFile } from '../client-file/attached-file.tsx';
import styles from './page.module.css';

type Content = StaffFileOnRecord['content'];
/** `of`: tells it from others of its kind. */
type Entry = { about: string; title: string; of: string; lines: string[] };

/** What is on file about somebody, each entry with the files at it; a lead attaches to those of others. */
export function Entries({ one, time }: { one: StaffMember; time: AgencyTime }) {
  const intl = useIntl();
  const me = useSignedIn();
  const { staffId, name } = one;
  const { reply: file, problem } = useRead<StaffFileOnRecord>(`/staff/${staffId}/file`);
  const at = `/staff/${staffId}/attachments`;
  const { reply: attached, problem: unread } = useRead<Attachments>(at);
  // Nobody vouches for their own file.
  const attaches = me.operations.includes('staff-file:write') && me.staffId !== staffId;
  const entries = file
    ? [...itemsOf(file.content, one, { intl, time }), ...mandatesOf(file.content, { intl, time })]
    : [];
  return (
    <section className={styles['part']} aria-labelledby="entries">
      <h2 id="entries">
        <FormattedMessage id="person.entries" values={{ count: entries.length }} />
      </h2>
      {problem && <ProblemBox problem={problem} />}
      {unread && <ProblemBox problem={unread} />}
      <ul className={styles['entries']}>
        {entries.map(({ about, title, of, lines }) => (
          <li key={about}>
            <h3>{title}</h3>
            {lines.map((line) => (
              <p key={line} className={styles['muted']}>
                {line}
              </p>
            ))}
            {attached?.items
              .filter((each) => each.about === about)
              .map((each) => (
                <div key={each.attachmentId} className={styles['attached']}>
                  <AttachedFile
                    {...{ one: each, at, time }}
                    strikesFor={attaches ? { enrollmentId: staffId, client: name } : null}
                  />
                </div>
              ))}
            {attached && attaches && <AttachTo {...{ at, about, of }} known={attached.items} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function AttachTo(form: { at: string; about: string; of: string; known: readonly Attachment[] }) {
  return (
    <details className="no-print">
      <summary>
        <IconPaperclip size={16} aria-hidden="true" />{' '}
        <FormattedMessage id="attach.title.of" values={{ of: form.of }} />
      </summary>
      <AttachForm {...form} asksWhat={false} />
    </details>
  );
}

type Said = { intl: IntlShape; time: AgencyTime };

function itemsOf({ items }: Content, { asked }: StaffMember, { intl, time }: Said): Entry[] {
  return items.map(({ kind, datedOn, verifiedOn, expiresOn, evidence, withdrawnAt }, i) => {
    const title = asked.find((each) => each.kind === kind)?.title ?? kind;
    const [dated, verified] = [time.date(datedOn), time.date(verifiedOn)];
    const expires = expiresOn === null ? 'none' : time.date(expiresOn);
    return {
      ...{ about: `item.${i + 1}`, title, of: `${title}, ${dated}` },
      lines: [
        intl.formatMessage({ id: 'person.entry.item' }, { dated, verified, expires }),
        intl.formatMessage({ id: 'person.entry.evidence' }, { evidence }),
        ...(withdrawnAt === null ? [] : [intl.formatMessage({ id: 'person.entry.withdrawn' })]),
      ],
    };
  });
}

function mandatesOf({ mandates }: Content, { intl, time }: Said): Entry[] {
  return mandates.map(({ title, dueOn, attended, excusedAt }, i) => {
    const due = time.date(dueOn);
    return {
      ...{ about: `mandate.${i + 1}`, title, of: `${title}, ${due}` },
      lines: [
        attended
          ? intl.formatMessage({ id: 'person.entry.attended' }, { day: time.date(attended.on) })
          : intl.formatMessage({ id: excusedAt ? 'person.entry.excused' : 'person.entry.due' }, { day: due }),
      ],
    };
  });
}
