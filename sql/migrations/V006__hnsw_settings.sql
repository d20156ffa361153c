-- How thoroughly a collection's vectors are indexed and searched.

ALTER TABLE collection
  ADD COLUMN hnsw_m               int NOT NULL DEFAULT 16  CHECK (hnsw_m BETWEEN 2 AND 100),
  ADD COLUMN hnsw_ef_construction int NOT NULL DEFAULT 64  CHECK (hnsw_ef_construction BETWEEN 4 AND 1000),
  ADD COLUMN hnsw_ef_search       int NOT NULL DEFAULT 200 CHECK (hnsw_ef_search BETWEEN 1 AND 1000);
