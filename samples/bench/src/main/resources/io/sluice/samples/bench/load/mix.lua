-- queries as clients run them: a statement, then polls of that same query
local polls = tonumber(os.getenv("BENCH_POLLS"))
local pause = tonumber(os.getenv("BENCH_PAUSE_MILLIS"))
local last = 0
local waiting = {}

function request()
  local path = table.remove(waiting)
  if path then
    return wrk.format("GET", path, { ["Host"] = wrk.headers["Host"], ["X-Trino-User"] = "alice" })
  end
  last = last % texts + 1
  return statement(last)
end

function response(status, headers, body)
  local path = body:match('"nextUri":"https?://[^/]+(/v1/statement/queued/[^"]+)"')
  if path then
    for _ = 1, polls do
      waiting[#waiting + 1] = path
    end
  end
end

if pause > 0 then
  function delay()
    return pause
  end
end
