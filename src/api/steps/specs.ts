import type { CommandType } from '../../kit/http/command.ts';
import { acuitySpecs } from '../../features/acuity/api/commands.ts';
import { authorizationSpecs } from '../../features/authorizations/api/commands.ts';
import { crisisSpecs } from '../../features/crisis/api/commands.ts';
import { disclosureSpecs } from '../../features/disclosures/api/commands.ts';
import { enrollmentSpecs } from '../../features/enrollments/api/commands.ts';
import { noteSpecs } from '../../features/notes/api/commands.ts';
import { outcomeSpecs } from '../../features/outcomes/api/commands.ts';
import { planSpecs } from '../../features/plans/api/commands.ts';
import { referralSpecs } from '../../features/referrals/api/commands.ts';
import { releaseSpecs } from '../../features/releases/api/commands.ts';
import { teamSpecs } from '../../features/team/api/commands.ts';
import { transferSpecs } from '../../features/transfer/api/commands.ts';
import { triageSpecs } from '../../features/triage/api/commands.ts';
import type { CommandSpec } from '../../kit/http/command-spec.ts';

/** One entry a command type; a missing one does not compile. */
export const commandSpecs = {
  ...enrollmentSpecs,
  ...triageSpecs,
  ...planSpecs,
  ...teamSpecs,
  ...acuitySpecs,
  ...authorizationSpecs,
  ...releaseSpecs,
  ...referralSpecs,
  ...crisisSpecs,
  ...disclosureSpecs,
  ...noteSpecs,
  ...outcomeSpecs,
  ...transferSpecs,
} satisfies { [T in CommandType]: CommandSpec<T> };

export const commandTypes = Object.keys(commandSpecs) as CommandType[];
