/** The activities of a transfer, in the order in which they are asked for; each once however often it is asked. */
export type TransferActivities = {
  /** Starts the new enrollment; `stopped` when that cannot be: nothing has changed then. */
  enrollTransferred(step: TransferStep): Promise<{ stopped: boolean }>;
  /** Brings it what comes over, and its coordinator. */
  carryOver(step: TransferStep): Promise<void>;
  /** Ends the old one; not yet while its policy asks for something that is not there. */
  endTransferred(step: TransferStep): Promise<{ ended: boolean }>;
};

/** The argument of a transfer's workflow. */
export type TransferInput = { transferId: string };

export type TransferStep = TransferInput & { at: number };
