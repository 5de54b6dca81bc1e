-- Files that belong to clients: sealed part by part, never changed once they are whole, struck out rather than lost.

-- CreateTable
CREATE TABLE "attachment" (
    "id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "enrollment_id" UUID NOT NULL,
    "about" TEXT,
    "what" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "command_id" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "actor" JSONB NOT NULL,
    "begun_at" TIMESTAMPTZ(3) NOT NULL,
    "key_id" TEXT NOT NULL,
    "sealed_key" BYTEA NOT NULL,
    "media_type" TEXT,
    "sha256" TEXT,
    "kept_at" TIMESTAMPTZ(3),

    CONSTRAINT "attachment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attachment_part" (
    "attachment_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "sealed" BYTEA NOT NULL,

    CONSTRAINT "attachment_part_pkey" PRIMARY KEY ("attachment_id","number")
);

-- CreateTable
CREATE TABLE "attachment_strike" (
    "attachment_id" UUID NOT NULL,
    "agency_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "command_id" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "actor" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "attachment_strike_pkey" PRIMARY KEY ("attachment_id")
);

-- CreateIndex
CREATE INDEX "attachment_agency_id_begun_at_idx" ON "attachment"("agency_id", "begun_at");

-- CreateIndex
CREATE UNIQUE INDEX "attachment_enrollment_id_command_id_key" ON "attachment"("enrollment_id", "command_id");

-- AddForeignKey
ALTER TABLE "attachment_part" ADD CONSTRAINT "attachment_part_attachment_id_fkey" FOREIGN KEY ("attachment_id") REFERENCES "attachment"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "attachment_strike" ADD CONSTRAINT "attachment_strike_attachment_id_fkey" FOREIGN KEY ("attachment_id") REFERENCES "attachment"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- By hand: what is sealed does not become smaller.
ALTER TABLE "attachment_part" ALTER COLUMN "sealed" SET STORAGE EXTERNAL;

-- By hand: a file that is kept stays as it is. One on its way in may still be given up.
CREATE FUNCTION "attachment_is_kept"() RETURNS trigger LANGUAGE plpgsql AS
E'begin
  if old.kept_at is not null then
    raise exception ''a file that is kept is never changed'' using errcode = ''restrict_violation''\x3B
  end if\x3B
  return coalesce(new, old)\x3B
end';
CREATE TRIGGER "attachment_stays" BEFORE UPDATE OR DELETE ON "attachment"
  FOR EACH ROW EXECUTE FUNCTION "attachment_is_kept"();

CREATE FUNCTION "attachment_part_is_kept"() RETURNS trigger LANGUAGE plpgsql AS
E'begin
  if exists (select from attachment a where a.id in (old.attachment_id, new.attachment_id) and a.kept_at is not null) then
    raise exception ''a file that is kept is never changed'' using errcode = ''restrict_violation''\x3B
  end if\x3B
  return coalesce(new, old)\x3B
end';
CREATE TRIGGER "attachment_part_stays" BEFORE INSERT OR UPDATE OR DELETE ON "attachment_part"
  FOR EACH ROW EXECUTE FUNCTION "attachment_part_is_kept"();

CREATE FUNCTION "attachment_never"() RETURNS trigger LANGUAGE plpgsql AS
E'begin raise exception ''a file that is kept is never changed'' using errcode = ''restrict_violation''\x3B end';
CREATE TRIGGER "attachment_no_truncate" BEFORE TRUNCATE ON "attachment"
  FOR EACH STATEMENT EXECUTE FUNCTION "attachment_never"();
CREATE TRIGGER "attachment_part_no_truncate" BEFORE TRUNCATE ON "attachment_part"
  FOR EACH STATEMENT EXECUTE FUNCTION "attachment_never"();
CREATE TRIGGER "attachment_strike_append_only" BEFORE UPDATE OR DELETE ON "attachment_strike"
  FOR EACH ROW EXECUTE FUNCTION "attachment_never"();
CREATE TRIGGER "attachment_strike_no_truncate" BEFORE TRUNCATE ON "attachment_strike"
  FOR EACH STATEMENT EXECUTE FUNCTION "attachment_never"();
