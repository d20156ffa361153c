-- Filters find documents by an index for every role (ADR 42), and the tenant of a session costs a statement a fifth.

-- Row-level security keeps conditions of operators that are not leak-proof, as those of jsonb and numeric are, out of
-- indexes. This function looks for whoever may see the tenant's rows anyway: the tenant's own sessions, and the owner.
-- path decides; hints say what an index can be asked for: {"fields": [...], "ranges": [{"field", "numeric", "low": [...],
-- "high": [...]}]}, where bounds include themselves.
CREATE FUNCTION loquat_allowed(owned_by int, within int, path jsonpath, hints jsonb, most bigint)
  RETURNS SETOF bigint LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
DECLARE
  documents text := 'SELECT tenant, collection, id FROM document
                      WHERE tenant = $1 AND collection = $2 AND metadata @@ $3';
  in_range text;
BEGIN
  IF owned_by IS DISTINCT FROM loquat_tenant() AND NOT pg_has_role(session_user, current_user, 'USAGE') THEN
    RETURN;
  END IF;
  -- A document with several values of a field may fulfil each bound by another one.
  SELECT string_agg(format(
           '(SELECT document FROM document_value
              WHERE tenant = $1 AND collection = $2 AND field = %1$L AND %2$s
             UNION
             SELECT document FROM document_value
              WHERE tenant = $1 AND collection = $2 AND field = %1$L AND NOT one)', r.field, b.condition), ' INTERSECT ')
    INTO in_range
    FROM jsonb_to_recordset(hints -> 'ranges') AS r(field text, "numeric" boolean, low jsonb, high jsonb),
         LATERAL (SELECT string_agg(
                           CASE WHEN r."numeric" THEN format('number %s %L', side, bound #>> '{}')
                                ELSE format('text %s %L', side, left(bound #>> '{}', 64)) END, ' AND ')
                    FROM (SELECT '>=', jsonb_array_elements(r.low)
                          UNION ALL SELECT '<=', jsonb_array_elements(r.high)) AS bounds(side, bound)) AS b(condition)
   WHERE r.field IN (SELECT unnest(range_fields) FROM collection c WHERE c.tenant = owned_by AND c.id = within);
  -- Key by key, whatever the statistics say (ADR 40): joined, it was all by all.
  IF in_range IS NOT NULL THEN
    documents := format(
      'SELECT d.* FROM (%s) AS r(id), LATERAL (%s AND id = r.id OFFSET 0) AS d', in_range, documents);
  ELSIF hints ? 'fields' THEN
    documents := documents || ' AND jsonb_path_query_array(metadata, ''$.keyvalue().key'') @> $4';
  END IF;
  RETURN QUERY EXECUTE format(
    'SELECT p.id FROM (%s OFFSET 0) AS allowed,
            LATERAL (SELECT id FROM passage
                      WHERE tenant = allowed.tenant AND collection = allowed.collection AND document = allowed.id
                     OFFSET 0) AS p
      LIMIT $5', documents)
    USING owned_by, within, path, hints -> 'fields', most;
END $$;
COMMENT ON FUNCTION loquat_allowed IS 'The passages of a collection whose documents'' metadata fulfil a path.';

-- Which fields documents have.
CREATE INDEX document_fields ON document
  USING gin (jsonb_path_query_array(metadata, '$.keyvalue().key') jsonb_path_ops);

-- As before; PL/pgSQL keeps its plan, where a function of SQL was planned anew for each table of each statement.
CREATE OR REPLACE FUNCTION loquat_tenant() RETURNS int
  LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
BEGIN
  RETURN coalesce(
    (SELECT tenant FROM tenant_role WHERE role = session_user),
    nullif(current_setting('loquat.tenant', true), '')::int);
END $$;

-- Names are looked up when the functions run, and temporary tables before all others unless they are named last: a
-- role's own tenant_role would say whose rows it sees.
DO $$ BEGIN
  EXECUTE format('ALTER FUNCTION loquat_tenant SET search_path = %I, pg_temp', current_schema());
  EXECUTE format('ALTER FUNCTION loquat_allowed SET search_path = %I, pg_temp', current_schema());
END $$;
