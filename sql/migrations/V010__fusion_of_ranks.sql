-- Reciprocal rank fusion: k and the weights of the two paths.

ALTER TABLE collection
  ADD COLUMN fusion_k      int NOT NULL DEFAULT 60 CHECK (fusion_k BETWEEN 1 AND 1000),
  ADD COLUMN fusion_bm25   double precision NOT NULL DEFAULT 1 CHECK (fusion_bm25 BETWEEN 0 AND 100),
  ADD COLUMN fusion_vector double precision NOT NULL DEFAULT 1 CHECK (fusion_vector BETWEEN 0 AND 100);
