import type { Registry } from 'prom-client';
import type { AccessStore } from '../features/access/postgres/ports.ts';
import type { AttachmentStore } from '../features/attachments/postgres/ports.ts';
import type { DisclosureStore } from '../features/disclosures/postgres/ports.ts';
import type { CaseloadStore } from '../features/caseload/postgres/ports.ts';
import type { FundStore } from '../features/fund/postgres/ports.ts';
import type { AbsenceStore } from '../features/absence/postgres/ports.ts';
import type { ChoiceStore, DeliveryStore, PageLinkStore } from '../features/notifications/postgres/ports.ts';
import type { ReassignmentStore } from '../features/reassignment/postgres/ports.ts';
import type { OnCallStore } from '../features/on-call/postgres/ports.ts';
import type { FeatureStores, RouteContext } from '../kit/http/context.ts';
import type { KeylessRequests } from '../kit/http/keyless.ts';
import type { Reads, Writes } from './reads.ts';
import type { IdentityStore } from '../features/identity/postgres/ports.ts';
import type { Imports } from '../features/imports/activities/imports.ts';
import type { LinkStore } from '../features/links/postgres/ports.ts';
import type { StaffStore } from '../features/staff/postgres/ports.ts';
import type { PaperStore } from '../features/papers/postgres/ports.ts';
import type { RelationStore } from '../features/relation/postgres/ports.ts';
import type { SearchStore } from '../features/search/postgres/ports.ts';
import type { TransferStore } from '../features/transfer/postgres/ports.ts';
import type { PendingSteps } from '../features/pending-steps/activities/take-in.ts';

declare module '../kit/http/context.ts' {
  interface FeatureStores {
    pendingSteps: PendingSteps;
    reads: Reads;
    writes: Writes;
    attachments: AttachmentStore;
    disclosures: DisclosureStore;
    fund: FundStore;
    caseloads: CaseloadStore;
    onCall: OnCallStore;
    access: AccessStore;
    staff: StaffStore;
    reassignments: ReassignmentStore;
    relations: RelationStore;
    papers: PaperStore;
    search: SearchStore;
    identities: IdentityStore;
    imports: Imports;
    links: LinkStore;
    transfers: TransferStore;
    absences: AbsenceStore;
    deliveries: DeliveryStore;
    pageLinks: PageLinkStore;
    messageChoices: ChoiceStore;
  }
}

/** All the API needs from outside. */
export type ApiDeps = FeatureStores &
  Pick<RouteContext, 'gateway' | 'documents' | 'seal' | 'clock' | 'logger' | 'mayPostTo'> & {
    register: Registry;
    keylessRequests: KeylessRequests;
    /** Signs cursors and fingerprints; the same for all processes of the API. */
    secret: string;
    /** Where callers reach the API, for the OpenAPI document. */
    publicUrl: string;
    /** The pages of our namespace in the Temporal Web UI; left out, no address leads there. */
    temporalUi?: string | undefined;
    /** Ends the streams when the process is told to stop. */
    stopping?: AbortSignal | undefined;
    /** Networks whose proxies say from where a request comes; left out, none does. */
    trustedProxies?: readonly string[] | undefined;
  };
