-- Parts of files may lie in a store of objects (S3): then their row says where, and by which hash they are known.

-- CreateTable
CREATE TABLE "attachment_object" (
    "name" TEXT NOT NULL,
    "put_at" TIMESTAMPTZ(3) NOT NULL,
    "owner" TEXT NOT NULL,

    CONSTRAINT "attachment_object_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE INDEX "attachment_object_put_at_idx" ON "attachment_object"("put_at");

-- AlterTable
ALTER TABLE "attachment_part" ADD COLUMN     "object" TEXT,
ADD COLUMN     "object_sha256" TEXT,
ALTER COLUMN "sealed" DROP NOT NULL;

-- CreateIndex
CREATE UNIQUE INDEX "attachment_part_object_key" ON "attachment_part"("object");

-- AddForeignKey
ALTER TABLE "attachment_part" ADD CONSTRAINT "attachment_part_object_fkey" FOREIGN KEY ("object") REFERENCES "attachment_object"("name") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- By hand: a part lies in one place.
ALTER TABLE "attachment_part" ADD CONSTRAINT "attachment_part_lies_somewhere"
  CHECK (("sealed" IS NULL) = ("object" IS NOT NULL) AND ("object" IS NULL) = ("object_sha256" IS NULL));

-- By hand: which database this is, also where it was copied from another: a copy shares the objects with it, and removes none.
CREATE FUNCTION "this_database"() RETURNS text LANGUAGE sql STABLE AS
  'SELECT system_identifier || ''/'' || (SELECT oid FROM pg_database WHERE datname = current_database()) FROM pg_control_system()';
ALTER TABLE "attachment_object" ALTER COLUMN "owner" SET DEFAULT "this_database"();

-- By hand: the parts of a file that is kept stay as they are, and may be brought elsewhere as they are.
CREATE OR REPLACE FUNCTION "attachment_part_is_kept"() RETURNS trigger LANGUAGE plpgsql AS
E'begin
  if tg_op = ''UPDATE'' and (new.attachment_id, new.number) = (old.attachment_id, old.number)
      and coalesce(encode(sha256(new.sealed), ''hex''), new.object_sha256) = coalesce(encode(sha256(old.sealed), ''hex''), old.object_sha256) then
    return new\x3B
  end if\x3B
  if exists (select from attachment a where a.id in (old.attachment_id, new.attachment_id) and a.kept_at is not null) then
    raise exception ''a file that is kept is never changed'' using errcode = ''restrict_violation''\x3B
  end if\x3B
  return coalesce(new, old)\x3B
end';
