// What the scripts of the compatibility kit share: they read a file of steps, [{"name", "statements"}], run them and
// some of their own, and print each step as one line of JSON: {"name", "lines"}.
const { readFileSync } = require('fs');

const [, , url, third, fourth] = process.argv;
const steps = JSON.parse(readFileSync(fourth || third, 'utf8'));
let lines = [];

function tell(text) {
  lines.push(String(text));
}

function end(name) {
  process.stdout.write(JSON.stringify({ name, lines }) + '\n');
  lines = [];
}

async function attempt(action) {
  try {
    await action();
  } catch (error) {
    tellError(error);
  }
}

async function step(name, action) {
  await attempt(action);
  end(name);
}

// An engine's error, an error of HTTP, or whatever else a client throws; no stack, for that is the client's own.
function tellError(error) {
  const { message, errorCode, errorName, errorType, sqlState, errorLocation, failureInfo, code, name } = error;
  const status = error.response && error.response.status;
  const body = error.response && error.response.data;
  tell('error ' + JSON.stringify({
    message: error.sqlState || !error.error ? message : undefined, code, name, errorCode, errorName, errorType, sqlState, errorLocation, status, body,
    failure: failureInfo && { type: failureInfo.type, message: failureInfo.message, location: failureInfo.errorLocation },
    shown: typeof message === 'string' ? message : JSON.stringify(message),
  }));
  if (error.error && error.error !== error) {
    tellError(error.error);
  }
}

// All that the pages of one statement show, whichever page shows it.
class Shown {
  constructor(sql) {
    tell('> ' + sql);
    this.keys = new Set();
    this.rows = [];
  }

  page(page) {
    Object.keys(page).forEach((key) => this.keys.add(key));
    this.columns = this.columns || page.columns;
    this.rows.push(...(page.data || []));
    this.failed = this.failed || page.error;
    if (page.stats) {
      this.state = page.stats.state;
    }
    if (page.updateType !== undefined) {
      this.update = page.updateType + ' ' + page.updateCount;
    }
    if (page.warnings && page.warnings.length) {
      this.warnings = page.warnings;
    }
    if (page.infoUri) {
      this.infoUri = page.infoUri;
    }
  }

  // Which pages are seen is a matter of time: what only passing pages have counts for nothing, and neither does what an
  // engine had told before it failed.
  end() {
    if (this.failed) {
      tell(`failed, state ${this.state}, info ${this.infoUri}`);
      tellError(this.failed);
      return;
    }
    const passing = ['nextUri', 'partialCancelUri', 'data', 'columns'];
    const keys = [...this.keys].filter((key) => !passing.includes(key)).sort();
    tell('columns ' + JSON.stringify(this.columns));
    this.rows.forEach((row) => tell(JSON.stringify(row, (_, value) => (typeof value === 'bigint' ? `${value}n` : value))));
    tell(`rows ${this.rows.length}, update ${this.update}, state ${this.state}, warnings ${JSON.stringify(this.warnings)}, info ${this.infoUri}, keys ${keys}`);
  }
}

async function common(run) {
  for (const { name, statements } of steps) {
    for (const sql of statements) {
      await attempt(() => run(sql));
    }
    end(name);
  }
}

function text(length) {
  return 'SELECT 1 /* ' + 'x'.repeat(length - 15) + ' */';
}

module.exports = { url, third, step, attempt, tell, tellError, Shown, common, text };
