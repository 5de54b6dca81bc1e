/** A notification as its reader sees it. */
export type NotificationRow = {
  id: string;
  /** Null for what is about a member of staff. */
  enrollmentId: string | null;
  /** Null for what is about an enrollment. */
  aboutStaffId: string | null;
  /** The month whose report is there; null for all else. */
  aboutReport: string | null;
  kind: string;
  audience: string;
  obligation: string | null;
  duty: string | null;
  due: number | null;
  raisedAt: number;
  readAt: number | null;
  /** Why its message was withheld; null: it was not. */
  notSentBecause: string | null;
};
