-- Which models a collection's passages are embedded by, and the change to others that is on its way (ADR 37).

ALTER TABLE collection
  ADD COLUMN embedding         text[] COLLATE "C" NOT NULL DEFAULT '{bge-small-zh-v1.5,bge-small-en-v1.5}',
  ADD COLUMN embedding_next    text[] COLLATE "C",
  ADD COLUMN embedding_passage bigint NOT NULL DEFAULT 0,
  ADD COLUMN embedding_done    bigint NOT NULL DEFAULT 0;
COMMENT ON COLUMN collection.embedding IS 'The models whose vectors are searched: one, or one for each language.';
COMMENT ON COLUMN collection.embedding_next IS 'The models that it shall have; NULL while none are on their way.';
COMMENT ON COLUMN collection.embedding_passage IS 'Passages up to this one have vectors of the next models.';
COMMENT ON COLUMN collection.embedding_done IS 'About how many those are.';
