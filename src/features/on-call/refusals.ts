/** Why an act on the rota, or on a swap, is refused. */
export type OnCallRefusal =
  | 'unknown-shift'
  | 'on-call-already'
  | 'rank-taken'
  | 'shift-begun'
  | 'shift-over'
  | 'not-your-shift'
  | 'unknown-swap'
  | 'swap-with-oneself'
  | 'swap-settled'
  | 'not-your-swap';
