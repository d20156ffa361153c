-- Tenants (ADR 0023): rows of other tenants cannot be read or written, whatever the query says. The owner
-- of the tables, who migrates and dumps them, sees all.

CREATE TABLE tenant_role (
  role   text COLLATE "C" PRIMARY KEY,
  tenant int  NOT NULL
);
COMMENT ON TABLE tenant_role IS 'Database roles that belong to one tenant; filled by loquat_admit.';

-- The tenant of a role is fixed; a role that belongs to none says for whom it works (loquat.tenant).
CREATE FUNCTION loquat_tenant() RETURNS int
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT
  RETURN coalesce(
    (SELECT tenant FROM tenant_role WHERE role = session_user),
    nullif(current_setting('loquat.tenant', true), '')::int);

CREATE FUNCTION loquat_protect(name text) RETURNS void
  LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
  EXECUTE format('CREATE POLICY own_tenant ON %I USING (tenant = (SELECT loquat_tenant()))', name);
END $$;
COMMENT ON FUNCTION loquat_protect IS 'For every table with a column tenant; called by the migration that makes it.';

SELECT loquat_protect(table_name) FROM information_schema.columns
 WHERE table_schema = current_schema() AND column_name = 'tenant' AND table_name <> 'tenant_role';

CREATE FUNCTION loquat_admit(name text, tenant int DEFAULT NULL) RETURNS void
  LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
  protected text;
BEGIN
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', current_schema(), name);
  FOR protected IN
    SELECT tablename FROM pg_policies WHERE schemaname = current_schema() AND policyname = 'own_tenant'
  LOOP
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO %I', protected, name);
  END LOOP;
  EXECUTE format('GRANT SELECT ON dictionary_word, dictionary_revision, dictionary_version TO %I', name);
  EXECUTE format('GRANT INSERT ON dictionary_version TO %I', name);
  EXECUTE format('GRANT USAGE ON SEQUENCE segment_number TO %I', name);
  DELETE FROM tenant_role WHERE role = name;
  IF tenant IS NOT NULL THEN
    INSERT INTO tenant_role VALUES (name, tenant);
  END IF;
END $$;
REVOKE EXECUTE ON FUNCTION loquat_protect, loquat_admit FROM PUBLIC;
COMMENT ON FUNCTION loquat_admit IS
  'Lets a role of the database use the store: for one tenant, or for the one that each of its sessions names. Again after an update that made tables.';
