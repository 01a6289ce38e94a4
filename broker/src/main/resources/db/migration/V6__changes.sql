-- Who changed what over the admin API or in a rules directory.
CREATE TABLE admin_change (
  -- The moment in microseconds since 1970, in 19 digits, and what makes it unique: sorts by time.
  id          VARCHAR(160) NOT NULL PRIMARY KEY,
  changed_at  BIGINT       NOT NULL,
  who         VARCHAR(255) NOT NULL,
  what        VARCHAR(32)  NOT NULL,
  subject     VARCHAR(255) NOT NULL,
  before_text ${text},
  after_text  ${text}
);
