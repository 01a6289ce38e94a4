// The compatibility kit's script of presto-client: node kit-presto.cjs URL trino|presto STEPS
const presto = require('presto-client');
const kit = require('./kit.cjs');

const { hostname, port } = new URL(kit.url);
const prefix = kit.third === 'trino' ? 'X-Trino-' : 'X-Presto-';
const options = { host: hostname, port: Number(port), engine: kit.third, user: 'kit', source: 'kit', catalog: 'tpch', schema: 'tiny', checkInterval: 5 };
const client = new presto.Client(options);

// Shows what the callbacks get.
function run(sql, more = {}, using = client) {
  const shown = new kit.Shown(sql);
  let id;
  return new Promise((resolve, reject) => {
    using.execute({
      query: sql,
      state: (error, query, stats) => {
        id = query;
        if (more.onState) {
          more.onState(query, stats);
        }
      },
      columns: (error, columns) => shown.page({ columns }),
      data: (error, data, columns, stats) => shown.page({ data, stats }),
      success: (error, stats, info) => {
        shown.page({ stats });
        shown.end();
        // A percentage is only there when a split was counted before the end, which is a matter of time.
        kit.tell('stats ' + Object.keys(stats).filter((key) => !key.endsWith('Percentage')).sort());
        if (info) {
          kit.tell(JSON.stringify({ id: info.queryId, state: info.state, query: info.query }));
        }
        resolve(id);
      },
      error: reject,
      ...more.options,
    });
  });
}

const ask = (method, ...given) => new Promise((resolve) => client[method](...given, (error, data) => {
  if (error) {
    kit.tellError(error);
  }
  resolve(data);
}));

(async () => {
  await kit.common((sql) => run(sql));
  await kit.step('an empty statement', () => run(' '));
  await kit.step('comments only', () => run('-- nothing'));
  await kit.step('a semicolon at the end', () => run('SELECT 1;'));
  await kit.step('a long text', () => run(kit.text(900000)));
  await kit.step('too long a text', () => run(kit.text(1100000)));
  await kit.step('options of a query', () => run("SHOW SESSION LIKE 'query_max_run_time'", {
    options: { session: 'query_max_run_time=5m', timezone: 'Asia/Tokyo', headers: { [prefix + 'Client-Tags']: 'a,b', [prefix + 'Client-Info']: 'kit' } },
  }));
  await kit.step('a time zone', () => run('SELECT current_timezone()', { options: { timezone: 'Asia/Tokyo' } }));
  await kit.step('another schema', () => run('SELECT count(*) FROM region', { options: { catalog: 'tpch', schema: 'sf1' } }));
  await kit.step('an unknown catalog as the default', () => run('SELECT * FROM nation', { options: { catalog: 'nosuch', schema: 'nosuch' } }));
  await kit.step('an unknown session property', () => run('SELECT 1', { options: { session: 'nosuch=1' } }));
  await kit.step('prepared statements by header', () => run("EXECUTE query0 USING 'x'", { options: { prepares: ['SELECT ? AS given', 'SELECT 2'] } }));
  await kit.step('a password without TLS', () => run('SELECT 1', { options: { authorization: 'Basic ' + Buffer.from('kit:secret').toString('base64') } }));
  await kit.step('a password that is empty', () => run('SELECT current_user', { options: { authorization: 'Basic ' + Buffer.from('kit:').toString('base64') } }));
  await kit.step("a query's information", async () => {
    const info = await ask('query', await run('SELECT 1'));
    kit.tell(info && JSON.stringify({ id: info.queryId, state: info.state, query: info.query, keys: Object.keys(info).sort() }));
  });
  await kit.step('information of an unknown query', () => ask('query', '20200101_000000_00000_aaaaa'));
  await kit.step('an unknown query killed', () => ask('kill', '20200101_000000_00000_aaaaa'));
  await kit.step('killed while it runs', async () => {
    let answer;
    // Whether the kill's answer or the query's error comes first is chance: what the kill said is told last.
    await run('SELECT count(*) FROM tpch.tiny.lineitem a CROSS JOIN tpch.tiny.lineitem b WHERE a.orderkey + b.orderkey = -1', {
      onState: (id, stats) => {
        if (!answer && stats.state === 'RUNNING') {
          answer = new Promise((resolve) => client.kill(id, resolve));
        }
      },
    }).catch(kit.tellError);
    kit.tell('killed ' + JSON.stringify(await answer));
  });
  await kit.step('cancelled by its callback', () => {
    let running = false;
    return run('SELECT count(*) FROM tpch.tiny.lineitem a CROSS JOIN tpch.tiny.lineitem b WHERE a.orderkey + b.orderkey = -2', {
      onState: (id, stats) => { running = running || stats.state === 'RUNNING'; },
      options: { cancel: () => running },
    });
  });
  await kit.step('beyond its time', () => run('SELECT count(*) FROM tpch.tiny.lineitem a CROSS JOIN tpch.tiny.lineitem b WHERE a.orderkey + b.orderkey = -3', { options: { timeout: 1 } }));
  await kit.step('ten statements at once', async () => {
    const answers = await Promise.all([...Array(10).keys()].map((n) => new Promise((resolve, reject) => {
      const rows = [];
      client.execute({ query: `SELECT ${n} * 1000`, data: (error, data) => rows.push(...data), success: () => resolve(rows), error: reject });
    })));
    kit.tell(JSON.stringify(answers));
  });
})();
