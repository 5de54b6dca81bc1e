import { useEffect, useRef, useState } from 'react';
import { FormattedList, FormattedMessage, useIntl } from 'react-intl';
import { type DisclosureLaw, disclosureLaws } from '../../../engine/record/steps/disclosures.ts';
import { type ReleasePurpose, releasePurposes } from '../../../engine/record/steps/releases.ts';
import type { Disclosure } from '../../../features/disclosures/disclosure.ts';
import { whyNot } from '../../../features/disclosures/gate.ts';
import { lawAllows } from '../../../features/disclosures/laws.ts';
import { paperTells } from '../../../features/papers/handed-out.ts';
import { referralOf, referralRegister } from '../../../features/referrals/state.ts';
import { transmitted } from '../../../features/referrals/transmittal.ts';
import { useDraft } from '../../device/use-vault.ts';
import { FormFrame } from '../../forms/frame.tsx';
import { WhomSelect } from '../../forms/steps/disclosed-part.tsx';
import type { Known } from '../../forms/steps/fields.ts';
import { chosenOf, registerOf, releaseWords, tellingReads, whomOf } from '../../forms/steps/telling.ts';
import { useKnown } from '../../forms/steps/use-known.ts';
import { TypedField } from '../../forms/typed-field.tsx';
import { Choice } from '../../parts/choice.tsx';
import { PaperLinks } from '../../parts/paper-links.tsx';
import { PurposeSelect } from '../../parts/purpose-select.tsx';
import { Unread } from '../../parts/unread.tsx';
import type { Accounting, Papers } from '../../server/replies.ts';
import { useAnswer } from '../../server/use-read.ts';
import { useJudging } from '../../server/use-judging.ts';
import { now } from '../../time/now.ts';
import formStyles from '../../forms/form.module.css';

type Paper = Pick<Papers['items'][number], 'paper' | 'of'>;
type Props = Paper & { enrollmentId: string; client: string; title: string; onDone: () => void };
type Words = {
  to: string;
  name: string;
  release: string;
  law: DisclosureLaw | null;
  purpose: ReleasePurpose | '';
  note: string;
};

const nobody: Words = { to: '', name: '', release: '', law: null, purpose: '', note: '' };

/** A copy for somebody: who gets it, and what lets it leave (RF-3). On record first, and printed after that, with its notice. */
export function HandOutForm(props: Props) {
  const { enrollmentId, client } = props;
  const judging = useJudging(enrollmentId);
  const [opened] = useState(() => now());
  const of = { form: { reads: tellingReads }, duty: null, about: null, opened };
  const known = useKnown({ ...of, enrollmentId, client, judging });
  return known ? <Asked {...props} known={known} /> : <Unread problem={null} />;
}

function Asked({ paper, of, enrollmentId, client, title, known, onDone }: Props & { known: Known }) {
  const intl = useIntl();
  const at = `/enrollments/${enrollmentId}/papers/${paper}`;
  const { ask, reply: left, problem, isAsking } = useAnswer<Accounting['items'][number]>(`${at}/hand-outs`);
  const { words, write, discard } = useDraft(`hand-out/${enrollmentId}/${paper}/${of}`, nobody);
  useEffect(() => {
    if (left) discard();
  });
  const labels = whomOf(known).flatMap(({ options }) => options);
  const called = words.name.trim() || (labels.find(({ value }) => value === words.to)?.label ?? '');
  if (left) return <Given {...{ paper, of, at, called, onDone }} id={left.disclosureId} />;

  const set = (changed: Partial<Words>) => write({ ...words, ...changed });
  // A referral tells no payer where its plan names none.
  const referral = paper === 'referral-form' ? referralOf(referralRegister(known.steps), of) : undefined;
  const content = referral ? transmitted(referral.made.facts) : (paperTells[paper] ?? []);
  const to = chosenOf(words.to);
  const leaving: Disclosure | null = to && {
    ...{ way: 'handed-out', to, purposes: releasePurposes, content, items: [] },
  };
  const register = registerOf(known);
  const releases = register.releases.filter(
    ({ id }) => leaving && whyNot(register, leaving, { release: id }, known.at) === null,
  );
  const release = releases.find(({ id }) => id === words.release) ?? releases[0];
  const laws = leaving && !release ? disclosureLaws.filter((law) => lawAllows(law, leaving)) : [];
  const law = laws.find((one) => one === words.law) ?? (laws.length === 1 ? laws[0] : undefined);
  const mayLeave = release !== undefined || laws.length > 0;

  function give(): void {
    const allowedBy = release
      ? { ground: 'release', release: release.id }
      : { ground: 'law', law, note: words.note.trim() };
    const name = words.name.trim();
    const named = name === '' ? {} : { recipientName: name };
    ask({ of, to, ...named, purpose: release?.purpose ?? words.purpose, allowedBy });
  }

  return (
    <FormFrame
      title={title}
      problem={problem}
      onSubmit={() => {
        if (mayLeave) give();
      }}
      onClose={onDone}
      buttons={
        mayLeave && (
          <button type="submit" className="main-action" disabled={isAsking}>
            <FormattedMessage id="handOut.give" />
          </button>
        )
      }
    >
      <p className={formStyles['leaves']}>
        <span>
          <FormattedMessage id="handOut.tells" values={{ client }} />{' '}
          <FormattedList
            type="unit"
            value={content.map((one) => intl.formatMessage({ id: `option.content.${one}` }))}
          />
        </span>
      </p>
      <label className={formStyles['words']}>
        <FormattedMessage id="handOut.whom" />
        <WhomSelect value={words.to} known={known} onChange={(chosen) => set({ to: chosen })} />
      </label>
      {(to?.kind === 'role' || to?.kind === 'payer') && (
        <TypedField
          {...{ label: 'handOut.name', optional: true, required: false, maxLength: 200 }}
          value={words.name}
          onChange={(name) => set({ name })}
        />
      )}
      <div className={formStyles['rows']} aria-live="polite">
        {release && releases.length === 1 && (
          <p className={formStyles['leaves']}>
            <FormattedMessage id="disclosed.covered" values={{ release: releaseWords(release, known) }} />
          </p>
        )}
        {release && releases.length > 1 && (
          <Choice
            name={`release ${of}`}
            label="handOut.release"
            say={(id) => {
              const one = releases.find((each) => each.id === id);
              return one ? releaseWords(one, known) : null;
            }}
            options={releases.map(({ id }) => id)}
            value={release.id}
            onChange={(chosen) => set({ release: chosen })}
          />
        )}
        {laws.length > 0 && (
          <Choice
            name={`law ${of}`}
            label="handOut.law"
            words="disclosed.ground"
            required
            options={laws}
            value={law ?? null}
            onChange={(chosen) => set({ law: chosen })}
          />
        )}
        {leaving && !mayLeave && (
          <p className={formStyles['leaves']}>
            <FormattedMessage id="handOut.nothing" />
          </p>
        )}
      </div>
      {laws.length > 0 && (
        <>
          <PurposeSelect value={words.purpose} onChange={(purpose) => set({ purpose })} />
          <TypedField
            {...{ label: 'handOut.note', required: true, rows: 2, maxLength: 500 }}
            value={words.note}
            onChange={(note) => set({ note })}
          />
        </>
      )}
    </FormFrame>
  );
}

type GivenProps = Paper & { at: string; id: string; called: string; onDone: () => void };

/** It is on record: now the copy of it can be printed. */
function Given({ paper, of, at, id, called, onDone }: GivenProps) {
  const told = useRef<HTMLParagraphElement>(null);
  useEffect(() => told.current?.focus(), []);
  return (
    <div className={formStyles['rows']}>
      <p ref={told} tabIndex={-1} role="status">
        <FormattedMessage id="handOut.given" values={{ name: called }} />
      </p>
      <p>
        <PaperLinks {...{ paper, of, at }} handedOut={id} />
      </p>
      <button type="button" onClick={onDone}>
        <FormattedMessage id="form.close" />
      </button>
    </div>
  );
}
