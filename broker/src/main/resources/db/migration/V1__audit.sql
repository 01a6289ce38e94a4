-- Ids sort as their moments do: the primary key is also the order of every list, and the range of time.
CREATE TABLE decision (
  id           VARCHAR(26)  NOT NULL PRIMARY KEY,
  replica      VARCHAR(255) NOT NULL,
  user_name    VARCHAR(255) NOT NULL,
  source       VARCHAR(255) NOT NULL,
  outcome      VARCHAR(16)  NOT NULL,
  group_name   VARCHAR(63),
  cluster_name VARCHAR(63),
  query_id     VARCHAR(255),
  sql_text     ${text}      NOT NULL,
  -- The whole record as JSON, without the SQL text.
  body         ${text}      NOT NULL
);

CREATE INDEX decision_user ON decision (user_name, id);
CREATE INDEX decision_source ON decision (source, id);
CREATE INDEX decision_outcome ON decision (outcome, id);
CREATE INDEX decision_group ON decision (group_name, id);
CREATE INDEX decision_cluster ON decision (cluster_name, id);
CREATE INDEX decision_query ON decision (query_id);

CREATE TABLE decision_rule (
  rule_name   VARCHAR(255) NOT NULL,
  decision_id VARCHAR(26)  NOT NULL,
  PRIMARY KEY (rule_name, decision_id)
);

-- A table of its own: an end may be delivered before its decision, and by another replica.
CREATE TABLE query_end (
  query_id          VARCHAR(255) NOT NULL PRIMARY KEY,
  cluster_name      VARCHAR(63),
  state             VARCHAR(16)  NOT NULL,
  error_code        INTEGER,
  error_name        VARCHAR(255),
  error_type        VARCHAR(255),
  elapsed_millis    BIGINT,
  cpu_millis        BIGINT,
  row_count         BIGINT,
  byte_count        BIGINT,
  peak_memory_bytes BIGINT,
  -- Microseconds since 1970: every database and driver agrees on what a BIGINT is.
  ended_at          BIGINT       NOT NULL
);
