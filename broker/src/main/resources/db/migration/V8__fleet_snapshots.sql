-- The load of the fleet as rules saw it; decisions hold the id. What is equal is kept once.
CREATE TABLE fleet_snapshot (
  id     VARCHAR(24) NOT NULL PRIMARY KEY,
  packed ${text}     NOT NULL
);
