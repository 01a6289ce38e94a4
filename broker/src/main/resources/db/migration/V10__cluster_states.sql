-- How a cluster is drained, while that is the wish. Microseconds since 1970.
ALTER TABLE cluster_entry ADD COLUMN drain_since BIGINT;
ALTER TABLE cluster_entry ADD COLUMN drain_deadline BIGINT;
-- 1 when what is left at the deadline is cancelled.
ALTER TABLE cluster_entry ADD COLUMN drain_cancel INTEGER;

-- Each change of a cluster's state, as a replica saw it.
CREATE TABLE cluster_transition (
  -- The moment in microseconds since 1970, in 19 digits, and what makes it unique: sorts by time.
  id           VARCHAR(160)  NOT NULL PRIMARY KEY,
  cluster_name VARCHAR(63)   NOT NULL,
  from_state   VARCHAR(16)   NOT NULL,
  to_state     VARCHAR(16)   NOT NULL,
  -- Microseconds since 1970.
  changed_at   BIGINT        NOT NULL,
  reason       VARCHAR(1000) NOT NULL,
  replica      VARCHAR(255)  NOT NULL
);

CREATE INDEX cluster_transition_cluster ON cluster_transition (cluster_name, id);

-- At most one switch from some clusters of a group to others, the same on all replicas.
CREATE TABLE group_switch (
  group_name     VARCHAR(63)      NOT NULL PRIMARY KEY,
  -- As JSON: from, to, over, startPercent, by.
  spec           ${text}          NOT NULL,
  -- Microseconds since 1970.
  started_at     BIGINT           NOT NULL,
  -- The percentage at a moment, from which it grows while the switch is under way.
  anchor_at      BIGINT           NOT NULL,
  anchor_percent DOUBLE PRECISION NOT NULL,
  under_way      INTEGER          NOT NULL,
  revision       BIGINT           NOT NULL,
  who            VARCHAR(255)     NOT NULL
);
