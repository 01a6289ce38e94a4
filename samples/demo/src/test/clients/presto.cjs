// Runs statements with presto-client: node presto.cjs URL trino|presto rows|cancel SQL[;SQL…]
// "rows" prints each row as one line of JSON; "cancel" kills the query once it runs.
// An error of the engine goes to standard error, with exit code 1.
const presto = require('presto-client');

const [, , url, engine, action, script] = process.argv;
const { hostname, port } = new URL(url);
const client = new presto.Client({
  host: hostname, port: Number(port), engine, user: 'alice', source: 'npm', catalog: 'tpch', schema: 'tiny', checkInterval: 20,
});

function run(sql) {
  return new Promise((resolve, reject) => {
    client.execute({
      query: sql,
      state: (error, queryId, stats) => {
        if (action === 'cancel' && !error && stats.state === 'RUNNING') {
          client.kill(queryId);
        }
      },
      data: (error, rows) => process.stdout.write(rows.map((row) => JSON.stringify(row) + '\n').join('')),
      success: resolve,
      error: reject,
    });
  });
}

(async () => {
  for (const sql of script.split(';')) {
    await run(sql);
  }
})().catch((error) => {
  console.error(error.message || error);
  process.exit(1);
});
