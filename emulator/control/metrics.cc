// GET /_virga/metrics: what the process was asked and answered, for Prometheus.
#include "control/route.h"
#include "coverage/census.h"
#include "journal/entry_json.h"
#include "metrics/exposition.h"
#include "metrics/process.h"

namespace virga::control {
namespace {

double seconds(auto span) { return std::chrono::duration<double>(span).count(); }

double count(auto number) { return static_cast<double>(number); }

void write_operations(Exposition& out, const Meter::Figures& figures) {
  out.family("virga_requests_total", "counter",
             "Requests that were answered, by the status; 0 where no answer was to be sent.");
  for (const auto& [name, operation] : figures.operations)
    for (const auto& [status, answers] : operation.answers)
      out.sample(
          {{"service", name.first}, {"operation", name.second}, {"status", std::to_string(status)}},
          count(answers));
}

void write_times(Exposition& out, const Meter::Figures& figures) {
  out.family("virga_request_duration_seconds", "histogram",
             "Real time spent answering, without waiting for a thread and injected latency.");
  for (const auto& [name, operation] : figures.operations) {
    std::int64_t so_far = 0;
    for (std::size_t i = 0; i < operation.took.counts.size(); ++i) {
      so_far += operation.took.counts[i];
      const std::string upper =
          i < Meter::kBuckets.size() ? Exposition::number(count(Meter::kBuckets[i]) / 1e6) : "+Inf";
      out.sample("_bucket", {{"service", name.first}, {"operation", name.second}, {"le", upper}},
                 count(so_far));
    }
    out.sample("_sum", {{"service", name.first}, {"operation", name.second}},
               seconds(operation.took.sum));
    out.sample("_count", {{"service", name.first}, {"operation", name.second}}, count(so_far));
  }
}

void write_errors(Exposition& out, const Coverage& coverage) {
  out.family("virga_errors_total", "counter",
             "Documented errors that were answered, by the cloud itself or because a rule of a "
             "scenario wanted it.");
  const auto write = [&](const std::string& service, const std::string& operation,
                         const std::vector<ErrorCoverage>& errors) {
    for (const ErrorCoverage& error : errors)
      for (const auto& [by, times] : {std::pair{"cloud", error.by_itself}, {"rule", error.by_rule}})
        if (times > 0)
          out.sample(
              {{"service", service}, {"operation", operation}, {"error", error.code}, {"by", by}},
              count(times));
  };
  for (const ServiceCoverage& service : coverage.services) {
    write(service.name, "", service.gateway);
    for (const OperationCoverage& operation : service.operations)
      write(service.name, operation.name, operation.errors);
  }
}

void write_faults(Exposition& out, const Meter::Figures& figures) {
  out.family("virga_rule_hits_total", "counter", "Calls and callbacks that a rule acted upon.");
  for (const auto& [name, hits] : figures.hits)
    out.sample({{"scenario", name.first}, {"rule", name.second}}, count(hits));
  out.family("virga_injected_latency_seconds_total", "counter", "Latency that rules have added.");
  out.sample({}, seconds(figures.latency));
  out.family("virga_answers_total", "counter", "Answers by the ending that they were to have.");
  for (const auto& [ending, answers] : figures.endings)
    out.sample({{"ending", ending_name(ending)}}, count(answers));
  out.family("virga_deliveries_total", "counter",
             "Answers over connections by what became of them there.");
  for (const auto& [fate, answers] : figures.fates)
    out.sample({{"fate", fate_name(fate)}}, count(answers));
}

void write_callbacks(Exposition& out, const Meter::Figures& figures,
                     const Worlds::Figures& worlds) {
  out.family("virga_callbacks_total", "counter",
             "Attempts to deliver a callback, by the status of the answer; 0 where none came.");
  for (const auto& [name, answers] : figures.callbacks)
    for (const auto& [status, times] : answers)
      out.sample(
          {{"service", name.first}, {"callback", name.second}, {"status", std::to_string(status)}},
          count(times));
  out.family("virga_callbacks_waiting", "gauge", "Callbacks that are to be delivered.");
  out.sample({}, count(worlds.letters));
}

void write_worlds(Exposition& out, const Worlds::Figures& worlds) {
  out.family("virga_worlds", "gauge", "Worlds that were asked for.");
  out.sample({}, count(worlds.worlds));
  out.family("virga_journal_entries", "gauge", "Entries in the journals of all worlds.");
  out.sample({}, count(worlds.entries));
  out.family("virga_journal_bytes", "gauge", "Memory that those entries take.");
  out.sample({}, count(worlds.bytes));
  out.family("virga_journal_dropped_entries", "gauge",
             "Entries that had to go since the journals were cleared.");
  out.sample({}, count(worlds.dropped));
}

void write_process(Exposition& out, const ProcessAsk& ask) {
  out.family("virga_info", "gauge", "Which Virga this is.");
  out.sample({{"version", VIRGA_VERSION}, {"instance", ask.settings.instance}}, 1);
  out.family("virga_uptime_seconds", "gauge", "Real time since the start.");
  out.sample({}, seconds(ask.uptime));
  const auto process = process_figures();
  if (!process) return;
  out.family("process_resident_memory_bytes", "gauge", "Resident memory.");
  out.sample({}, count(process->resident));
  out.family("process_cpu_seconds_total", "counter", "Processor time, user and system.");
  out.sample({}, seconds(process->processor));
  out.family("process_open_fds", "gauge", "Open file descriptors.");
  out.sample({}, count(process->descriptors));
  out.family("process_threads", "gauge", "Threads.");
  out.sample({}, count(process->threads));
}

}  // namespace

Reply get_metrics(const ProcessAsk& ask) {
  const Meter::Figures figures = ask.meter.figures();
  const Worlds::Figures worlds = ask.worlds.figures();
  Exposition out;
  write_process(out, ask);
  write_worlds(out, worlds);
  write_operations(out, figures);
  write_times(out, figures);
  write_errors(out, ask.worlds.census().coverage({}));
  write_faults(out, figures);
  write_callbacks(out, figures, worlds);
  Reply reply;
  reply.headers = {{"Content-Type", "text/plain; version=0.0.4; charset=utf-8"}};
  reply.body = out.text();
  return reply;
}

}  // namespace virga::control
