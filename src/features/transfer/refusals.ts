/** Why a step about what came over with a transfer is refused. */
export type CarriedRefusal = 'unknown-carried-duty' | 'carried-duty-settled';

/** Why a transfer between agencies is not offered, or an offer not answered. */
export type TransferRefusal =
  'unknown-agency' | 'transfer-open' | 'transfer-settled' | 'client-differs' | 'client-already-enrolled';
