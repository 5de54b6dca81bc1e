-- A file that is kept stays as it is, but for the key of its key: that may be sealed anew under another.

CREATE OR REPLACE FUNCTION "attachment_is_kept"() RETURNS trigger LANGUAGE plpgsql AS
E'begin
  if old.kept_at is not null and (tg_op = ''DELETE'' or new.key_id = old.key_id
      or to_jsonb(new) - array[''key_id'', ''sealed_key''] <> to_jsonb(old) - array[''key_id'', ''sealed_key'']) then
    raise exception ''a file that is kept is never changed'' using errcode = ''restrict_violation''\x3B
  end if\x3B
  return coalesce(new, old)\x3B
end';
