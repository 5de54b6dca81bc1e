-- What became of each row of an export that somebody imported on the page, to be read later. Ids of the source, and no name.

-- CreateTable
CREATE TABLE "hmis_import" (
    "id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "from" JSONB NOT NULL,
    "started_by" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "beat_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "trouble" TEXT,
    "total" INTEGER NOT NULL,
    "done" INTEGER NOT NULL DEFAULT 0,
    "counts" JSONB NOT NULL,
    "rows" JSONB NOT NULL,
    "files" JSONB NOT NULL,
    "notes" JSONB NOT NULL,

    CONSTRAINT "hmis_import_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "hmis_import_agency_id_started_at_idx" ON "hmis_import"("agency_id", "started_at");

-- AddForeignKey
ALTER TABLE "hmis_import" ADD CONSTRAINT "hmis_import_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- By hand: one import of an agency runs at a time, so that a second press finds the first.
CREATE UNIQUE INDEX "hmis_import_runs_once" ON "hmis_import"("agency_id") WHERE "ended_at" IS NULL;
CREATE TRIGGER "hmis_import_told" AFTER INSERT OR UPDATE OF "ended_at" ON "hmis_import"
  FOR EACH ROW EXECUTE FUNCTION "agency_is_told"();
