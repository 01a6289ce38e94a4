-- What the gathering of costs needs of a decision, so that it need not read the whole.
ALTER TABLE decision ADD COLUMN fingerprint VARCHAR(255);
-- The names as a JSON list.
ALTER TABLE decision ADD COLUMN teams ${text};

CREATE INDEX decision_fingerprint ON decision (fingerprint, id);

-- Sums of what ended within five minutes. A row belongs to one process of one broker, so that two
-- never wait for each other, nor insert the same row; readers add them up.
CREATE TABLE usage_bucket (
  -- Five minutes, counted from 1970. First in the key: a day is read hour by hour.
  bucket     BIGINT       NOT NULL,
  kind       VARCHAR(8)   NOT NULL,
  name       VARCHAR(255) NOT NULL,
  writer     VARCHAR(32)  NOT NULL,
  queries    BIGINT       NOT NULL,
  cpu_millis BIGINT       NOT NULL,
  byte_count BIGINT       NOT NULL,
  -- Microseconds since 1970.
  changed_at BIGINT       NOT NULL,
  PRIMARY KEY (bucket, kind, name, writer)
);

CREATE INDEX usage_bucket_changed ON usage_bucket (changed_at);
