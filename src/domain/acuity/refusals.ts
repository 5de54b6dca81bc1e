/** Why steps about the Acuity Index, level of care, stabilization (AC) are refused. */
export type AcuityRefusal = never;
