-- The passage store (ADR 0020): documents, passages, vectors, and BM25 as packed postings.
-- Every key begins with tenant and collection, so that tables can be partitioned or spread by them.

CREATE EXTENSION IF NOT EXISTS vector;

CREATE TABLE collection (
  tenant        int    NOT NULL,
  id            int    NOT NULL GENERATED ALWAYS AS IDENTITY,
  name          text   COLLATE "C" NOT NULL,
  analyzer      text   NOT NULL,
  fusion_method text,
  fusion_alpha  double precision CHECK (fusion_alpha BETWEEN 0 AND 1),
  documents     bigint NOT NULL DEFAULT 0,
  passages      bigint NOT NULL DEFAULT 0,
  next_passage  bigint NOT NULL DEFAULT 1,
  next_segment  int    NOT NULL DEFAULT 1,
  PRIMARY KEY (tenant, id),
  UNIQUE (tenant, name)
);
COMMENT ON TABLE collection IS 'Its row is locked by whoever writes to the collection; readers do not wait.';

CREATE TABLE collection_model (
  tenant     int    NOT NULL,
  collection int    NOT NULL,
  model      text   COLLATE "C" NOT NULL,
  dimension  int    NOT NULL,
  vectors    bigint NOT NULL,
  PRIMARY KEY (tenant, collection, model)
);

CREATE TABLE document (
  tenant     int   NOT NULL,
  collection int   NOT NULL,
  id         text  COLLATE "C" NOT NULL,
  hash       text  NOT NULL,
  title      text  NOT NULL,
  text       text  NOT NULL,
  url        text,
  metadata   jsonb NOT NULL,
  source     text  COLLATE "C",
  PRIMARY KEY (tenant, collection, id)
);
CREATE INDEX document_source ON document (tenant, collection, source, id) WHERE source IS NOT NULL;
CREATE INDEX document_metadata ON document USING gin (metadata jsonb_path_ops);

CREATE TABLE passage (
  tenant     int    NOT NULL,
  collection int    NOT NULL,
  id         bigint NOT NULL,
  document   text   COLLATE "C" NOT NULL,
  ordinal    int    NOT NULL,
  start_unit int    NOT NULL,
  end_unit   int    NOT NULL,
  text       text   NOT NULL,
  PRIMARY KEY (tenant, collection, id)
);
CREATE INDEX passage_document ON passage (tenant, collection, document);
COMMENT ON COLUMN passage.start_unit IS 'UTF-16 units into document.text';

CREATE TABLE embedding (
  tenant     int    NOT NULL,
  collection int    NOT NULL,
  model      text   COLLATE "C" NOT NULL,
  passage    bigint NOT NULL,
  vector     halfvec NOT NULL,
  PRIMARY KEY (tenant, collection, model, passage)
);
ALTER TABLE embedding ALTER COLUMN vector SET STORAGE PLAIN;
COMMENT ON TABLE embedding IS 'Collections beyond some thousand vectors get a partial HNSW index each, made by the store.';

CREATE TABLE segment (
  tenant     int    NOT NULL,
  collection int    NOT NULL,
  id         int    NOT NULL,
  docs       int    NOT NULL,
  lengths    bytea  NOT NULL,
  passages   bytea  NOT NULL,
  deleted    bytea  NOT NULL DEFAULT '',
  PRIMARY KEY (tenant, collection, id)
);
COMMENT ON TABLE segment IS 'One write or merge. lengths and passages never change; deleted only grows.';
ALTER TABLE segment ALTER COLUMN lengths SET STORAGE EXTERNAL, ALTER COLUMN passages SET STORAGE EXTERNAL;

CREATE TABLE posting (
  tenant     int    NOT NULL,
  collection int    NOT NULL,
  term       bigint NOT NULL,
  segment    int    NOT NULL,
  data       bytea  NOT NULL,
  PRIMARY KEY (tenant, collection, term, segment)
) WITH (toast_tuple_target = 8160);
ALTER TABLE posting ALTER COLUMN data SET STORAGE EXTERNAL;
CREATE INDEX posting_segment ON posting (tenant, collection, segment);
COMMENT ON TABLE posting IS 'Never updated: a reader may keep its rows by (collection, term, segment).';
