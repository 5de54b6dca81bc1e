/** In which order enrollments are listed: newest referrals first, or by what is due next. */
export const enrollmentSorts = ['received', 'due'] as const;
export type EnrollmentSort = (typeof enrollmentSorts)[number];

/** In which order a timeline is read. */
export const timelineOrders = ['asc', 'desc'] as const;
export type TimelineOrder = (typeof timelineOrders)[number];

/** The last one of the page before, as far as the order depends on it. */
export type EnrollmentPlace = { receivedAt: number; nextDue: number | null; id: string };
