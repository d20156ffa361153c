-- Fields of metadata whose ranges an index answers (ADR 39): values of the declared fields, document by document.

ALTER TABLE collection ADD COLUMN range_fields text[] COLLATE "C" NOT NULL DEFAULT '{}';

CREATE TABLE document_value (
  tenant     int    NOT NULL,
  collection int    NOT NULL,
  document   text   COLLATE "C" NOT NULL,
  field      text   COLLATE "C" NOT NULL,
  ordinal    bigint NOT NULL,
  number     numeric,
  text       text   COLLATE "C",
  one        boolean NOT NULL,
  PRIMARY KEY (tenant, collection, document, field, ordinal)
);
COMMENT ON COLUMN document_value.text IS 'Its first 64 characters.';
COMMENT ON COLUMN document_value.one IS 'Whether the field has no other value.';
CREATE INDEX document_value_number ON document_value (tenant, collection, field, number, document) WHERE number IS NOT NULL;
CREATE INDEX document_value_text ON document_value (tenant, collection, field, text, document) WHERE text IS NOT NULL;
CREATE INDEX document_value_many ON document_value (tenant, collection, field, document) WHERE NOT one;
SELECT loquat_protect('document_value');

-- The values of fields: a number or text, or those of an array.
CREATE FUNCTION loquat_values(metadata jsonb, fields text[])
  RETURNS TABLE (field text, ordinal bigint, number numeric, value text, one boolean)
  LANGUAGE sql IMMUTABLE AS $$
  SELECT f, e.n,
         CASE WHEN jsonb_typeof(e.v) = 'number' THEN (e.v #>> '{}')::numeric END,
         CASE WHEN jsonb_typeof(e.v) = 'string' THEN left(e.v #>> '{}', 64) END,
         jsonb_array_length(a.list) = 1
    FROM unnest(fields) AS f,
         LATERAL (SELECT CASE jsonb_typeof(metadata -> f)
                           WHEN 'array' THEN metadata -> f ELSE jsonb_build_array(metadata -> f) END) AS a(list),
         LATERAL jsonb_array_elements(a.list) WITH ORDINALITY AS e(v, n)
   WHERE metadata ? f AND jsonb_typeof(e.v) IN ('number', 'string')
$$;

-- Whoever writes documents keeps their values; where no field is declared, one look at the collection is all.
CREATE FUNCTION document_values_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO document_value (tenant, collection, document, field, ordinal, number, text, one)
  SELECT d.tenant, d.collection, d.id, v.field, v.ordinal, v.number, v.value, v.one
    FROM collection c
    JOIN added d ON d.tenant = c.tenant AND d.collection = c.id,
         LATERAL loquat_values(d.metadata, c.range_fields) v
   WHERE c.range_fields <> '{}'
     AND (c.tenant, c.id) IN (SELECT DISTINCT tenant, collection FROM added);
  RETURN NULL;
END $$;

CREATE FUNCTION document_values_removed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM collection c
              WHERE c.range_fields <> '{}' AND (c.tenant, c.id) IN (SELECT DISTINCT tenant, collection FROM removed))
  THEN
    DELETE FROM document_value v USING removed d
     WHERE (v.tenant, v.collection, v.document) = (d.tenant, d.collection, d.id);
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER document_values_inserted AFTER INSERT ON document
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION document_values_added();
CREATE TRIGGER document_values_deleted AFTER DELETE ON document
  REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION document_values_removed();
-- By name: what was is removed before what is now is added.
CREATE TRIGGER document_values_updated_1 AFTER UPDATE ON document
  REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION document_values_removed();
CREATE TRIGGER document_values_updated_2 AFTER UPDATE ON document
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION document_values_added();
