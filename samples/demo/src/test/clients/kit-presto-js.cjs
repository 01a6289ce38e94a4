// The compatibility kit's script of @prestodb/presto-js-client: node kit-presto-js.cjs URL STEPS
const { PrestoClient } = require('@prestodb/presto-js-client');
const kit = require('./kit.cjs');

const { hostname, port } = new URL(kit.url);
const options = { host: 'http://' + hostname, port: Number(port), user: 'kit', source: 'kit', catalog: 'tpch', schema: 'tiny' };
const client = new PrestoClient(options);

async function run(sql, using = client, more = undefined) {
  const shown = new kit.Shown(sql);
  const { queryId, ...page } = await using.query(sql, more);
  shown.page(page);
  shown.end();
  return queryId;
}

(async () => {
  await kit.common((sql) => run(sql));
  await kit.step('an empty statement', () => run(''));
  await kit.step('comments only', () => run('-- nothing'));
  await kit.step('a semicolon at the end', () => run('SELECT 1;'));
  await kit.step('a long text', () => run(kit.text(900000)));
  await kit.step('too long a text', () => run(kit.text(1100000)));
  await kit.step('all catalogs', async () => kit.tell(JSON.stringify(await client.getCatalogs())));
  await kit.step('all schemas', async () => kit.tell(JSON.stringify(await client.getSchemas('tpch'))));
  await kit.step('all tables', async () => kit.tell(JSON.stringify((await client.getTables({ catalog: 'tpch', schema: 'tiny' })).map(({ tableName, tableType }) => [tableName, tableType]).sort())));
  await kit.step('all columns', async () => kit.tell(JSON.stringify(await client.getColumns({ catalog: 'tpch', schema: 'tiny', table: 'nation' }))));
  await kit.step('another schema', () => run('SELECT count(*) FROM region', client, { schema: 'sf1' }));
  await kit.step('an unknown catalog as the default', () => run('SELECT * FROM nation', client, { catalog: 'nosuch' }));
  await kit.step('a time zone', () => run('SELECT current_timezone()', new PrestoClient({ ...options, timezone: 'Asia/Tokyo' })));
  await kit.step('headers of its own', () => run("SHOW SESSION LIKE 'query_max_run_time'", new PrestoClient({ ...options, extraHeaders: { 'X-Presto-Session': 'query_max_run_time=5m', 'X-Presto-Client-Tags': 'a,b' } })));
  await kit.step('no user', () => run('SELECT 1', new PrestoClient({ ...options, user: undefined })));
  await kit.step('a password without TLS', () => run('SELECT current_user', new PrestoClient({ ...options, basicAuthentication: { user: 'kit', password: 'secret' } })));
  await kit.step('a token without TLS', () => run('SELECT current_user', new PrestoClient({ ...options, authorizationToken: 'nosuch' })));
  await kit.step("a query's information", async () => {
    const info = await client.getQueryInfo(await run('SELECT 1'));
    kit.tell(JSON.stringify({ id: info.queryId, state: info.state, query: info.query, keys: Object.keys(info).sort() }));
  });
  await kit.step('information of an unknown query', () => client.getQueryInfo('20200101_000000_00000_aaaaa'));
  await kit.step('the parts of a generator', async () => {
    for await (const part of client.queryGenerator('SELECT 1')) {
      kit.tell(JSON.stringify(part));
    }
  });
  await kit.step('ten statements at once', async () => {
    const answers = await Promise.all([...Array(10).keys()].map(async (n) => (await client.query(`SELECT ${n} * 1000`)).data));
    kit.tell(JSON.stringify(answers));
  });
})();
