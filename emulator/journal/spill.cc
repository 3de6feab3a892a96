#include "journal/spill.h"

#include <iostream>

#include "journal/entry_json.h"

namespace virga {

Spill::Spill(const std::string& file) : file_(file), stream_(file, std::ios::app) {
  if (!stream_) throw Failure("cannot write the journal's file " + file);
}

void Spill::write(const Entry& entry) {
  const std::string line = print_json(to_json(entry)) + "\n";
  const std::lock_guard lock(mutex_);
  stream_ << line << std::flush;
  if (stream_ || refused_) return;
  refused_ = true;
  std::cerr << "virga: cannot write to " << file_
            << ": entries that the journal drops are lost from now on\n";
}

}  // namespace virga
