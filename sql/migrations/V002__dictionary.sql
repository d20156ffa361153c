-- User dictionaries (ADR 0014): words of an operator's own, in force in every instance when their transaction commits.

CREATE TABLE dictionary_word (
  word   text COLLATE "C" PRIMARY KEY CHECK (char_length(word) BETWEEN 1 AND 64 AND word !~ '[[:space:][:cntrl:]]'),
  weight double precision NOT NULL DEFAULT 1 CHECK (weight >= 0 AND weight <> 'NaN'),
  tag    text NOT NULL DEFAULT '' CHECK (tag ~ '^([^[:space:]/]{1,16}(/[A-Z]{1,8})?)?$')
);
COMMENT ON COLUMN dictionary_word.weight IS '1 prefers the word as a common word is preferred; Infinity never splits it.';
COMMENT ON COLUMN dictionary_word.tag IS 'NR, or with the universal tag NR/PROPN; empty leaves it to the tagger.';

CREATE TABLE dictionary_revision (
  one      boolean PRIMARY KEY DEFAULT true CHECK (one),
  revision bigint  NOT NULL
);
INSERT INTO dictionary_revision (revision) VALUES (1);
COMMENT ON TABLE dictionary_revision IS 'Rises with every statement that changes dictionary_word; its row lock puts writers in order.';

CREATE FUNCTION dictionary_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE dictionary_revision SET revision = revision + 1;
  NOTIFY dictionary_changed;
  RETURN NULL;
END
$$;
CREATE TRIGGER dictionary_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON dictionary_word
  FOR EACH STATEMENT EXECUTE FUNCTION dictionary_changed();

CREATE TABLE dictionary_version (
  version text        COLLATE "C" PRIMARY KEY,
  words   text        NOT NULL,
  kept    timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE dictionary_version IS 'The words that collections were built with, so that they are searched with the same.';
