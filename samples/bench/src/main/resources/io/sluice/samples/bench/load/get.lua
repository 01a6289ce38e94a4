-- one result page, again and again
wrk.path = os.getenv("BENCH_PATH")
wrk.headers["X-Trino-User"] = "alice"
