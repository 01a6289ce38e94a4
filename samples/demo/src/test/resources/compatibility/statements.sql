--- one number
SELECT 1
--- numbers
SELECT TINYINT '-128', SMALLINT '32767', 2147483647, BIGINT '-9223372036854775808', REAL '1.5', DOUBLE '-1.25E300', nan(), infinity(), -infinity(), DECIMAL '12345678901234567890.123456789', DECIMAL '-0.10', CAST(NULL AS decimal(38, 2))
--- booleans
SELECT true, false, CAST(NULL AS boolean), 1 = 2
--- texts
SELECT 'äöü', '漢字', U&'\+01F986', '', ' spaces ', 'a"b', 'it''s', 'a,b;c', CAST('ab' AS char(5)), CAST('abc' AS varchar(3)), chr(9) || 'tab', 'back\slash', 'line' || chr(10) || 'feed'
--- names of columns
SELECT 1 AS a, 2 AS a, 3 AS "A b", 4 AS "ü", 5 AS "select", 6 AS "a""b", 7
--- binary
SELECT X'00ff10', to_utf8('äöü'), X'', CAST(NULL AS varbinary), from_hex('cafe')
--- dates
SELECT DATE '2024-02-29', DATE '0001-01-01', DATE '9999-12-31', CAST(NULL AS date)
--- times
SELECT TIME '01:02:03', TIME '23:59:59.999', CAST(NULL AS time)
--- timestamps
SELECT TIMESTAMP '2024-02-29 01:02:03', TIMESTAMP '1969-12-31 23:59:59.999', TIMESTAMP '2024-03-31 02:30:00.5', CAST(NULL AS timestamp)
--- times and timestamps with zones
SELECT TIME '01:02:03.456 +05:30', TIMESTAMP '2024-02-29 01:02:03.456 Europe/Berlin', TIMESTAMP '2024-07-01 00:00:00 America/Los_Angeles', TIMESTAMP '2024-02-29 01:02:03 +01:00', TIMESTAMP '2024-02-29 01:02:03 UTC'
--- trino: precisions of time
SELECT TIME '01:02:03.123456789012', TIMESTAMP '2024-02-29 01:02:03.123456789012', TIMESTAMP '2024-02-29 01:02:03.123456789 Asia/Kolkata', CAST('01:02:03' AS time(0)), TIME '01:02:03.123456+00:00'
--- intervals
SELECT INTERVAL '3' DAY, INTERVAL '-1' HOUR, INTERVAL '2' YEAR, INTERVAL '1-2' YEAR TO MONTH, INTERVAL '1 02:03:04.567' DAY TO SECOND
--- arrays
SELECT ARRAY[1, 2, 3], ARRAY['a', NULL, 'ü'], ARRAY[ARRAY[1.5], ARRAY[]], CAST(ARRAY[] AS array(bigint)), ARRAY[DATE '2024-02-29'], CAST(NULL AS array(varchar))
--- maps
SELECT MAP(ARRAY['a', 'b'], ARRAY[1, 2]), MAP(ARRAY[1], ARRAY[NULL]), MAP(), MAP(ARRAY['x'], ARRAY[MAP(ARRAY['y'], ARRAY[true])])
--- rows
SELECT ROW(1, 'a', NULL), CAST(ROW(1, 'ü') AS ROW(x bigint, "the y" varchar)), ARRAY[ROW(1, DATE '2024-02-29')], CAST(ROW(ROW(1.5)) AS ROW(outer_field ROW(inner_field double)))
--- json
SELECT JSON '{"a": [1, 2.5, null, "ü"], "b": {}}', JSON 'null', CAST(ARRAY[1, NULL] AS json), json_parse('"text"'), json_extract('{"a": 1}', '$.a')
--- uuid and addresses
SELECT CAST('12151fd2-7586-11e9-8f9e-2a86e4085a59' AS uuid), IPADDRESS '10.0.0.1', IPADDRESS '2001:db8::1', CAST(NULL AS uuid)
--- sketches
SELECT typeof(approx_set(1)), cardinality(approx_set(n)), typeof(CAST(NULL AS qdigest(bigint))) FROM (VALUES 1, 2, 3) t(n)
--- trino: newer types
SELECT CAST(NULL AS tdigest), typeof(make_set_digest(1)), TIMESTAMP '2024-02-29 01:02:03' AT TIME ZONE 'Asia/Tokyo'
--- nulls
SELECT NULL, CAST(NULL AS varchar), CAST(NULL AS bigint), CAST(NULL AS json), CAST(NULL AS double), CAST(NULL AS ROW(a bigint)), CAST(NULL AS map(varchar, bigint))
--- a table
SELECT * FROM tpch.tiny.nation ORDER BY nationkey
--- no rows
SELECT * FROM tpch.tiny.nation WHERE nationkey < 0
--- groups and windows
SELECT regionkey, count(*) AS nations, min(name), array_agg(nationkey ORDER BY nationkey), rank() OVER (ORDER BY regionkey) FROM tpch.tiny.nation GROUP BY regionkey ORDER BY regionkey
--- a join with grouping sets
SELECT r.name, n.nationkey, count(*) FROM tpch.tiny.nation n JOIN tpch.tiny.region r ON n.regionkey = r.regionkey GROUP BY GROUPING SETS ((r.name), (n.nationkey), ()) ORDER BY 1 NULLS LAST, 2 NULLS LAST
--- values and a common table
WITH t(a, b) AS (VALUES (1, 'x'), (2, 'y')) SELECT b, a FROM t UNION ALL SELECT upper(b), -a FROM t ORDER BY 2
--- trino: many pages
SELECT n, k, rpad('row ' || CAST(n AS varchar), 1200, 'abcdefghij') FROM UNNEST(sequence(1, 3000)) AS s(n) CROSS JOIN (VALUES 1, 2, 3, 4) AS v(k) ORDER BY n, k
--- presto: many pages
SELECT n, k, rpad('row ' || CAST(n AS varchar), 1200, 'abcdefghij') FROM UNNEST(sequence(1, 1500)) AS s(n) CROSS JOIN (VALUES 1, 2, 3, 4) AS v(k) ORDER BY n, k
--- one large value
SELECT length(x), x FROM (SELECT rpad('x', 300000, 'äb') AS x)
--- many columns
SELECT * FROM (SELECT 1 AS c) CROSS JOIN tpch.tiny.region CROSS JOIN tpch.tiny.region AS r2 ORDER BY 2, 5 LIMIT 3
--- catalogs
SHOW CATALOGS
--- schemas
SHOW SCHEMAS FROM tpch
--- schemas like
SHOW SCHEMAS FROM tpch LIKE 'sf1%'
--- tables
SHOW TABLES FROM tpch.tiny
--- columns
SHOW COLUMNS FROM tpch.tiny.lineitem
--- a table described
DESCRIBE tpch.tiny.nation
--- how a table was created
SHOW CREATE TABLE tpch.tiny.nation
--- statistics
SHOW STATS FOR tpch.tiny.nation
--- functions
SHOW FUNCTIONS LIKE 'array%'
--- the session
SHOW SESSION LIKE 'query_max%'
--- tables of the information schema
SELECT table_schema, table_name, table_type FROM tpch.information_schema.tables WHERE table_schema = 'tiny' ORDER BY 2
--- columns of the information schema
SELECT * FROM tpch.information_schema.columns WHERE table_schema = 'tiny' AND table_name = 'region' ORDER BY ordinal_position
--- trino: types of the driver's tables
SELECT type_name, data_type, "precision" FROM system.jdbc.types ORDER BY 1, 2
--- plan
EXPLAIN SELECT count(*) FROM tpch.tiny.nation WHERE regionkey = 1
--- distributed plan
EXPLAIN (TYPE DISTRIBUTED) SELECT r.name, count(*) FROM tpch.tiny.nation n JOIN tpch.tiny.region r ON n.regionkey = r.regionkey GROUP BY 1
--- plan as JSON
EXPLAIN (TYPE DISTRIBUTED, FORMAT JSON) SELECT name FROM tpch.tiny.region
--- plan as a graph
EXPLAIN (TYPE DISTRIBUTED, FORMAT GRAPHVIZ) SELECT 1
--- validated
EXPLAIN (TYPE VALIDATE) SELECT * FROM tpch.tiny.region
--- inputs and outputs
EXPLAIN (TYPE IO, FORMAT JSON) SELECT * FROM tpch.tiny.region
--- validation that fails
EXPLAIN (TYPE VALIDATE) SELECT nosuch FROM tpch.tiny.region
--- who I am
SELECT current_user, current_timezone()
--- a schema made
CREATE SCHEMA ${schema}
--- a schema made twice
CREATE SCHEMA ${schema}
--- a table made of a query
CREATE TABLE ${schema}.t AS SELECT nationkey, name, regionkey FROM tpch.tiny.nation
--- rows added
INSERT INTO ${schema}.t SELECT nationkey + 100, name, regionkey FROM tpch.tiny.nation WHERE regionkey < 2
--- values added
INSERT INTO ${schema}.t (name, nationkey) VALUES ('ü', 500), (NULL, 501)
--- what was written
SELECT count(*), count(name), max(nationkey) FROM ${schema}.t
--- a table defined
CREATE TABLE IF NOT EXISTS ${schema}.defined (id bigint COMMENT 'the key', at timestamp, tags array(varchar))
--- a table defined twice
CREATE TABLE ${schema}.defined (id bigint)
--- the table's own definition
SHOW CREATE TABLE ${schema}.defined
--- a value of a wrong type
INSERT INTO ${schema}.defined (id) VALUES ('text')
--- too few values
INSERT INTO ${schema}.defined VALUES (1)
--- a table changed
ALTER TABLE ${schema}.defined ADD COLUMN extra varchar
--- rows deleted
DELETE FROM ${schema}.t WHERE nationkey > 200
--- trino: rows updated
UPDATE ${schema}.t SET name = 'x' WHERE nationkey = 1
--- trino: rows merged
MERGE INTO ${schema}.t USING (VALUES 1) AS s(k) ON nationkey = k WHEN MATCHED THEN DELETE
--- trino: a table emptied
TRUNCATE TABLE ${schema}.defined
--- a view made
CREATE VIEW ${schema}.v AS SELECT name FROM ${schema}.t WHERE nationkey = 3
--- a view read
SELECT * FROM ${schema}.v
--- a view shown
SHOW CREATE VIEW ${schema}.v
--- a view dropped
DROP VIEW ${schema}.v
--- a table analysed
ANALYZE tpch.tiny.nation
--- a table renamed
ALTER TABLE ${schema}.t RENAME TO ${schema}.u
--- tables left
SHOW TABLES FROM ${schema}
--- tables dropped
DROP TABLE ${schema}.u;
DROP TABLE ${schema}.defined;
DROP TABLE IF EXISTS ${schema}.nosuch
--- a table dropped twice
DROP TABLE ${schema}.u
--- the schema dropped
DROP SCHEMA ${schema}
--- a statement prepared and executed
PREPARE kit_select FROM SELECT name, ? AS given FROM tpch.tiny.nation WHERE nationkey = ?;
EXECUTE kit_select USING 'x', 3;
EXECUTE kit_select USING CAST(NULL AS varchar), 4
--- what goes into it
DESCRIBE INPUT kit_select
--- what comes out of it
DESCRIBE OUTPUT kit_select
--- too few parameters
EXECUTE kit_select USING 'x'
--- a long statement prepared
PREPARE kit_long FROM SELECT nationkey FROM tpch.tiny.nation WHERE nationkey IN (?, 1000000001, 1000000002, 1000000003, 1000000004, 1000000005, 1000000006, 1000000007, 1000000008, 1000000009, 1000000010, 1000000011, 1000000012, 1000000013, 1000000014, 1000000015, 1000000016, 1000000017, 1000000018, 1000000019, 1000000020) OR comment LIKE 'a text that nothing is like: äöü 漢字 "quoted" % & + = , ; / ?' ORDER BY nationkey;
EXECUTE kit_long USING 7
--- statements forgotten
DEALLOCATE PREPARE kit_select;
DEALLOCATE PREPARE kit_long
--- a forgotten statement executed
EXECUTE kit_select USING 'x', 3
--- a statement executed at once
EXECUTE IMMEDIATE 'SELECT name FROM tpch.tiny.nation WHERE nationkey = ?' USING 3
--- a session property set, shown and reset
SET SESSION query_max_run_time = '7m';
SHOW SESSION LIKE 'query_max_run_time';
RESET SESSION query_max_run_time;
SHOW SESSION LIKE 'query_max_run_time'
--- an unknown session property
SET SESSION nosuch_property = 1
--- a session property of a wrong type
SET SESSION query_max_run_time = 5
--- a session property of a catalog
SET SESSION tpch.nosuch = 1
--- trino: a time zone set and reset
SET TIME ZONE 'Asia/Tokyo';
SELECT current_timezone(), CAST(TIMESTAMP '2024-02-29 00:00:00' AS timestamp with time zone);
SET TIME ZONE LOCAL
--- trino: a path set
SET PATH tpch.tiny
--- a role set
SET ROLE nosuch
--- roles shown
SHOW ROLES
--- a privilege granted
GRANT SELECT ON tpch.tiny.nation TO USER bob
--- another schema used and left
USE tpch.sf1;
SELECT count(*) FROM region;
USE tpch.tiny
--- an unknown schema used
USE tpch.nosuch
--- an unknown catalog used
USE nosuch.nosuch
--- syntax error
SELEC 1
--- syntax error in a later line
SELECT 1,
  2
  FRM x
--- nothing selected
SELECT
--- unknown column
SELECT nosuch FROM tpch.tiny.nation
--- unknown table
SELECT * FROM tpch.tiny.nosuch
--- unknown schema
SELECT * FROM tpch.nosuch.nation
--- unknown catalog
SELECT * FROM nosuch.tiny.nation
--- unknown function
SELECT nosuch(1)
--- wrong arguments
SELECT length(1)
--- wrong types
SELECT 1 = 'x'
--- column not grouped
SELECT name, count(*) FROM tpch.tiny.nation
--- division by zero
SELECT 1 / 0
--- failure in a row far down
SELECT 10 / (nationkey - 24) FROM tpch.tiny.nation
--- cast that fails
SELECT CAST('ä "x"' AS bigint)
--- number out of range
SELECT CAST(300 AS tinyint)
--- index out of bounds
SELECT ARRAY[1][2]
--- subquery of several rows
SELECT (SELECT nationkey FROM tpch.tiny.nation)
--- unsupported
CREATE TABLE tpch.tiny.kit (a bigint)
--- a procedure that does not exist
CALL system.runtime.nosuch()
--- a query killed that does not exist
CALL system.runtime.kill_query('20200101_000000_00000_aaaaa', 'kit')
--- a query killed by a word that is no id
CALL system.runtime.kill_query('nosuch')
--- comments before and in a statement
/* first; second */ SELECT /* 'x' */ 1 -- the end; really
--- unicode in a comment
SELECT 'ä' /* 漢字 🦆 */
--- trino: a function of the statement
WITH FUNCTION twice(x bigint) RETURNS bigint RETURN x * 2 SELECT twice(21)
--- trino: a table function
SELECT * FROM TABLE(sequence(start => 1, stop => 3))
--- trino: patterns in rows
SELECT * FROM (VALUES (1, 10), (2, 5), (3, 8)) AS t(id, price) MATCH_RECOGNIZE (ORDER BY id MEASURES A.price AS top, LAST(id) AS ends PATTERN (A B+) DEFINE B AS price < A.price)
--- trino: JSON functions
SELECT json_query('{"a": [1, 2]}', 'lax $.a[*]' WITH ARRAY WRAPPER), json_exists('{"a": 1}', 'strict $.b'), json_object('k' : 1)
--- a warning
SELECT count(*) FROM (SELECT 1 AS x UNION SELECT 2) WHERE x IN (SELECT DISTINCT nationkey FROM tpch.tiny.nation)
--- a lambda
SELECT transform(ARRAY[1, 2], x -> x + 1), reduce(ARRAY[5, 6], 0, (s, x) -> s + x, s -> s)
--- pages of nothing before the end
SELECT n FROM UNNEST(sequence(1, 10000)) AS s(n) WHERE n % 5000 = 0 ORDER BY n
