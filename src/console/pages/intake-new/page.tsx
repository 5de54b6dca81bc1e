import { useSearch } from '@tanstack/react-router';
import { Unread } from '../../parts/unread.tsx';
import type { Intake } from '../../server/replies.ts';
import { useRead } from '../../server/use-read.ts';
import { EmergencyForm } from './emergency-form.tsx';
import { ReferralForm } from './referral-form.tsx';
import { Sent } from './sent.tsx';
import type { Way } from './told.ts';
import { useTelling } from './use-telling.ts';

/** Somebody is referred: as an emergency on one screen, or in full, a step a page. */
export function IntakeNewPage() {
  const { way, step } = useSearch({ from: '/intake/new' });
  const { reply, problem } = useRead<Intake>('/intake');
  if (!reply) return <Unread problem={problem} />;
  const chosen: Way = way === 'emergency' ? 'emergency' : 'referral';
  return <Telling key={chosen} way={chosen} step={Number(step ?? 1)} intake={reply} />;
}

function Telling({ way, step, intake }: { way: Way; step: number; intake: Intake }) {
  const telling = useTelling(way);
  if (telling.sent)
    return (
      <Sent {...{ way, intake }} sending={telling.sent} onRest={telling.sendRest} onAgain={telling.again} />
    );
  return way === 'emergency' ? (
    <EmergencyForm {...{ telling, intake }} />
  ) : (
    <ReferralForm {...{ telling, intake, step }} />
  );
}
