/** The activities of a transfer, in the order in which they are asked for; each once however often it is asked. */
export type TransferActivities = {
  /** Starts the new enrollment; `stopped` when that cannot be: nothing has changed then. */
  enrollTransferred(step: Step): Promise<{ stopped: boolean }>;
  /** Brings it what comes over, and its coordinator. */
  carryOver(step: Step): Promise<void>;
  /** Ends the old one; not yet while its policy asks for something that is not there. */
  endTransferred(step: Step): Promise<{ ended: boolean }>;
};

/** The argument of a transfer's workflow. */
export type TransferInput = { transferId: string };

type Step = TransferInput & { at: number };
