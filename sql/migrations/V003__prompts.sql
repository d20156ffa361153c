-- Stored prompts (ADR 0030): versions that never change, and labels that point at them.

CREATE TABLE prompt_version (
  tenant  int         NOT NULL,
  name    text        COLLATE "C" NOT NULL,
  version int         NOT NULL CHECK (version > 0),
  source  text        NOT NULL,
  created timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant, name, version)
);
COMMENT ON TABLE prompt_version IS 'Never updated: a compiled version may be kept for ever.';

CREATE TABLE prompt_label (
  tenant  int         NOT NULL,
  name    text        COLLATE "C" NOT NULL,
  label   text        COLLATE "C" NOT NULL,
  step    int         NOT NULL,
  version int         NOT NULL,
  since   timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant, name, label, step),
  FOREIGN KEY (tenant, name, version) REFERENCES prompt_version ON DELETE CASCADE
);
COMMENT ON TABLE prompt_label IS 'The row with the highest step counts; a rollback removes it.';

CREATE TABLE prompt_revision (
  tenant   int    PRIMARY KEY,
  revision bigint NOT NULL
);
COMMENT ON TABLE prompt_revision IS 'Grows with every change: what an instance asks that did not listen.';

-- Whoever changes a row tells it, be it this service or a person with psql.
CREATE FUNCTION prompt_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changed record;
BEGIN
  IF TG_OP = 'DELETE' THEN changed := OLD; ELSE changed := NEW; END IF;
  INSERT INTO prompt_revision AS r (tenant, revision) VALUES (changed.tenant, 1)
    ON CONFLICT (tenant) DO UPDATE SET revision = r.revision + 1;
  PERFORM pg_notify('loquat_prompts', changed.tenant || ':' || changed.name);
  RETURN NULL;
END $$;

CREATE TRIGGER prompt_version_changed AFTER INSERT OR UPDATE OR DELETE ON prompt_version
  FOR EACH ROW EXECUTE FUNCTION prompt_changed();
CREATE TRIGGER prompt_label_changed AFTER INSERT OR UPDATE OR DELETE ON prompt_label
  FOR EACH ROW EXECUTE FUNCTION prompt_changed();
