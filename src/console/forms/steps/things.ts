import { authorizationRegister } from '../../../features/authorizations/state.ts';
import {
  isInForce,
  type Release,
  type ReleaseRegister,
  releaseRegister,
} from '../../../features/releases/state.ts';
import type { Known, Option } from './fields.ts';
import { now } from '../../time/now.ts';

type Said = Pick<Known, 'steps' | 'status' | 'time' | 'say'>;

/** Releases that hold now, by whom they let be told, for what, and until when. */
export const releases = (known: Said) =>
  releasesThat(known, (release, register) => isInForce(register, release, now()));

/** Those that were taken back. */
export const revokedReleases = (known: Said) => releasesThat(known, ({ revokedAt }) => revokedAt !== null);

function releasesThat(
  { steps, status, time, say }: Said,
  are: (release: Release, register: ReleaseRegister) => boolean,
): Option[] {
  const register = releaseRegister(steps, status.policy.calendar);
  return register.releases
    .filter((release) => are(release, register))
    .map(({ id, recipientKind, purpose, expiresOn }) => ({
      value: id,
      label: say('thing.release', {
        kind: say(`option.recipient.${recipientKind}`),
        purpose: say(`option.purpose.${purpose}`),
        until: time.date(expiresOn),
      }),
    }));
}

export const authorizationsOf = ({ steps }: Known) => authorizationRegister(steps).authorizations;

/** An authorization by its service and what is granted of it, or asked. */
export function authorizationOption({ time, say }: Known) {
  return ({ id, request, granted, asked }: ReturnType<typeof authorizationsOf>[number]): Option => {
    const { units, through } = granted ?? asked;
    const { service } = request.facts;
    return {
      value: id,
      label: say('thing.authorization', { service, units, through: time.date(through) }),
    };
  };
}

/** Those that are granted and were not ended. */
export const grantedAuthorizations = (known: Known): Option[] =>
  authorizationsOf(known)
    .filter(({ granted, ended }) => granted !== null && ended === null)
    .map(authorizationOption(known));
