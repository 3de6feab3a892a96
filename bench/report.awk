# Makes tables for people, on standard output, and JSON for machines, in the file `json`, from two files: what was
# measured where (KEY TEXT…), and the figures (NAME UNIT MIN MEDIAN MAX).

FNR == NR {
  key = $1
  sub(/^[^ ]+ /, "")
  about[key] = $0
  next
}

{
  names[++count] = $1
  unit[$1] = $2
  low[$1] = $3
  mid[$1] = $4
  high[$1] = $5
}

# The layers that are told in milliseconds.
$1 ~ /^layer\.(construct-answer-destroy|snapshot-|restore-|fork-|reset-)/ {
  unit[$1] = "ms"
  low[$1] /= 1e6
  mid[$1] /= 1e6
  high[$1] /= 1e6
}

function shown(value, unit) {
  if (unit == "x" || (unit == "ms" && value < 1)) return sprintf("%.2f", value)
  if (unit == "req/s" || unit == "count" || (unit == "ns" && value >= 100)) return sprintf("%.0f", value)
  return sprintf("%.1f", value)
}

function written(name) {
  return shown(mid[name], unit[name]) (unit[name] == "x" || unit[name] == "count" ? "" : " " unit[name])
}

function row(title, name) {
  if (!(name in mid)) return
  printf "| %-47s | %10s | %10s | %10s |\n", title, shown(low[name], unit[name]), shown(mid[name], unit[name]),
    shown(high[name], unit[name])
}

function head(title) {
  printf "\n| %-47s | %10s | %10s | %10s |\n", title, "min", "median", "max"
  printf "|%s|%s:|%s:|%s:|\n", dashes(49), dashes(11), dashes(11), dashes(11)
}

function dashes(n, text) {
  while (n-- > 0) text = text "-"
  return text
}

# Judged as it is shown. A figure that is missing holds no target.
function target(title, name, relation, limit, value, held) {
  value = name in mid ? shown(mid[name], unit[name]) + 0 : "null"
  held = value != "null" && (relation == ">=" ? value >= limit : relation == "<=" ? value <= limit : value < limit)
  printf "| %-62s | %10s | %8s | %-4s |\n", title, value == "null" ? "none" : written(name), relation " " limit,
    held ? "yes" : "NO"
  verdicts = verdicts sprintf("%s\n    {\"figure\": \"%s\", \"value\": %s, \"target\": \"%s %s\", \"held\": %s}",
    verdicts == "" ? "" : ",", name, value, relation, limit, held ? "true" : "false")
}

function targets(  crowd, delayed, calls) {
  crowd = about["crowd"]
  calls = about["calls"]
  delayed = about["delayed"]
  printf "| %-62s | %10s | %8s | %-4s |\n", "what", "value", "target", "held"
  printf "|%s|%s:|%s:|%s|\n", dashes(64), dashes(11), dashes(9), dashes(6)
  target("GET over bare cpp-httplib, 64 connections", "ratio.bare.get.64", ">=", 1)
  target("GET over bare cpp-httplib, 256 connections", "ratio.bare.get.256", ">=", 1)
  target("signed POST over bare cpp-httplib, 64 connections", "ratio.bare.post.64", ">=", 0.6)
  target("signed POST over bare cpp-httplib, 256 connections", "ratio.bare.post.256", ">=", 0.6)
  target("GET, the ratio at 256 connections over that at 64", "ratio.connections.get", ">=", 1)
  target("signed POST, the ratio at 256 connections over that at 64", "ratio.connections.post", ">=", 1)
  target("GET, Virga's server alone over Asio, 2 threads each", "ratio.asio.get", ">=", 1)
  target("signed POST, Virga's server alone over Asio, 2 threads each", "ratio.asio.post", ">=", 1)
  target("start to first answer", "start.virga", "<=", 10)
  target("memory after the first answer", "memory.start.virga", "<=", 12)
  target("memory after " calls " requests beyond that after 100000", "memory.growth", "<=", 5)
  target("construct, answer one, destroy, in process", "layer.construct-answer-destroy", "<=", 2)
  target("snapshot of a world of 10 MB", "layer.snapshot-10-mb", "<", 20)
  target("going back to it", "layer.restore-10-mb", "<", 20)
  target("a copy of that world as another one", "layer.fork-10-mb", "<", 20)
  target("reset of the demo world", "layer.reset-demo-changed", "<", 1)
  target(crowd " silent connections: processor", "idle.processor", "<", 2)
  target(crowd " silent connections: memory", "idle.memory", "<", 100)
  target(crowd " silent connections: another's latency over alone", "idle.latency.ratio", "<=", 2)
  target(delayed " calls delayed by 1 s: until the last answer", "delayed.all", "<=", 1300)
  target(delayed " calls delayed by 1 s: threads", "delayed.threads", "<=", 8)
  target("reading the GET by Virga's gate over by cpp-httplib", "ratio.gate.get", "<", 1)
  target("reading the signed POST by Virga's gate over by cpp-httplib", "ratio.gate.post", "<", 1)
  target("stop with 1,000 connections open", "stop", "<", 50)
}

function loads(call, connections, title) {
  title = title ", " connections " connections"
  head("requests a second: " title)
  row("Virga", "load." call "." connections ".virga")
  row("Virga's server alone, static answer", "load." call "." connections ".edge")
  row("bare cpp-httplib, a thread a connection", "load." call "." connections ".bare")
  row("Asio behind Virga's gate, 2 threads", "load." call "." connections ".gate")
  row("Asio behind Virga's gate, 1 thread", "load." call "." connections ".gate-1")
  row("Asio, static bytes, 2 threads", "load." call "." connections ".asio")
  row("Asio, static bytes, 1 thread", "load." call "." connections ".asio-1")
  row("raw epoll, static bytes, 1 loop: the ceiling", "load." call "." connections ".raw")
}

function others(  i, name) {
  head("one server by itself")
  row("start to first answer, ms", "start.virga")
  row("the same of bare cpp-httplib, ms", "start.bare")
  row("the one over the other", "start.ratio")
  row("memory after the first answer, MiB", "memory.start.virga")
  row("the same of bare cpp-httplib, MiB", "memory.start.bare")
  for (i = 1; i <= count; ++i) {
    name = names[i]
    if (name ~ /^memory\.after\./) row("memory after " substr(name, 14) " requests, MiB", name)
  }
  row("a crowd of silent connections", "idle.connections")
  row("processor, %", "idle.processor")
  row("memory, MiB", "idle.memory")
  row("threads", "idle.threads")
  row("latency of another client, us", "idle.latency.crowded")
  row("the same before the crowd came, us", "idle.latency.alone")
  row("calls at once, each delayed by 1 s", "delayed.calls")
  row("until the last answer, ms", "delayed.all")
  row("threads", "delayed.threads")
  row("latency of a call without delay, us", "delayed.latency.meanwhile")
  row("the same before the others came, us", "delayed.latency.alone")
  row("stop with 1,000 connections open, ms", "stop")
}

function layers(  i, name, text) {
  head("in process, processor time")
  for (i = 1; i <= count; ++i) {
    name = names[i]
    if (name !~ /^layer\./) continue
    text = substr(name, 7)
    gsub("-", " ", text)
    row(text ", " unit[name], name)
  }
  row("answer post signed, strict over off", "ratio.strict")
}

function write_json(  i, name, key, separator) {
  printf "{\n" >json
  for (key in about) printf "  \"%s\": \"%s\",\n", key, about[key] >json
  printf "  \"targets\": [%s\n  ],\n  \"figures\": {", verdicts >json
  for (i = 1; i <= count; ++i) {
    name = names[i]
    printf "%s\n    \"%s\": {\"unit\": \"%s\", \"min\": %s, \"median\": %s, \"max\": %s}", separator, name, unit[name],
      low[name], mid[name], high[name] >json
    separator = ","
  }
  printf "\n  }\n}\n" >json
}

END {
  printf "%s; commit %s; load: %s.\n\n", about["machine"], about["commit"], about["load"]
  targets()
  loads("get", 64, "GET")
  loads("get", 256, "GET")
  loads("post", 64, "signed POST")
  loads("post", 256, "signed POST")
  others()
  layers()
  write_json()
}
