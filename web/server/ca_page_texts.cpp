#include "web/server/ca_page_texts.h"

namespace web {

const std::string_view ca_page_drill = "DIỄN TẬP";

const std::string_view ca_page_band = R"html(<aside>
<p><b>DIỄN TẬP</b> Mọi thứ ở đây là diễn tập, không phải phát thật.</p>
<p lang="en"><b>DRILL</b> Everything here is a drill, nothing is real.</p>
</aside>
)html";

const std::string_view ca_page_html = R"html(<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>@TITLE@Vang: tin cậy máy chủ này / trust this server</title>
<link rel="stylesheet" href="/ca/page.css">
</head>
<body>
@DRILL@<main>
<h1>Tin cậy máy chủ Vang</h1>
<p lang="en">Trust this Vang server</p>
<p>Máy chủ này có nơi cấp chứng thư riêng (CA). Cài CA vào điện thoại hoặc máy tính một lần, trình
duyệt sẽ mở Vang không còn cảnh báo. Chỉ cài khi dấu vân tay dưới đây đúng như người quản trị đọc
cho bạn.</p>
<p lang="en">This server has a certificate authority (CA) of its own. Install it once on your phone or
computer and the browser opens Vang without a warning. Install it only if the fingerprint below is
what the administrator reads to you.</p>

<section>
<h2>Dấu vân tay SHA-256 <span lang="en">Fingerprint</span></h2>
<pre>@FINGERPRINT@</pre>
</section>

<section>
<h2>Tải về <span lang="en">Download</span></h2>
<ul class="files">
<li><a href="/ca/vang-ca.crt">vang-ca.crt</a> Android, Windows</li>
<li><a href="/ca/vang-ca.mobileconfig">vang-ca.mobileconfig</a> iPhone, iPad, Mac</li>
<li><a href="/ca/vang-ca.pem">vang-ca.pem</a> Firefox, Linux</li>
</ul>
</section>

<section>
<h2>Mở trang này trên điện thoại <span lang="en">Open this page on a phone</span></h2>
<div class="qr">@QR@</div>
<p class="address">@ADDRESS@</p>
</section>

<section>
<h2>Android</h2>
<p>Tải vang-ca.crt. Cài đặt → Bảo mật → Mã hóa và thông tin xác thực → Cài đặt chứng chỉ → Chứng
chỉ CA → Vẫn cài đặt → chọn tệp.</p>
<p lang="en">Download vang-ca.crt. Settings → Security → Encryption &amp; credentials → Install a
certificate → CA certificate → Install anyway → choose the file.</p>
</section>

<section>
<h2>iPhone, iPad</h2>
<p>Mở trang này bằng Safari, tải vang-ca.mobileconfig. Cài đặt → Đã tải về hồ sơ → Cài đặt. Sau đó:
Cài đặt → Cài đặt chung → Giới thiệu → Cài đặt tin cậy chứng nhận → bật Vang CA.</p>
<p lang="en">Open this page in Safari, download vang-ca.mobileconfig. Settings → Profile Downloaded →
Install. Then: Settings → General → About → Certificate Trust Settings → switch Vang CA on.</p>
</section>

<section>
<h2>Windows</h2>
<p>Tải và mở vang-ca.crt → Cài đặt chứng chỉ → Máy cục bộ → Đặt tất cả chứng chỉ vào kho sau đây →
Cơ quan chứng thực gốc đáng tin cậy. Chrome và Edge dùng kho này.</p>
<p lang="en">Download and open vang-ca.crt → Install Certificate → Local Machine → Place all
certificates in the following store → Trusted Root Certification Authorities. Chrome and Edge use
it.</p>
</section>

<section>
<h2>Firefox</h2>
<p>Tải vang-ca.pem. Cài đặt → Riêng tư và bảo mật → Chứng chỉ → Xem chứng chỉ → Nhà thẩm định → Nhập
→ chọn tệp → tin tưởng để xác nhận trang web.</p>
<p lang="en">Download vang-ca.pem. Settings → Privacy &amp; Security → Certificates → View Certificates
→ Authorities → Import → choose the file → trust it to identify websites.</p>
</section>
</main>
</body>
</html>
)html";

const std::string_view ca_page_css = R"css(:root { color-scheme: light dark; }
body { margin: 0; font: 17px/1.5 system-ui, "Noto Sans", sans-serif; }
main { max-width: 40rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0.5rem 0 0; }
h2 { font-size: 1.15rem; margin: 1.6rem 0 0.4rem; }
h2 span { font-weight: normal; }
p { margin: 0.4rem 0; overflow-wrap: anywhere; }
aside { position: sticky; top: 0; padding: 8px;
  background: repeating-linear-gradient(45deg, #f5b335 0 12px, #14181f 12px 24px); }
aside p { margin: 0; padding: 0 1rem; background: #f5b335; color: #14181f; text-align: center; }
aside [lang="en"] { opacity: 1; }
[lang="en"] { opacity: 0.75; font-size: 0.95em; }
pre { font: 1.15rem/1.6 ui-monospace, "Noto Sans Mono", monospace; margin: 0; }
a { color: #0b5cad; }
@media (prefers-color-scheme: dark) { a { color: #8ec5ff; } }
.files { list-style: none; margin: 0; padding: 0; }
.files li { padding: 0.15rem 0; }
.files a { display: inline-block; padding: 0.55rem 0.5rem 0.55rem 0; min-width: 11rem; }
.qr svg { display: block; width: 13rem; height: 13rem; }
.address { font-family: ui-monospace, "Noto Sans Mono", monospace; }
)css";

const std::string_view ca_page_profile = R"xml(<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>
<key>PayloadContent</key><array><dict>
<key>PayloadCertificateFileName</key><string>vang-ca.crt</string>
<key>PayloadContent</key><data>@DER@</data>
<key>PayloadDisplayName</key><string>@TITLE@Vang CA</string>
<key>PayloadIdentifier</key><string>vang.ca.@PAYLOAD@</string>
<key>PayloadType</key><string>com.apple.security.root</string>
<key>PayloadUUID</key><string>@PAYLOAD@</string>
<key>PayloadVersion</key><integer>1</integer>
</dict></array>
<key>PayloadDisplayName</key><string>@TITLE@Vang CA</string>
<key>PayloadDescription</key><string>Tin cậy máy chủ Vang / Trust the Vang server</string>
<key>PayloadIdentifier</key><string>vang.ca.profile.@ID@</string>
<key>PayloadRemovalDisallowed</key><false/>
<key>PayloadType</key><string>Configuration</string>
<key>PayloadUUID</key><string>@ID@</string>
<key>PayloadVersion</key><integer>1</integer>
</dict></plist>
)xml";

}  // namespace web
