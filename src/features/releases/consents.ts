import type { RecordedStep } from '../../engine/record/steps/index.ts';

/** What names a consent that came with a referral for ever: the referral's command, and its place among them. */
export function consentId(commandId: string, place: number): string {
  return `${commandId}:consent-${place + 1}`;
}

/** The place of a consent among them, the first being 1. */
export function placeOf(consent: string): number {
  return Number(/\d+$/.exec(consent)?.[0] ?? 0);
}

/** What is owed of them. */
export const consentKinds = { enter: 'release.consents', ask: 'release.asked' } as const;

/** The consents that came with the referral, in the order in which they were told; none where nobody was asked. */
export function consentsOf(steps: readonly RecordedStep[]): readonly string[] {
  const facts = steps[0]?.facts;
  return (facts?.type === 'receiveReferral' && facts.consents) || [];
}

/** Those of them that are entered as releases, or accounted for, by steps that count. */
export function consentsSettled(steps: readonly RecordedStep[]): ReadonlySet<string> {
  return new Set(
    steps.flatMap(({ facts }) => {
      if (facts.type === 'grantRelease') return facts.enters ?? [];
      return facts.type === 'recordNoConsents' ? (facts.about ?? []) : [];
    }),
  );
}

/** Those that are neither yet. */
export function consentsOwed(steps: readonly RecordedStep[]): string[] {
  const settled = consentsSettled(steps);
  return consentsOf(steps).filter((one) => !settled.has(one));
}
