// Result<T>: a value, or the documented error that an API caller is to see.
#pragma once

#include <concepts>
#include <type_traits>
#include <utility>
#include <variant>

#include "base/error.h"

namespace virga {

template <typename T>
class [[nodiscard]] Result {
 public:
  Result(Fault fault) : held_(std::in_place_index<1>, std::move(fault)) {}     // NOLINT
  Result(const Error& error) : held_(std::in_place_index<1>, Fault(error)) {}  // NOLINT
  template <typename U>
  requires(std::constructible_from<T, U> && !std::same_as<std::remove_cvref_t<U>, Result> &&
           !std::same_as<std::remove_cvref_t<U>, Fault> &&
           !std::same_as<std::remove_cvref_t<U>, Error>) Result(U&& value)
      : held_(std::in_place_index<0>, std::forward<U>(value)) {}  // NOLINT

  explicit operator bool() const { return held_.index() == 0; }
  T& operator*() { return std::get<0>(held_); }
  const T& operator*() const { return std::get<0>(held_); }
  T* operator->() { return &std::get<0>(held_); }
  const T* operator->() const { return &std::get<0>(held_); }
  const Fault& fault() const { return std::get<1>(held_); }

 private:
  std::variant<T, Fault> held_;
};

}  // namespace virga
