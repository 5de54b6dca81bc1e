import {
  condition,
  continueAsNew,
  defineSignal,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { enrollmentWorkflowId } from '../contracts/ids.ts';
import { type CrisisInput, lookSignal } from '../contracts/messages.ts';
import type { RecordActivities } from '../contracts/record.ts';
import { audienceOf } from '../features/crisis/pages.ts';
import { isNoChildOf } from './admission.ts';

const look = defineSignal(lookSignal);
const minute = 60_000;

/** Without end: somebody is in danger, and the record will be back. */
const { pageCrisis } = proxyActivities<RecordActivities>({
  startToCloseTimeout: '10 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '15 seconds' },
  summary: 'Page, unless somebody is on it',
});

/**
 * Pages the on-call chain about one crisis until somebody answers (CR-1): the next one every so many minutes, after the
 * last the first again. The record says whether it is over; the enrollment sends a signal when there is something new
 * to look at. Every page has an id of its own, so that none goes out twice, whoever raised it before.
 */
export async function crisis(input: CrisisInput): Promise<void> {
  if (isNoChildOf(() => enrollmentWorkflowId(input.enrollmentId))) return;
  const { page: first = 1, everyMinutes, chain, ...named } = input;
  let news = false;
  setHandler(look, () => void (news = true));
  for (let page = first; ;) {
    news = false;
    const to = audienceOf({ everyMinutes, chain }, page);
    const paged = await pageCrisis({ ...named, page, to, chain, at: Date.now() });
    if (paged.over) return;
    setCurrentDetails(`Page ${page} went to: ${to}. Nobody has answered yet.`);
    const rest = paged.raisedAt + everyMinutes * minute - Date.now();
    if (rest > 0 && (await condition(() => news, rest, { summary: 'Until the next page' }))) continue;
    page += 1;
    if (!news && workflowInfo().continueAsNewSuggested)
      await continueAsNew<typeof crisis>({ ...input, page });
  }
}
