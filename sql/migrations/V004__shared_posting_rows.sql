-- Short posting lists share rows, so that a small write has hundreds of rows and not ten thousand; a
-- version tells readers whether what they know of a collection is still so (ADR 0020).

CREATE SEQUENCE segment_number AS int;
SELECT setval('segment_number', greatest(1, (SELECT max(next_segment) FROM collection)));

ALTER TABLE collection DROP COLUMN next_segment, ADD COLUMN version bigint NOT NULL DEFAULT 0;
COMMENT ON COLUMN collection.version IS 'rises with every write to the collection';

ALTER TABLE segment ADD COLUMN shared_bytes bigint NOT NULL DEFAULT 0;
COMMENT ON COLUMN segment.shared_bytes IS 'about how many bytes of posting lists share rows';

-- A row names its terms now; the lists that are there have rows of their own.
UPDATE posting SET
  data = '\x01'::bytea || int8send(term) || data,
  term = (term >> 1) | (-9223372036854775808);
COMMENT ON COLUMN posting.term IS
  'the term of a long list: its upper 63 bits, negative; of a row that terms share: a 1 and their first bits';
