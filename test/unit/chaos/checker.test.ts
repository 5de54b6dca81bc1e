import type { StepFacts } from '../../../src/engine/record/steps/index.ts';
import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../../chaos/check/evidence.ts';
import { check } from '../../../chaos/check/check.ts';
import { crisisMark } from '../../../src/features/crisis/pages.ts';
import type { ClockFacts } from '../../../src/engine/record/events.ts';
import { answerless, enrollmentId, failing, healthy, said, streamOf, the } from './support.ts';

const streams = 'streams without gaps or doubles';
const acknowledged = 'acknowledged: there once, as acknowledged';
const refused = 'refused: not there';
const takenIn = 'taken in: there once, or refused and told';
const unknown = 'unknown: there once or not at all';
const clean = 'answers agree and are clean';
const once = 'deadlines and rungs: each raised once';
const due = 'deadlines and rungs: what was due, nothing else';
const late = 'deadlines met late: each raised as missed';
const told = 'notifications: one row each';
const out = 'messages: none lost, none early';
const repeats = 'messages: repeats no more than faults';
const fold = 'read model: the fold of the events';
const accounting = 'disclosures: each that left has its row, and each row left';
const workflows = 'workflows: none stuck, missing or behind';
const pages = 'crises: each page once, down the chain';
const crises = 'crises: their workflows run while nobody answers, and end then';
const revisions = 'documents: revisions without gaps or doubles';
const documents = 'documents: there as acknowledged';
const consents = 'referrals sent: each under a release that held';
const units = 'authorizations: never used past their units';
const sums = 'fund: adds up, and never below zero';
const entries = 'fund: entered once, as acknowledged';
const payments = 'fund: each payment with its one step, or given back';
const acts = 'team: acts there once, as acknowledged';
const away = 'team: nobody away twice, no cover away';
const moves = 'team: each move once, as it is said';
const histories = 'what Temporal says was recorded is on record';

const filesTold = 'files: there as answered, to the last byte';
const filesWhole = 'files: whole, or left by their sender';

/** What the planted fault makes fail, among possibly others. */
type Planted = [string, string, (evidence: Evidence) => void];

const planted: Planted[] = [
  ['an acknowledged step that is not there', acknowledged, (evidence) => removeCommand(evidence, 'contact')],
  ['a command that is there twice', acknowledged, (evidence) => append(evidence, 'assign')],
  ['an event number that is there twice', streams, (evidence) => double(evidence, 'assign')],
  ['a gap in the stream', streams, (evidence) => void streamOf(evidence).splice(2, 1)],
  [
    'an event that follows another than the one before it',
    streams,
    (evidence) => void (the(streamOf(evidence), ({ seq }) => seq === 3).prevSeq = 1),
  ],
  [
    'an enrollment that claims more events than it has',
    streams,
    (evidence) => void (the(evidence.enrollments, () => true).version += 1),
  ],
  [
    'another fact than was sent',
    acknowledged,
    (evidence) => void Object.assign(stepOf(evidence, 'contact').facts, { mode: 'phone' }),
  ],
  [
    'other words than were sent',
    acknowledged,
    (evidence) => void (stepOf(evidence, 'contact').details = { note: 'Somebody else said this.' }),
  ],
  [
    'a receipt that names another version',
    acknowledged,
    ({ answers }) => {
      const { receipt } = the(answers, ({ key }) => key === 'assign');
      if (receipt) receipt.version += 1;
    },
  ],
  [
    'a refused step that is there',
    refused,
    ({ answers }) => {
      const answer = the(answers, ({ key }) => key === 'contact');
      Object.assign(answer, { outcome: 'refused', receipt: null, given: [said(409)] });
    },
  ],
  [
    'an unknown one that is there half',
    unknown,
    (evidence) => {
      Object.assign(
        the(evidence.answers, ({ key }) => key === 'contact'),
        { outcome: 'unknown', given: [said(503)] },
      );
      Object.assign(stepOf(evidence, 'contact'), { commandId: 'somebody-else' });
    },
  ],
  [
    'one that was taken in and is nowhere',
    takenIn,
    ({ answers }) => void answers.push({ ...answerless('waits'), outcome: 'taken-in', given: [said(202)] }),
  ],
  [
    'one that was taken in, refused later, and its author not told',
    takenIn,
    ({ answers, pending }) => {
      answers.push({ ...answerless('waits'), outcome: 'taken-in', given: [said(202)] });
      pending.push({ id: '1', enrollmentId, commandId: 'waits', state: 'refused' });
    },
  ],
  [
    'the same request refused and acknowledged',
    clean,
    ({ answers }) => void the(answers, ({ key }) => key === 'assign').given.push(said(409)),
  ],
  [
    'a copy refused by the state in which another was recorded',
    clean,
    (evidence) =>
      void the(evidence.answers, ({ key }) => key === 'contact').given.push(
        said(409, false, stepOf(evidence, 'contact').seq - 1),
      ),
  ],
  [
    'a fault of ours for an answer',
    clean,
    ({ answers }) => void the(answers, () => true).given.unshift(said(500)),
  ],
  [
    'a senseless request acknowledged',
    clean,
    ({ answers }) => void (the(answers, ({ key }) => key === 'assign').nonsense = true),
  ],
  ['a miss that is raised twice', once, (evidence) => repeatClock(evidence, 'DeadlineMissed')],
  ['a rung that is raised twice', once, (evidence) => repeatClock(evidence, 'RungRaised')],
  ['a deadline that passed and was not raised', due, (evidence) => truncateFrom(evidence, 'DeadlineMissed')],
  [
    'a rung that stands for another instant',
    due,
    (evidence) => void (the(streamOf(evidence), ({ type }) => type === 'RungRaised').occurredAt += 1),
  ],
  [
    'a deadline met late that nobody called missed',
    late,
    (evidence) => {
      for (const event of streamOf(evidence))
        if ('clock' in event && event.clock.type === 'DeadlineMissed')
          event.clock = { ...event.clock, due: 0 };
    },
  ],
  ['a notification that was not written', told, ({ notifications }) => void notifications.shift()],
  [
    'a notification that is there twice',
    told,
    ({ notifications }) => void notifications.push(the(notifications, () => true)),
  ],
  [
    'a notification that nothing caused',
    told,
    ({ notifications }) =>
      void notifications.push({ ...the(notifications, () => true), id: 'out/of/nothing' }),
  ],
  [
    'a notification for somebody else',
    told,
    ({ notifications }) => void (the(notifications, () => true).audience = 'payer'),
  ],
  ['a delivery that was not written', told, ({ deliveries }) => void deliveries.pop()],
  ['a mail that never arrived', out, (evidence) => void (evidence.mails = evidence.mails.slice(1))],
  [
    'a mail that failed and was put off',
    out,
    ({ deliveries, at }) => {
      Object.assign(
        the(deliveries, ({ state }) => state === 'sent'),
        { state: 'failing', notBefore: at + 60_000 },
      );
    },
  ],
  [
    'a mail that is due and waits',
    out,
    ({ deliveries }) => void (the(deliveries, ({ state }) => state === 'sent').state = 'failing'),
  ],
  ['a page that never arrived', out, (evidence) => void (evidence.calls = evidence.calls.slice(1))],
  [
    'a mail that came before its time',
    out,
    (evidence) => void (evidence.mails = evidence.mails.map((mail) => ({ ...mail, at: mail.at - 10_000 }))),
  ],
  [
    'a mail of which the record knows nothing',
    out,
    (evidence) =>
      void (evidence.mails = [...evidence.mails, { id: 'stray', at: evidence.at - 1, mail: 1_000 }]),
  ],
  ['a page with a wrong signature', out, (evidence) => void (evidence.forgedCalls = 1)],
  [
    'more repeats than anything explains',
    repeats,
    (evidence) => {
      const again = evidence.mails.slice(0, 2).map((mail, i) => ({ ...mail, mail: 1_000 + i }));
      evidence.mails = [...evidence.mails, ...again];
    },
  ],
  ['a read model that is not the fold', fold, (evidence) => void evidence.readModelDifferences.push('stage')],
  ['something that left without a row', accounting, (evidence) => void evidence.accounting.faults.push('it')],
  ['a workflow that is missing', workflows, (evidence) => void (evidence.workflows = [])],
  ['a workflow behind its record', workflows, ({ workflows: [one] }) => void (one && (one.version = 2))],
  ['a workflow ahead of its record', workflows, ({ workflows: [one] }) => void (one && (one.version = 999))],
  ['a workflow that failed', workflows, ({ workflows: [one] }) => void (one && (one.status = 'FAILED'))],
  [
    'a workflow that does not answer',
    workflows,
    ({ workflows: [one] }) => void (one && (one.version = null)),
  ],
  [
    'a workflow task that fails again and again',
    workflows,
    ({ workflows: [one] }) => void (one && (one.taskAttempts = 4)),
  ],
  [
    'a workflow whose last task failed',
    workflows,
    ({ workflows: [one] }) => void (one && (one.lastTaskFailed = 'why')),
  ],
  [
    'a workflow that waits for an activity',
    workflows,
    ({ workflows: [one] }) => void (one && (one.pendingActivities = 1)),
  ],
  [
    'a workflow for nothing on record',
    workflows,
    (evidence) => {
      const [one] = evidence.workflows;
      if (one) evidence.workflows.push({ ...one, enrollmentId: 'stray', recordedCommands: [] });
    },
  ],
  [
    'a step that only its history knows',
    histories,
    ({ workflows: [one] }) => void one?.recordedCommands.push('vanished'),
  ],
  [
    'a referral sent under a release to somebody else',
    consents,
    (evidence) => spoil(evidence, 'release', { recipient: 'vliet' }),
  ],
  [
    'a referral sent under a release for something else',
    consents,
    (evidence) => spoil(evidence, 'release', { purpose: 'monitoring' }),
  ],
  [
    'a referral that tells more than was agreed',
    consents,
    (evidence) => spoil(evidence, 'release', { content: ['identity'] }),
  ],
  [
    'a referral sent after its release had run out',
    consents,
    (evidence) => spoil(evidence, 'release', { expiresOn: '2037-03-01' }),
  ],
  [
    'a referral sent under no release',
    consents,
    (evidence) => spoil(evidence, 'sent', { release: 'choice' }),
  ],
  [
    'a referral sent after its release was taken back',
    consents,
    (evidence) => replace(evidence, 'choice', { type: 'revokeRelease', about: 'release' }),
  ],
  ['more used than was granted', units, (evidence) => spoil(evidence, 'service', { units: 5 })],
  ['less granted than is used', units, (evidence) => spoil(evidence, 'decision', { units: 2 })],
  [
    'a decision voided under what is used',
    units,
    (evidence) => replace(evidence, 'answer', { type: 'voidStep', step: 'decision' }),
  ],
  [
    'a page of a crisis that is missing',
    pages,
    (evidence) => void evidence.notifications.splice(evidence.notifications.indexOf(pageOf(evidence, 1)), 1),
  ],
  [
    'a page to somebody else than the chain says',
    pages,
    (evidence) => void (pageOf(evidence, 2).audience = 'quality-office'),
  ],
  ['a page before its time', pages, (evidence) => void (pageOf(evidence, 2).raisedAt -= 5_000)],
  [
    'a page long after somebody was on it',
    pages,
    (evidence) => void (pageOf(evidence, 2).raisedAt += 90_000),
  ],
  [
    'a page that nobody is sent',
    pages,
    (evidence) =>
      void evidence.deliveries.splice(
        evidence.deliveries.findIndex(({ notificationId }) => notificationId === pageOf(evidence, 2).id),
        1,
      ),
  ],
  [
    'a crisis that nobody was paged about',
    crises,
    (evidence) => {
      evidence.notifications = evidence.notifications.filter(({ id }) => !id.includes('/crisis-'));
      stepOf(evidence, 'crisis').recordedAt -= 60_000;
    },
  ],
  [
    'pages for no crisis on record',
    pages,
    (evidence) => void (pageOf(evidence, 1).id = `${enrollmentId}/crisis-0123456789abcdef/1`),
  ],
  [
    'a crisis that nobody has answered and nobody works at',
    crises,
    (evidence) => replace(evidence, 'answer', { type: 'consultSupervisor' }),
  ],
  [
    'a crisis whose workflow never ends',
    crises,
    ({ crises: [one] }) => void (one && (one.status = 'RUNNING')),
  ],
  ['a crisis whose workflow failed', crises, ({ crises: [one] }) => void (one && (one.status = 'FAILED'))],
  [
    'a crisis workflow for nothing on record',
    crises,
    ({ crises: list }) =>
      void list.push({ enrollmentId, mark: 'f'.repeat(16), status: 'RUNNING', taskAttempts: 0 }),
  ],
  ['a revision that is missing', revisions, ({ documents: [one] }) => void one?.revisions.shift()],
  [
    'a document that claims more revisions than it has',
    revisions,
    ({ documents: [one] }) => void (one && (one.revision = 3)),
  ],
  [
    'an acknowledged revision that is not there',
    documents,
    ({ documents: [one] }) => void one?.revisions.pop(),
  ],
  [
    'a revision with other words than were sent',
    documents,
    ({ documents: [one] }) =>
      one?.revisions.forEach((revision) => (revision.content = { ways: ['nowhere'] })),
  ],
  [
    'a revision as somebody else’s',
    documents,
    ({ documents: [one] }) => one?.revisions.forEach((revision) => (revision.by = 'nobody')),
  ],
  [
    'a request that was written twice',
    documents,
    ({ documents: [one] }) => one?.revisions.forEach((revision) => (revision.commandId = 'where')),
  ],
  [
    'a refused document that is there',
    documents,
    ({ answers }) =>
      void Object.assign(
        the(answers, ({ key }) => key === 'where'),
        { outcome: 'refused', given: [said(409)] },
      ),
  ],
  ['a fund that does not add up', sums, (evidence) => void (entryOf(evidence, 'payment').balanceCents += 1)],
  ['a fund below zero', sums, ({ fund }) => fund.forEach((entry) => (entry.balanceCents -= 5_000))],
  ['a fund with a gap', sums, ({ fund }) => void (the(fund, ({ seq }) => seq === 4).seq = 5)],
  [
    'more given back than was paid',
    sums,
    ({ fund }) => {
      const last = the(fund, ({ seq }) => seq === 4);
      fund.push({ ...last, seq: 5, commandId: 'again', balanceCents: last.balanceCents + 1_500 });
    },
  ],
  ['an absence that is lost', acts, ({ team }) => void team.absences.shift()],
  [
    'a shift that is made twice',
    acts,
    ({ team }) => void team.rota.push(structuredClone(the(team.rota, () => true))),
  ],
  [
    'a shift of somebody else',
    acts,
    ({ team }) => team.rota.forEach(({ shifts }) => shifts.forEach((one) => (one.staff = 'nobody'))),
  ],
  [
    'a refused shift that is there',
    acts,
    ({ team }) => void team.rota.push({ commandId: 'refused-shift', act: 'make', shifts: [] }),
  ],
  ['a move of another client than was asked', acts, ({ team }) => void team.moves[0]?.items.pop()],
  [
    'somebody away twice at once',
    away,
    ({ team }) => team.absences.forEach((one) => (one.staff = 'coordinator')),
  ],
  ['a cover who is away', away, ({ team }) => team.absences.forEach((one) => (one.until = null))],
  ['a move that has not ended', moves, ({ team }) => team.moves.forEach((one) => (one.ended = false))],
  [
    'a move that is said and not on record',
    moves,
    ({ team }) => team.moves.forEach(({ items }) => items.forEach((one) => (one.state = 'moved'))),
  ],
  [
    'a move on record that is said to be refused',
    moves,
    ({ team }) => team.moves.forEach(({ items }) => items.forEach((one) => (one.state = 'refused'))),
  ],
  [
    'a client who went to somebody else',
    moves,
    ({ team }) => team.moves.forEach(({ items }) => items.forEach((one) => (one.to = 'nobody'))),
  ],
  ['a deposit that is lost', entries, ({ fund }) => void fund.shift()],
  [
    'a deposit that is entered twice',
    entries,
    (evidence) => void evidence.fund.push({ ...entryOf(evidence, 'deposit'), seq: 5, balanceCents: 16_000 }),
  ],
  ['a deposit of another amount', entries, (evidence) => void (entryOf(evidence, 'deposit').amountCents = 1)],
  [
    'an entry that nobody asked for',
    entries,
    (evidence) => void (entryOf(evidence, 'deposit').commandId = 'stray'),
  ],
  ['an entry as somebody else’s', entries, (evidence) => void (entryOf(evidence, 'payment').by = 'nobody')],
  [
    'an entry that its author was told otherwise of',
    entries,
    ({ answers }) => {
      const answer = the(answers, ({ key }) => key === 'payment');
      if (answer.entry) answer.entry = { ...answer.entry, balanceCents: 1 };
    },
  ],
  [
    'a payment that was refused and made',
    entries,
    ({ answers }) =>
      void Object.assign(
        the(answers, ({ key }) => key === 'payment'),
        { outcome: 'refused', given: [said(409)], entry: null },
      ),
  ],
  [
    'a payment that was made and then denied',
    entries,
    ({ answers }) => void the(answers, ({ key }) => key === 'payment').given.push(said(409)),
  ],
  [
    'a payment that is made anew when it is asked again',
    entries,
    ({ answers }) => void the(answers, ({ key }) => key === 'payment').given.push(said(202)),
  ],
  [
    'a payment whose step was never taken in',
    payments,
    (evidence) =>
      void (evidence.pending = evidence.pending.filter(({ commandId }) => commandId !== 'payment')),
  ],
  ['a payment whose step is not on record', payments, (evidence) => removeCommand(evidence, 'payment')],
  [
    'a payment whose step says another amount',
    payments,
    (evidence) => spoil(evidence, 'payment', { amountCents: 40 }),
  ],
  ['a payment with two steps', payments, (evidence) => append(evidence, 'payment')],
  [
    'a payment that was recorded and given back',
    payments,
    ({ fund }) => void (the(fund, ({ kind }) => kind === 'reversal').about = 'payment'),
  ],
  ['a payment that was refused and never given back', payments, ({ fund }) => void fund.pop()],
  [
    'a payment that was refused and is on record',
    payments,
    ({ pending }) => void (the(pending, ({ commandId }) => commandId === 'payment').state = 'refused'),
  ],
  [
    'a step that says something was paid, and nothing was',
    payments,
    (evidence) => spoil(evidence, 'payment', { entry: 'never-entered' }),
  ],
  ['a file that was kept and is gone', filesTold, ({ files }) => void files.shift()],
  ['a file that is another than was sent', filesTold, ({ files }) => void (fileOf(files).sha256 = 'another')],
  ['a file that does not open', filesTold, ({ files }) => void (fileOf(files).opens = false)],
  [
    'a file that was refused and is there',
    filesTold,
    ({ files }) => void files.push({ ...fileOf(files), id: 'gone' }),
  ],
  ['a file of which a part is gone', filesWhole, ({ files }) => void (fileOf(files).parts = 1)],
  ['a file that lies there in half', filesWhole, ({ files }) => void (fileOf(files).kept = false)],
];

const fileOf = (files: Evidence['files']) => the(files, ({ id }) => id === 'kept');

describe('the checker', () => {
  it('finds nothing wrong with a run in which all went well, and looked at something in every check', () => {
    const evidence = healthy();
    expect(failing(evidence)).toEqual([]);
    // Transfers have two records, and a run of their own in their test.
    const idle = check(evidence).filter(
      ({ name, examined }) => examined === 0 && !name.startsWith('transfers:'),
    );
    expect(idle).toEqual([]);
  });

  it.each(planted)('sees %s', (_what, name, plant) => {
    const evidence = healthy();
    plant(evidence);
    expect(failing(evidence)).toContain(name);
  });

  it('takes a copy that was refused before something else happened for refused rightly', () => {
    const evidence = healthy();
    const { seq } = stepOf(evidence, 'contact');
    expect(seq).toBeGreaterThan(1);
    the(evidence.answers, ({ key }) => key === 'contact').given.push(said(409, false, seq - 2));
    expect(failing(evidence)).toEqual([]);
  });

  it('takes a copy that came to the payer before the request did for one of which nothing is said', () => {
    const evidence = healthy();
    const decided = the(evidence.answers, ({ asked }) => asked[0]?.type === 'decideAuthorization');
    decided.given.unshift({ ...said(404), code: 'not-found' });
    expect(failing(evidence)).toEqual([]);
    the(evidence.answers, ({ key }) => key === 'contact').given.unshift({ ...said(404), code: 'not-found' });
    expect(failing(evidence)).toEqual([clean]);
  });

  it('takes an announcement that was withdrawn and made again for one', () => {
    const evidence = healthy();
    const miss = the(streamOf(evidence), ({ type }) => type === 'DeadlineMissed');
    if (!('clock' in miss) || miss.clock.type !== 'DeadlineMissed') throw new Error('no miss');
    const { key, kind, due: at } = miss.clock;
    const clock: ClockFacts = { type: 'EscalationWithdrawn', key, kind, due: at, told: [] };
    streamOf(evidence).push({ ...miss, type: 'EscalationWithdrawn', clock }, { ...miss });
    expect(failing(evidence)).not.toContain(once);
  });

  it('takes a page of a crisis for caused by the report of that crisis, taken in or recorded, and of no other', () => {
    const evidence = healthy();
    const id = `${enrollmentId}/crisis-${crisisMark('report')}/1`;
    evidence.notifications.push({ ...pageOf(evidence, 1), id });
    const at = pageOf(evidence, 1).raisedAt;
    const sent = { notificationId: id, state: 'sent', notBefore: at };
    evidence.deliveries.push({ ...sent, id: `${id}/mail`, channel: 'mail' });
    evidence.deliveries.push({ ...sent, id: `${id}/webhook`, channel: 'webhook' });
    evidence.mails = [...evidence.mails, { id: `${id.replaceAll('/', '.')}.mail`, at, mail: 1_000 }];
    evidence.calls = [...evidence.calls, { id: `${id}/webhook`, at, mail: 1_000 }];
    expect(failing(evidence)).toEqual([pages]);
    evidence.pending.push({ id: '1', enrollmentId, commandId: 'report', state: 'recorded' });
    expect(failing(evidence)).toEqual([]);
  });

  it('takes a step that was taken in and recorded for recorded', () => {
    const evidence = healthy();
    const answer = the(evidence.answers, ({ key }) => key === 'contact');
    Object.assign(answer, { outcome: 'taken-in', receipt: null, given: [said(202)] });
    evidence.pending.push({ id: '1', enrollmentId, commandId: 'contact', state: 'recorded' });
    expect(failing(evidence)).toEqual([]);
  });
});

function stepOf(evidence: Evidence, commandId: string) {
  const event = the(streamOf(evidence), (one) => one.commandId === commandId && 'facts' in one);
  if (!('facts' in event)) throw new Error('no step');
  return event;
}

/** Another fact than was judged. */
function spoil(evidence: Evidence, commandId: string, facts: object): void {
  Object.assign(stepOf(evidence, commandId).facts, facts);
}

function replace(evidence: Evidence, commandId: string, facts: StepFacts): void {
  stepOf(evidence, commandId).facts = facts;
}

function pageOf({ notifications }: Evidence, page: number) {
  return the(notifications, ({ id }) => id.includes('/crisis-') && id.endsWith(`/${page}`));
}

function entryOf({ fund }: Evidence, id: string) {
  return the(fund, ({ commandId }) => commandId === id);
}

function removeCommand(evidence: Evidence, commandId: string): void {
  const kept = streamOf(evidence).filter((event) => event.commandId !== commandId);
  evidence.streams.set(enrollmentId, kept);
}

/** As a blind append behind a workflow that has gone on does it: the same step under later numbers. */
function append(evidence: Evidence, commandId: string): void {
  const events = streamOf(evidence);
  const seq = events.length + 1;
  events.push({ ...stepOf(evidence, commandId), seq, prevSeq: seq - 1 });
}

/** As a blind append does it that is run twice: the same event under the same number. */
function double(evidence: Evidence, commandId: string): void {
  const events = streamOf(evidence);
  events.splice(events.indexOf(stepOf(evidence, commandId)), 0, { ...stepOf(evidence, commandId) });
}

function repeatClock(evidence: Evidence, type: string): void {
  const events = streamOf(evidence);
  const seq = events.length + 1;
  const first = the(events, (event) => event.type === type);
  events.push({ ...first, seq, prevSeq: seq - 1, commandId: 'clock-again', index: 0 });
}

function truncateFrom(evidence: Evidence, type: string): void {
  const events = streamOf(evidence);
  events.length = events.findLastIndex((event) => event.type === type);
}
