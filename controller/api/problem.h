#pragma once

#include <chrono>
#include <stdexcept>
#include <string>
#include <vector>

namespace controller::api {

// One thing wrong inside a request: where (JSON pointer into the body, or line of a file; the other
// is empty or 0), a stable code, and what to tell people.
struct Detail {
  std::string pointer;  // RFC 6901, "/areas/0"; "?name" for a query parameter
  int line = 0;         // 1-based line of an imported file
  std::string code;     // snake_case, stable; refusal reasons are those of docs/documents.md
  std::string vi;
  std::string en;
};

// How the API refuses (RFC 9457): an HTTP status, a stable code, the text in Vietnamese and
// English, and details. Thrown by every interface of controller/api; anything else that is thrown
// becomes 500 `internal` and is logged. Immutable after construction, but for retry_after.
class Problem : public std::runtime_error {
 public:
  Problem(int status, std::string code, std::string vi, std::string en,
          std::vector<Detail> details = {});

  int status() const { return status_; }
  const std::string& code() const { return code_; }
  const std::string& vi() const { return vi_; }
  const std::string& en() const { return en_; }
  const std::vector<Detail>& details() const { return details_; }

  // Sent as Retry-After when not zero (429 and 503).
  std::chrono::seconds retry_after{0};

 private:
  int status_;
  std::string code_;
  std::string vi_;
  std::string en_;
  std::vector<Detail> details_;
};

Problem not_signed_in();                                             // 401 not_signed_in
Problem forbidden(const std::string& vi, const std::string& en);     // 403 forbidden
Problem not_found(const std::string& vi, const std::string& en);     // 404 not_found
Problem conflict(std::string code, std::string vi, std::string en);  // 409
Problem changed_meanwhile();                                         // 412 changed_meanwhile
Problem invalid(std::vector<Detail> details);  // 422 invalid; told in full by the details
Problem unavailable(std::string code, std::string vi, std::string en,
                    std::chrono::seconds retry_after);  // 503

}  // namespace controller::api
