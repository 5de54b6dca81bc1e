-- Where an agency is and how it is called, as its papers say below its name; null: its name alone.

-- AlterTable
ALTER TABLE "agency" ADD COLUMN     "letterhead" TEXT;

-- By hand: a few lines that have letters in them.
ALTER TABLE "agency" ADD CONSTRAINT "agency_letterhead_is_short" CHECK ("letterhead" ~ '[[:alnum:]]' AND length("letterhead") <= 400);
