#pragma once

#include <Poco/Data/Session.h>
#include <Poco/Data/Statement.h>
#include <Poco/Nullable.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

/// Two functions that make Poco::Data short where we use it: values are always bound, never pasted
/// into the SQL. Types: std::int64_t (also bool, int, enum → cast it yourself), double,
/// std::string, and std::optional of these for NULL; Values bind one after the other.
///
///   run(s, "INSERT INTO areas(code, name) VALUES(?, ?)", code, name);
///   for (auto& [code, name] : rows<std::string, std::string>(s, "SELECT code, name FROM areas"))
///
/// Errors: Poco::Data::DataException. Confined to the owner of the session.
namespace controller {

/// Values for as many ? as there are, where only the run knows how many.
using Values = std::vector<std::string>;

namespace binding {

inline std::int64_t stored(std::int64_t v) {
  return v;
}
inline std::int64_t stored(int v) {
  return v;
}
inline std::int64_t stored(bool v) {
  return v ? 1 : 0;
}
inline double stored(double v) {
  return v;
}
inline std::string stored(std::string v) {
  return v;
}
inline std::string stored(std::string_view v) {
  return std::string(v);
}
inline std::string stored(const char* v) {
  return v;
}
template <class T>
Poco::Nullable<T> stored(const std::optional<T>& v) {
  return v ? Poco::Nullable<T>(*v) : Poco::Nullable<T>();
}

template <class T>
struct Column {
  using Kept = T;
  static T out(Kept& kept) { return std::move(kept); }
};
template <class T>
struct Column<std::optional<T>> {
  using Kept = Poco::Nullable<T>;
  static std::optional<T> out(Kept& kept) {
    return kept.isNull() ? std::nullopt : std::optional<T>(kept.value());
  }
};

template <class A>
void bind_one(Poco::Data::Statement& statement, A&& value) {
  if constexpr (std::is_same_v<std::remove_cvref_t<A>, std::vector<std::string>>) {
    for (const std::string& one : value) statement, Poco::Data::Keywords::bind(one);
  } else {
    statement, Poco::Data::Keywords::bind(stored(std::forward<A>(value)));
  }
}

template <class... A>
void bind_all(Poco::Data::Statement& statement, A&&... values) {
  (bind_one(statement, std::forward<A>(values)), ...);
}

}  // namespace binding

/// Runs one statement that returns no rows; gives the number of rows it changed.
template <class... A>
std::size_t run(Poco::Data::Session& session, std::string_view sql, A&&... values) {
  Poco::Data::Statement statement(session);
  statement << std::string(sql);
  binding::bind_all(statement, std::forward<A>(values)...);
  return statement.execute();
}

/// All rows of a SELECT, one tuple each. NULL comes as 0 or "" unless the column is optional.
template <class... C, class... A>
std::vector<std::tuple<C...>> rows(Poco::Data::Session& session, std::string_view sql,
                                   A&&... values) {
  std::tuple<std::vector<typename binding::Column<C>::Kept>...> columns;
  Poco::Data::Statement statement(session);
  statement << std::string(sql);
  binding::bind_all(statement, std::forward<A>(values)...);
  std::apply([&](auto&... column) { ((statement, Poco::Data::Keywords::into(column)), ...); },
             columns);
  statement.execute();
  std::vector<std::tuple<C...>> out;
  const std::size_t count = std::get<0>(columns).size();
  out.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    std::apply([&](auto&... column) { out.emplace_back(binding::Column<C>::out(column[i])...); },
               columns);
  }
  return out;
}

/// The first row, if there is one.
template <class... C, class... A>
std::optional<std::tuple<C...>> row(Poco::Data::Session& session, std::string_view sql,
                                    A&&... values) {
  auto all = rows<C...>(session, sql, std::forward<A>(values)...);
  if (all.empty()) return std::nullopt;
  return std::move(all.front());
}

}  // namespace controller
