import type { CodeLists, ListedCode } from '../../engine/policy/code-lists.ts';
import type { Profile } from '../../engine/policy/profile.ts';
import { crisisPolicy } from '../crisis/rules.ts';
import { countyNeeds } from '../triage/needs.ts';

/** The lists of an agency that has said nothing: its profile's; of a profile from before there were any, the system's own. */
export function standardLists({ needs, crisis }: Pick<Profile, 'needs' | 'crisis'>): CodeLists {
  const inForce = <Kind extends { code: string; title: string }>(kind: Kind): Kind & ListedCode => ({
    ...kind,
    retired: false,
  });
  return {
    needs: (needs ?? countyNeeds).value.map(inForce),
    crises: (crisis ?? crisisPolicy).guide.value.counts.map(inForce),
  };
}
