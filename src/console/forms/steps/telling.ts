import {
  type DisclosureLaw,
  disclosureLaws,
  type Told,
  toldRoles,
} from '../../../engine/record/steps/disclosures.ts';
import type { ReleasableContent } from '../../../engine/record/steps/releases.ts';
import type { DisclosedTo } from '../../../features/disclosures/disclosure.ts';
import { groundIn } from '../../../features/disclosures/gate.ts';
import { lawAllows } from '../../../features/disclosures/laws.ts';
import { disclosureOf } from '../../../features/disclosures/telling.ts';
import { isInForce, type Release, releaseRegister } from '../../../features/releases/state.ts';
import type { OtherAgencies, Providers } from '../../server/replies.ts';
import type { Known, Option, Words } from './fields.ts';
import { membersOf, teamPath } from './roster.ts';

/** One whom something was told, as it is written: whom by kind and id, once that is chosen. */
export type Telling = {
  to: string;
  content: readonly ReleasableContent[];
  /** What its author says allowed it, where no release does. */
  ground?: DisclosureLaw | 'none';
};
export const nobodyYet: Telling = { to: '', content: [] };

const providersPath = '/providers';
const agenciesPath = '/transfers/agencies';
export const tellingReads = (given: Pick<Known, 'enrollmentId'>) => [
  ...[providersPath, agenciesPath],
  teamPath(given),
];

export const registerOf = ({ steps, status }: Known) => releaseRegister(steps, status.policy.calendar);

/** Who may be told, in groups: the team, whom a release names besides, everybody else by role, the directory, other agencies. */
export function whomOf(known: Known): { group: string; options: Option[] }[] {
  const providers = (known.reply(providersPath) as Providers | undefined)?.items ?? [];
  const agencies = (known.reply(agenciesPath) as OtherAgencies | undefined)?.items ?? [];
  const register = registerOf(known);
  const persons = register.releases.filter(
    (release) => release.recipientKind === 'person' && isInForce(register, release, known.at),
  );
  const groups = [
    {
      group: 'team',
      options: membersOf(known).map(({ id, name }) => ({
        value: `team-member/${id}`,
        label: name,
      })),
    },
    {
      group: 'person',
      options: persons.map((release) => ({
        value: `person/${release.recipient}`,
        label: releaseWords(release, known),
      })),
    },
    {
      group: 'role',
      options: [
        ...toldRoles.map((role) => ({ value: `role/${role}`, label: known.say(`disclosed.role.${role}`) })),
        { value: 'payer/', label: known.say('option.recipient.payer') },
      ],
    },
    {
      group: 'provider',
      options: providers.map(({ documentId, content }) => ({
        value: `provider/${documentId}`,
        label: content.name,
      })),
    },
    {
      group: 'agency',
      options: agencies.map(({ agencyId, name }) => ({ value: `agency/${agencyId}`, label: name })),
    },
  ];
  return groups.filter(({ options }) => options.length > 0);
}

export const releaseWords = ({ recipientKind, purpose, expiresOn }: Release, { say, time }: Known): string =>
  say('thing.release', {
    kind: say(`option.recipient.${recipientKind}`),
    purpose: say(`option.purpose.${purpose}`),
    until: time.date(expiresOn),
  });

/** What allowed it, as far as the record says: the release that covers it, else the laws that may have; null while nobody is named. */
export function groundsOf(
  telling: Telling,
  known: Known,
): { release: Release } | { laws: DisclosureLaw[] } | null {
  const told = whatOf(telling);
  if (!told) return null;
  const leaving = disclosureOf(told);
  const register = registerOf(known);
  const ground = groundIn(register, leaving, known.at);
  const release =
    ground && 'release' in ground ? register.releases.find(({ id }) => id === ground.release) : undefined;
  if (release) return { release };
  return { laws: disclosureLaws.filter((law) => lawAllows(law, leaving)) };
}

/** What is said to have allowed it, of what may have; undefined while nobody has said it and there is a choice. */
export function saidGround({ ground }: Telling, laws: readonly DisclosureLaw[]) {
  if (laws.length === 0) return 'none';
  return ground === 'none' || laws.some((law) => law === ground) ? ground : undefined;
}

/** What was told as it is sent; undefined while somebody has still to say whom, or what allowed it. */
export function toldOf(tellings: readonly Telling[], known: Known): Told[] | undefined {
  const told = tellings.map((telling): Told | undefined => {
    const grounds = groundsOf(telling, known);
    const what = whatOf(telling);
    if (!grounds || !what) return undefined;
    if ('release' in grounds) return { ...what, ground: 'release', release: grounds.release.id };
    const ground = saidGround(telling, grounds.laws);
    return ground && { ...what, ground };
  });
  return told.every((one) => one !== undefined) ? told : undefined;
}

/** Whoever hears anything of a client hears that there is one. */
function whatOf({ to, content }: Telling): (Omit<Told, 'ground'> & { ground: 'none' }) | null {
  const whom = chosenOf(to);
  if (!whom) return null;
  const said = content.filter((one) => one !== 'identity');
  return {
    ...{ recipientKind: whom.kind, ...(whom.id === null ? {} : { recipient: whom.id }) },
    ...{ content: ['identity', ...said], ground: 'none' },
  };
}

/** Who was chosen, of those of `whomOf`; null: nobody yet. */
export function chosenOf(to: string): DisclosedTo | null {
  const [kind, id] = to.split('/');
  if (kind === 'payer') return { kind, id: null };
  // Written by these forms alone.
  return kind && id ? { kind: kind as DisclosedTo['kind'], id } : null;
}

/** As it stands in the words of a form. */
const written = (words: Words) => (words['disclosed'] as readonly Telling[] | undefined) ?? [];
export const wasTold = (words: Words): boolean => written(words).length > 0;
export const inEmergency = (words: Words, known: Known): boolean =>
  (toldOf(written(words), known) ?? []).some(({ ground }) => ground === 'medical-emergency');
