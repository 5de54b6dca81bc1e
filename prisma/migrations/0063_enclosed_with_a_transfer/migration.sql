-- What goes with the index of a client who is offered to another agency is named, as it stood: kinds alone were ticked.
ALTER TABLE "transfer" ADD COLUMN "enclosed" JSONB NOT NULL DEFAULT '[]';
