-- statements, as the first request of each query: different texts by different sources, in turn
local texts = tonumber(os.getenv("BENCH_TEXTS"))

local function statement(number)
  local headers = {
    ["Host"] = wrk.headers["Host"],
    ["Content-Type"] = "text/plain; charset=utf-8",
    ["X-Trino-User"] = "alice",
    ["X-Trino-Source"] = "source-" .. (number % 100),
    ["X-Trino-Client-Tags"] = "adhoc,label=x",
    ["X-Trino-Catalog"] = "tpch",
    ["X-Trino-Schema"] = "tiny",
  }
  local sql = "SELECT o.orderkey, c.name, sum(o.totalprice) AS total FROM orders o"
    .. " JOIN hive.crm.customer c ON o.custkey = c.custkey WHERE o.orderdate > DATE '1995-01-01'"
    .. " AND o.orderkey > " .. number .. " GROUP BY o.orderkey, c.name LIMIT 10"
  return wrk.format("POST", "/v1/statement", headers, sql)
end
