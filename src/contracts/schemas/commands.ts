import type { CommandType } from '../permissions.ts';
import { acuitySpecs } from './commands/acuity.ts';
import { authorizationSpecs } from './commands/authorizations.ts';
import { crisisSpecs } from './commands/crisis.ts';
import { noteSpecs } from './commands/notes.ts';
import { outcomeSpecs } from './commands/outcomes.ts';
import { referralSpecs } from './commands/referrals.ts';
import { rstSpecs } from './commands/rst.ts';
import { sccpSpecs } from './commands/sccp.ts';
import { transferSpecs } from './commands/transfer.ts';
import { triageSpecs } from './commands/triage.ts';
import { pathwaySpecs } from './commands/pathway.ts';
import type { CommandSpec } from './commands/spec.ts';

/** One entry a command type; a missing one does not compile. */
export const commandSpecs = {
  ...pathwaySpecs,
  ...triageSpecs,
  ...sccpSpecs,
  ...rstSpecs,
  ...acuitySpecs,
  ...authorizationSpecs,
  ...referralSpecs,
  ...crisisSpecs,
  ...noteSpecs,
  ...outcomeSpecs,
  ...transferSpecs,
} satisfies { [T in CommandType]: CommandSpec<T> };

export const commandTypes = Object.keys(commandSpecs) as CommandType[];
