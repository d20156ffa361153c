-- A search asks a segment for two keys a term instead of six where the segment says how its rows are shared.

ALTER TABLE segment ADD COLUMN shared_bits int;
COMMENT ON COLUMN segment.shared_bits IS
  'how many first bits of terms tell shared rows of posting apart; null in segments from before this was told';
