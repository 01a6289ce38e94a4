-- At most one shadow and one canary, the same on all replicas.
CREATE TABLE rule_trial (
  kind       VARCHAR(16)  NOT NULL PRIMARY KEY,
  -- Microseconds since 1970; with the kind it names one trial for ever.
  started_at BIGINT       NOT NULL,
  revision   BIGINT       NOT NULL,
  candidate  VARCHAR(64)  NOT NULL,
  percent    INTEGER      NOT NULL,
  base       VARCHAR(64)  NOT NULL,
  who        VARCHAR(255)  NOT NULL,
  why        VARCHAR(1000) NOT NULL
);

-- What all replicas have counted for a trial, beside one active version.
CREATE TABLE rule_trial_count (
  kind       VARCHAR(16) NOT NULL,
  started_at BIGINT      NOT NULL,
  base       VARCHAR(64) NOT NULL,
  revision   BIGINT      NOT NULL,
  -- Microseconds since 1970.
  since      BIGINT      NOT NULL,
  counts     ${text}     NOT NULL,
  PRIMARY KEY (kind, started_at, base)
);
