// Runs statements with trino-client: node trino.mjs URL rows|cancel SQL[;SQL…]
// "rows" prints each row as one line of JSON; "cancel" cancels the query once it runs.
// An error of the engine goes to standard error, with exit code 1.
import { BasicAuth, Trino } from 'trino-client';

const [, , server, action, script] = process.argv;
const trino = Trino.create({ server, catalog: 'tpch', schema: 'tiny', source: 'npm', auth: new BasicAuth('alice') });

for (const sql of script.split(';')) {
  let cancelled = false;
  for await (const page of await trino.query(sql)) {
    if (page.error) {
      console.error(page.error.message);
      process.exit(1);
    }
    if (page.data) {
      process.stdout.write(page.data.map((row) => JSON.stringify(row) + '\n').join(''));
    }
    if (action === 'cancel' && !cancelled && page.stats.state === 'RUNNING') {
      cancelled = true;
      await trino.cancel(page.id);
    }
  }
}
