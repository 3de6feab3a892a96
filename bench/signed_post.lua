-- wrk sends this request over and over; bench/run has signed it.
wrk.method = "POST"
wrk.body = os.getenv("BENCH_BODY")
wrk.headers["Host"] = os.getenv("BENCH_HOST")
wrk.headers["Content-Type"] = "application/json"
wrk.headers["X-Date"] = os.getenv("BENCH_DATE")
wrk.headers["X-Content-Sha256"] = os.getenv("BENCH_BODY_HASH")
wrk.headers["Authorization"] = os.getenv("BENCH_AUTHORIZATION")
