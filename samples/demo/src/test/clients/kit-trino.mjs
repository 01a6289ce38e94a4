// The compatibility kit's script of trino-client: node kit-trino.mjs URL STEPS
import { BasicAuth, Trino } from 'trino-client';
import kit from './kit.cjs';

const options = { server: kit.url, catalog: 'tpch', schema: 'tiny', source: 'kit', auth: new BasicAuth('kit') };
const trino = Trino.create(options);

async function run(query, client = trino) {
  const shown = new kit.Shown(typeof query === 'string' ? query : JSON.stringify(query));
  let id;
  for await (const page of await client.query(query)) {
    id = page.id;
    shown.page(page);
  }
  shown.end();
  return id;
}

await kit.common(run);
await kit.step('an empty statement', () => run(''));
await kit.step('comments only', () => run('-- nothing'));
await kit.step('a semicolon at the end', () => run('SELECT 1;'));
await kit.step('a long text', () => run(kit.text(900000)));
await kit.step('too long a text', () => run(kit.text(1100000)));
await kit.step('options of a query', () => run({
  query: 'SELECT current_user, current_catalog, current_schema', catalog: 'tpch', schema: 'sf1', user: 'kit', session: { query_max_run_time: '5m' },
  extraCredential: { key: 'value' }, extraHeaders: { 'X-Trino-Client-Tags': 'a,b', 'X-Trino-Client-Info': 'kit', 'X-Trino-Time-Zone': 'Asia/Tokyo' },
}));
await kit.step('a session of the client', () => run("SHOW SESSION LIKE 'query_max_run_time'", Trino.create({ ...options, session: { query_max_run_time: '5m' } })));
await kit.step('an unknown session property', () => run('SELECT 1', Trino.create({ ...options, session: { nosuch: '1' } })));
await kit.step('an unknown catalog as the default', () => run('SELECT * FROM nation', Trino.create({ ...options, catalog: 'nosuch' })));
await kit.step('a time zone', () => run('SELECT current_timezone()', Trino.create({ ...options, extraHeaders: { 'X-Trino-Time-Zone': 'Asia/Tokyo' } })));
await kit.step('a password without TLS', () => run('SELECT 1', Trino.create({ ...options, auth: new BasicAuth('kit', 'secret') })));
await kit.step('another user', () => run('SELECT current_user', Trino.create({ ...options, auth: new BasicAuth('kit'), extraHeaders: { 'X-Trino-User': 'kit' } })));
await kit.step('no user', () => run('SELECT 1', Trino.create({ ...options, auth: undefined })));
await kit.step("a query's information", async () => {
  const info = await trino.queryInfo(await run('SELECT 1'));
  kit.tell(JSON.stringify({ id: info.queryId, state: info.state, query: info.query, keys: Object.keys(info).sort() }));
});
await kit.step('information of an unknown query', () => trino.queryInfo('20200101_000000_00000_aaaaa'));
await kit.step('an unknown query cancelled', async () => kit.tell(JSON.stringify(await trino.cancel('20200101_000000_00000_aaaaa'))));
await kit.step('cancelled while it runs', async () => {
  let cancelled = false;
  for await (const page of await trino.query('SELECT a.orderkey FROM tpch.tiny.lineitem a CROSS JOIN tpch.tiny.lineitem b')) {
    if (!cancelled && page.stats.state === 'RUNNING') {
      cancelled = true;
      kit.tell(JSON.stringify(await trino.cancel(page.id)));
    }
    if (page.error) {
      kit.tellError(page.error);
    }
  }
});
await kit.step('a transaction by headers', async () => {
  const begun = await trino.query({ query: 'START TRANSACTION', extraHeaders: { 'X-Trino-Transaction-Id': 'NONE' } });
  for await (const page of begun) {
    kit.tell(page.stats.state === 'FINISHED');
  }
});
await kit.step('ten statements at once', async () => {
  const answers = await Promise.all([...Array(10).keys()].map(async (n) => (await (await trino.query(`SELECT ${n} * 1000`)).fold([], (page, all) => all.concat(page.data || [])))));
  kit.tell(JSON.stringify(answers));
});
