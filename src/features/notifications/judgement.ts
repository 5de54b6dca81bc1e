import type { Instant } from '../../engine/calendar/index.ts';
import { type NotificationKind, toldOfErrors } from '../../engine/notifications/notification.ts';
import type { ObligationStatus } from '../../engine/obligations/obligation.ts';

/** Why a message is not sent after all. The inbox shows it with the notification, which stays. */
export const withheldReasons = {
  met: 'What it is about was met before it left.',
  withdrawn: 'What it is about is no longer owed, or the miss it tells of was none.',
  moved: 'The deadline was moved before it left.',
  missed: 'The deadline has passed since: the miss is told instead of the warning.',
  answered: 'Somebody is on it.',
  deceased: 'The client has died.',
  discharged: 'The client was discharged.',
  'entered-in-error': 'The referral was entered in error.',
  'no-longer-theirs': 'The client, or the part it was for, is somebody else’s now.',
  'theirs-again': 'The client has come back to the same coordinator.',
  'never-told': 'What it takes back had never been told.',
  filled: 'Somebody is on call at that time by now.',
  left: 'Whoever it is about, or for, no longer works here.',
} as const;
export type Withheld = keyof typeof withheldReasons;

/** Why its readers were not written to; beside what was judged, what ops decided. */
export const notSentReasons = {
  ...withheldReasons,
  'given-up': 'It could not be sent, and ops have given up on it.',
} as const;
export type NotSent = keyof typeof notSentReasons;

/** The obligation a message is about, as the record has it now. */
export type ObligationNow = {
  due: Instant;
  status: ObligationStatus;
  /** The step that closed it, by its event; null: it is open. */
  closedBy: string | null;
  closed: boolean;
  acknowledged: boolean;
  missWithdrawn: boolean;
  missRaised: boolean;
  /** Kept for what was announced of it, and owed no more. */
  superseded: boolean;
};

/** What a message stands on at the moment at which it would leave. */
export type Ground = {
  kind: NotificationKind;
  audience: string;
  /** Whom it was raised for, or has been handed to since; null: whoever has the part. */
  staffId: string | null;
  due: Instant | null;
  /** Null: about no enrollment, or about one that still waits to be recorded. */
  enrollment: {
    coordinatorId: string | null;
    discharged: boolean;
    deceased: boolean;
    /** The referral was never meant. */
    inError: boolean;
  } | null;
  /** Null: about none, or the record does not know which. */
  obligation: ObligationNow | null;
  /** Of a page about a crisis; null where it is about none, or the crisis still waits to be recorded. */
  crisis: 'unanswered' | 'answered' | 'withdrawn' | null;
  /** Of what takes something back: who had been told it; null where nobody was. */
  told: { staffId: string | null } | null;
  /** Of what is about a member of staff: they have left. */
  subjectLeft: boolean;
  /** Who it is for has left. */
  addresseeLeft: boolean;
  /** Of a gap in the rota: somebody is on shift then. */
  filled: boolean;
  /** Of a page: who is on shift now, in order of rank. */
  onShift: readonly string[];
};

export type Judgement = { send: true; staffId: string | null } | { send: false; because: Withheld };

/**
 * Whether a message still has its ground, and whose it is by now. What the record does not know speaks for sending: a
 * message too many costs a look, one too few may cost a person.
 */
export function judge(ground: Ground): Judgement {
  const because = withheldBecause(ground);
  return because === null ? { send: true, staffId: addresseeOf(ground) } : { send: false, because };
}

function withheldBecause(ground: Ground): Withheld | null {
  const { kind, enrollment, staffId, obligation, told } = ground;
  const gone = enrollment?.deceased ? 'deceased' : enrollment?.discharged ? 'discharged' : null;
  if (enrollment?.inError && !toldOfErrors.some((told) => told === kind)) return 'entered-in-error';
  switch (kind) {
    case 'page':
      return pageBecause(ground);
    case 'warning':
    case 'overdue':
    case 'escalation':
      if (ground.subjectLeft) return 'left';
      if (ground.filled) return 'filled';
      return obligation ? obligationBecause(ground, obligation) : gone;
    case 'request':
    case 'disclosure':
    case 'nobody-fits':
      return obligation ? endOf(ground, obligation) : gone;
    case 'escalation-withdrawn':
      return told === null ? 'never-told' : null;
    case 'assignment':
      if (gone !== null) return gone;
      return enrollment && staffId !== null && enrollment.coordinatorId !== staffId
        ? 'no-longer-theirs'
        : null;
    case 'handed-over':
      if (ground.addresseeLeft) return 'left';
      return enrollment && enrollment.coordinatorId === staffId ? 'theirs-again' : gone;
    case 'system-assigned':
    case 'files-linked':
    case 'files-parted':
      return gone;
    case 'reopening-asked':
      return enrollment && !enrollment.discharged ? 'met' : null;
    case 'decision':
      // The payer's word counts for what was given before a discharge as well.
      return enrollment?.deceased ? 'deceased' : null;
    case 'rota':
    case 'staff-changed':
    case 'swap':
      return ground.addresseeLeft ? 'left' : null;
    case 'entered-in-error':
    case 'hire':
    case 'report':
    case 'step-refused':
    case 'break-glass':
    case 'file-infected':
      return null;
  }
}

function pageBecause(ground: Ground): Withheld | null {
  const { obligation, crisis } = ground;
  if (crisis === 'answered' || obligation?.acknowledged) return 'answered';
  if (crisis === 'withdrawn') return 'withdrawn';
  return obligation ? endOf(ground, obligation) : null;
}

function obligationBecause(ground: Ground, obligation: ObligationNow): Withheld | null {
  const ended = endOf(ground, obligation);
  if (ended !== null) return ended;
  if (ground.due !== null && obligation.due !== ground.due) return 'moved';
  if (ground.kind === 'warning')
    return obligation.missRaised && !obligation.missWithdrawn && ground.audience === 'coordinator'
      ? 'missed'
      : null;
  return obligation.missWithdrawn ? 'withdrawn' : null;
}

/** How an obligation came to its end in a way that leaves nothing to tell; a miss stays one, met late or not. */
function endOf({ kind, enrollment }: Ground, obligation: ObligationNow): Withheld | null {
  const { closed, closedBy, status, superseded } = obligation;
  if (superseded) return 'withdrawn';
  if (!closed) return null;
  if (closedBy === 'Discharged') return enrollment?.deceased ? 'deceased' : 'discharged';
  const ofMiss = kind === 'overdue' || kind === 'escalation';
  if (ofMiss && (status === 'met-late' || status === 'overdue')) return null;
  return status === 'cancelled' || status === 'overdue' ? 'withdrawn' : 'met';
}

/** What is for the coordinator is for who has the client now; what takes something back, for who had been told. */
function addresseeOf({ kind, audience, staffId, enrollment, told, onShift }: Ground): string | null {
  if (staffId === null) return null;
  if (kind === 'escalation-withdrawn') return told?.staffId ?? staffId;
  if (kind === 'page' && audience === 'on-call')
    return onShift.includes(staffId) ? staffId : (onShift[0] ?? staffId);
  if (audience !== 'coordinator' || kind === 'handed-over') return staffId;
  return enrollment?.coordinatorId ?? staffId;
}
