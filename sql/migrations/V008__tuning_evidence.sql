ALTER TABLE collection ADD COLUMN fusion_evidence jsonb;
COMMENT ON COLUMN collection.fusion_evidence IS 'What the fusion measured on judged queries when it was chosen.';
