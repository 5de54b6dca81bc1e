import {
  enclosedKinds,
  type Enclosure,
  type RequestDocument,
} from '../../engine/policy/request-documents.ts';
import type { StepFacts } from '../../engine/record/steps/index.ts';
import type { ReleasableContent } from '../../engine/record/steps/releases.ts';
import type { DisclosedItem, Disclosure } from '../disclosures/disclosure.ts';

/** What each paper that is enclosed tells, as a release names it. */
const tells: Record<RequestDocument, ReleasableContent> = {
  sccp: 'plan',
  'placement-criteria': 'assessment',
  'acuity-index': 'assessment',
  'acuity-documentation': 'assessment',
  'rst-meeting': 'progress',
  'rss-tool': 'assessment',
  other: 'progress',
};

/** What a request tells the payer (AU-2, AU-3); null for a step that is none. */
export function requestDisclosure(facts: StepFacts, stepId: string): Disclosure | null {
  switch (facts.type) {
    case 'requestAuthorization':
    case 'requestExtension':
    case 'resubmitAuthorization':
    case 'resubmitExtension': {
      const sent = { what: facts.type, id: stepId };
      return toPayer('request', enclosedKinds(facts), [sent, ...(facts.enclosed ?? []).map(itemOf)]);
    }
    default:
      return null;
  }
}

/** What the payer opens of what went with a request: each opening is a telling of its own. */
export function readDisclosure(about: string, opened: readonly Enclosure[]): Disclosure {
  const of = { what: 'request', id: about };
  return toPayer('request-read', enclosedKinds({ enclosed: opened }), [of, ...opened.map(itemOf)]);
}

function toPayer(
  way: 'request' | 'request-read',
  enclosed: readonly RequestDocument[],
  items: readonly DisclosedItem[],
): Disclosure {
  const content = new Set<ReleasableContent>(['identity', 'services', ...enclosed.map((one) => tells[one])]);
  return {
    ...{ way, to: { kind: 'payer', id: null }, purposes: ['authorization'] },
    ...{ content: [...content], items },
  };
}

function itemOf({ document: what, id, revision, hash }: Enclosure): DisclosedItem {
  return {
    ...{ what, id },
    ...(revision === undefined ? {} : { revision }),
    ...(hash === undefined ? {} : { hash }),
  };
}
