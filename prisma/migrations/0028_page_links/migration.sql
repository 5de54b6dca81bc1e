-- A link by which one person answers one page without signing in.

-- CreateTable
CREATE TABLE "page_link" (
    "hash" TEXT NOT NULL,
    "notification_id" TEXT NOT NULL,
    "staff_id" UUID NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "page_link_pkey" PRIMARY KEY ("hash")
);

-- CreateIndex
CREATE INDEX "page_link_notification_id_idx" ON "page_link"("notification_id");

-- AddForeignKey
ALTER TABLE "page_link" ADD CONSTRAINT "page_link_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "page_link" ADD CONSTRAINT "page_link_notification_id_fkey" FOREIGN KEY ("notification_id") REFERENCES "notification"("id") ON DELETE CASCADE ON UPDATE CASCADE;
