import type { DocumentKind } from '../../engine/documents/document.ts';
import { refused } from '../../engine/documents/refusals.ts';

/** `place` is where they are usually found, `person` somebody who passes word on. */
export const contactWayKinds = ['phone', 'text', 'email', 'address', 'place', 'person'] as const;
export type ContactWayKind = (typeof contactWayKinds)[number];

/** One way to reach the client. */
export type ContactWay = {
  kind: ContactWayKind;
  /** The number, the address, the words: protected. */
  value: string;
  /** Whether a message may be left there without giving the client away. */
  mayLeaveMessage: boolean;
  note?: string | undefined;
};

/** How the client is reached (CO-4), best way first. */
export type ContactInformation = { ways: ContactWay[]; bestTimes?: string | undefined };

export type ContactInformationAct = { type: 'change'; content: ContactInformation };

/** With what an act on it is refused. */
type ContactInformationRefusal = 'nothing-changed';

/**
 * One an enrollment; its revisions are the history. That it was asked about and still holds is a step
 * (`confirmContactInformation`), since that has a clock.
 */
export const contactInformationKind: DocumentKind<
  ContactInformation,
  ContactInformationAct,
  ContactInformationRefusal
> = {
  kind: 'contact-information',
  decide(current, { content }, { hashOf }) {
    if (current && hashOf(current.content) === hashOf(content))
      return refused('nothing-changed', 'The contact information is on file like this already.');
    return { ok: true, state: 'current', content };
  },
};
