/** Why steps about the plan of care beyond its deadlines (PL) are refused. */
export type SccpRefusal =
  | 'unknown-plan'
  | 'safety-plan-missing'
  | 'plan-incomplete'
  | 'plan-frozen'
  | 'plan-without-base'
  | 'plan-item-repeated';
