/** Why steps about the Acuity Index, level of care, stabilization (AC) are refused. */
export type AcuityRefusal =
  /** The form is not the one the profile names. */
  | 'unknown-instrument'
  /** The score that was sent is not what the answers come to. */
  | 'score-disagrees'
  /** What a transfer names as its index is none that counts at its time. */
  | 'not-an-index'
  /** Less intensive needs: a discharge for them is a supervisor's decision. */
  | 'needs-supervisor';
