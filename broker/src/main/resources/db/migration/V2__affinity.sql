CREATE TABLE affinity (
  kind         VARCHAR(32)  NOT NULL,
  affinity_key VARCHAR(512) NOT NULL,
  cluster_name VARCHAR(63)  NOT NULL,
  -- Microseconds since 1970.
  seen_at      BIGINT       NOT NULL,
  PRIMARY KEY (kind, affinity_key)
);

CREATE INDEX affinity_age ON affinity (kind, seen_at);
