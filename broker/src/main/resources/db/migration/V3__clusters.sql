CREATE TABLE cluster_entry (
  name       VARCHAR(63) NOT NULL PRIMARY KEY,
  spec       ${text}     NOT NULL,
  wish       VARCHAR(16) NOT NULL,
  version    BIGINT      NOT NULL,
  -- Microseconds since 1970.
  updated_at BIGINT      NOT NULL
);

-- What has happened once and must not happen again, on whichever replica.
CREATE TABLE milestone (
  name       VARCHAR(63) NOT NULL PRIMARY KEY,
  reached_at BIGINT      NOT NULL
);
