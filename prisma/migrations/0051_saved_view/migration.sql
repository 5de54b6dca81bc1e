-- The filters of a list under a name of somebody's own. And who of the agency's has looked into why somebody broke the glass.

-- CreateTable
CREATE TABLE "saved_view" (
    "id" UUID NOT NULL,
    "staff_id" UUID NOT NULL,
    "page" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "search" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "saved_view_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "glass_review" (
    "agency_id" UUID NOT NULL,
    "command_id" TEXT NOT NULL,
    "staff_id" UUID NOT NULL,
    "actor" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "glass_review_pkey" PRIMARY KEY ("agency_id","command_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "saved_view_staff_id_page_name_key" ON "saved_view"("staff_id", "page", "name");

-- AddForeignKey
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "glass_review" ADD CONSTRAINT "glass_review_agency_id_command_id_fkey" FOREIGN KEY ("agency_id", "command_id") REFERENCES "break_glass"("agency_id", "command_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "glass_review" ADD CONSTRAINT "glass_review_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
