-- Whoever leaves, or is coordinator no more, names who goes on with what their discharged clients leave to do.

-- AlterTable
ALTER TABLE "staff" ADD COLUMN     "successor_id" UUID;

-- CreateIndex
CREATE INDEX "staff_successor_id_idx" ON "staff"("successor_id");

-- AddForeignKey
ALTER TABLE "staff" ADD CONSTRAINT "staff_successor_id_fkey" FOREIGN KEY ("successor_id") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- By hand from here on: what Prisma's schema cannot say.

ALTER TABLE "staff" ADD CONSTRAINT "staff_successor_check" CHECK ("successor_id" <> "id");
