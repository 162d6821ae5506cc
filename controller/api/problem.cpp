#include "controller/api/problem.h"

#include <utility>

namespace controller::api {

Problem::Problem(int status, std::string code, std::string vi, std::string en,
                 std::vector<Detail> details)
    : std::runtime_error(code + ": " + en),
      status_(status),
      code_(std::move(code)),
      vi_(std::move(vi)),
      en_(std::move(en)),
      details_(std::move(details)) {}

Problem not_signed_in() {
  return {401, "not_signed_in", "Hãy đăng nhập.", "Sign in first."};
}

Problem forbidden(const std::string& vi, const std::string& en) {
  return {403, "forbidden", vi, en};
}

Problem not_found(const std::string& vi, const std::string& en) {
  return {404, "not_found", vi, en};
}

Problem conflict(std::string code, std::string vi, std::string en) {
  return {409, std::move(code), std::move(vi), std::move(en)};
}

Problem changed_meanwhile() {
  return {412, "changed_meanwhile", "Có người vừa sửa; hãy tải lại rồi sửa tiếp.",
          "Somebody changed it meanwhile; load it again and repeat your change."};
}

Problem invalid(std::vector<Detail> details) {
  return {422, "invalid", "Nội dung gửi lên có chỗ chưa đúng.",
          "Something in the request is not right.", std::move(details)};
}

Problem unavailable(std::string code, std::string vi, std::string en,
                    std::chrono::seconds retry_after) {
  Problem problem(503, std::move(code), std::move(vi), std::move(en));
  problem.retry_after = retry_after;
  return problem;
}

}  // namespace controller::api
