/** Why a transfer between agencies is not offered, or an offer not answered. */
export type TransferRefusal =
  'unknown-agency' | 'transfer-open' | 'transfer-settled' | 'client-differs' | 'client-already-enrolled';
