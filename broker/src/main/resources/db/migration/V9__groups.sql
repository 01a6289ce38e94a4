-- The fleet's groups, kept as its clusters are.
CREATE TABLE group_entry (
  name       VARCHAR(63) NOT NULL PRIMARY KEY,
  spec       ${text}     NOT NULL,
  version    BIGINT      NOT NULL,
  -- Microseconds since 1970.
  updated_at BIGINT      NOT NULL
);

-- One row: counts the changes of clusters and groups, so that replicas see cheaply whether there is
-- something new. Every change begins with it, and so holds its lock: there is one at a time.
CREATE TABLE fleet_revision (
  id       INTEGER NOT NULL PRIMARY KEY,
  revision BIGINT  NOT NULL
);

INSERT INTO fleet_revision (id, revision) VALUES (1, 1);
