import type { Disclosure, Ground } from '../disclosures/disclosure.ts';

/** What a batch tells the county's information system of each client in it: codes and numbers (DO-5). */
export function misDisclosure(batchId: string): Disclosure {
  return {
    ...{ way: 'mis-batch', to: { kind: 'agency', id: null }, purposes: ['monitoring'] },
    ...{ content: ['identity', 'services', 'attendance'], items: [{ what: 'mis-batch', id: batchId }] },
  };
}

/** The county pays for the program and oversees it. */
export const misGround: Ground = { law: 'audit-evaluation' };
