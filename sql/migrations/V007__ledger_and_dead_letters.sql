-- A document's row is its entry in the ledger of its source, too: which version of it was indexed.

ALTER TABLE document ADD COLUMN revision text;
COMMENT ON COLUMN document.revision IS 'What the source calls the indexed version: a checksum, an ETag.';
-- Documents that could not be taken, for another try. By the digest of the id: an id may be all that is wrong.

CREATE TABLE dead_letter (
  tenant       int   NOT NULL,
  collection   text  COLLATE "C" NOT NULL,
  key          bytea NOT NULL,
  id           text  NOT NULL,
  source       text,
  detail       text  NOT NULL,
  document     bytea,
  attempts     int   NOT NULL DEFAULT 1,
  first_failed timestamptz NOT NULL DEFAULT now(),
  last_failed  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant, collection, key)
);
COMMENT ON COLUMN dead_letter.collection IS 'Its name: the first document of a collection may fail.';
COMMENT ON COLUMN dead_letter.document IS 'JSON; NULL where it was too large to be kept.';

SELECT loquat_protect('dead_letter');
