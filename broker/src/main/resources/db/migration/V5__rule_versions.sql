-- The content of each rule set that was ever kept, by the hash that names it.
CREATE TABLE rule_version (
  version       VARCHAR(64)  NOT NULL PRIMARY KEY,
  -- A JSON array of the files: name, text, and binary when the text is Base64.
  files         ${text}      NOT NULL,
  -- Microseconds since 1970.
  first_seen_at BIGINT       NOT NULL,
  first_seen_by VARCHAR(255) NOT NULL
);

-- What came into force, in order. The key is the race: of two writers of one number, one is refused.
CREATE TABLE rule_activation (
  sequence      BIGINT        NOT NULL PRIMARY KEY,
  version       VARCHAR(64)   NOT NULL,
  activated_at  BIGINT        NOT NULL,
  who           VARCHAR(255)  NOT NULL,
  why           VARCHAR(1000) NOT NULL,
  origin        VARCHAR(16)   NOT NULL,
  -- The groups and clusters that existed when the version was checked, as JSON.
  targets       ${text}       NOT NULL
);

CREATE INDEX rule_activation_version ON rule_activation (version, sequence);
