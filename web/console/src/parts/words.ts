const areas_vi = {
  none: 'Chưa chọn địa bàn nào',
  find: 'Tìm địa bàn theo tên hoặc mã',
  another: 'Đổi địa bàn',
  top: 'Tất cả',
  without: (name: string) => `Bỏ ${name}`,
  gone: (name: string) => `■ ${name}: không còn nữa`,
  below: (children: number) => `${children} cấp dưới`,
  into: (name: string, children: number) => `Mở ${name}, ${children} cấp dưới`,
  nothing: 'Không có địa bàn nào tên như vậy.',
  narrower: 'Còn nữa: gõ thêm chữ để tìm.',
};
const areas_en: typeof areas_vi = {
  none: 'No area chosen yet',
  find: 'Find an area by name or code',
  another: 'Choose another area',
  top: 'Everything',
  without: (name) => `Without ${name}`,
  gone: (name) => `■ ${name}: is gone`,
  below: (children) => `${children} below`,
  into: (name, children) => `Open ${name}, ${children} below`,
  nothing: 'There is no area of such a name.',
  narrower: 'There are more: type on to find them.',
};
export const area_words = { vi: areas_vi, en: areas_en };

const key_vi = {
  title: 'Máy này chưa có khóa ký',
  unable: 'Khóa ký của bạn',
  why: 'Mỗi lệnh phát và bản tin được ký bằng khóa riêng của bạn; thiết bị chỉ nghe chữ ký đó. Khóa được tạo và giữ trong trình duyệt này, không ai lấy ra được.',
  name: 'Đặt tên cho khóa trên máy này',
  phone: 'Điện thoại',
  computer: 'Máy tính',
  make: 'Tạo khóa trên máy này',
  making: 'Đang tạo khóa…',
  cannot: 'Trình duyệt này chưa ký được (thiếu Ed25519) nên không phát, không dừng và không duyệt được từ đây.',
  whatToDo: 'Hãy cập nhật trình duyệt (Chrome hoặc Edge 137, Firefox 129, Safari hoặc iOS 17 trở lên), mở bằng https, hoặc dùng máy khác. Xem và nghe thì vẫn được.',
};
const key_en: typeof key_vi = {
  title: 'This machine has no signing key yet',
  unable: 'Your signing key',
  why: 'Each announcement and message is signed with a key of your own; devices obey only that signature. It is made and kept in this browser, and nobody can take it out.',
  name: 'A name for the key on this machine',
  phone: 'Phone',
  computer: 'Computer',
  make: 'Make a key on this machine',
  making: 'Making the key…',
  cannot: 'This browser cannot sign yet (it lacks Ed25519), so nothing can be announced, stopped or approved from here.',
  whatToDo: 'Update the browser (Chrome or Edge 137, Firefox 129, Safari or iOS 17, or newer), open the page by https, or use another machine. Looking and listening still work.',
};
export const key_words = { vi: key_vi, en: key_en };

const level_vi = {
  stateWas: (state: string) => `trước đó: ${state}`,
  pictureOf: (name: string) => `Hình đang hiện trên ${name}`,
  board: (w: number, h: number) => `Bảng ${w} × ${h}`,
  shownOn: (title: string, board: string) => `“${title}” trên ${board}`,
  pixels: (w: number, h: number) => `${w} × ${h} điểm ảnh`,
  noPicture: 'Chưa có hình',
  stalePicture: (time: string) => `Hình cũ, lúc ${time}`,
  levelOf: (name: string) => `Mức âm của ${name}`,
  decibels: (value: string) => `${value} dBFS`,
  notMeasured: 'chưa đo',
  meaning: 'Đo tại đầu ra của thiết bị, từ −60 đến 0 dBFS. Vạch là đỉnh gần nhất.',
};
const level_en: typeof level_vi = {
  stateWas: (state) => `before: ${state}`,
  pictureOf: (name) => `Picture now on ${name}`,
  board: (w, h) => `Board ${w} × ${h}`,
  shownOn: (title, board) => `“${title}” on ${board}`,
  pixels: (w, h) => `${w} × ${h} pixels`,
  noPicture: 'No picture yet',
  stalePicture: (time) => `Old picture, from ${time}`,
  levelOf: (name) => `Sound level of ${name}`,
  decibels: (value) => `${value} dBFS`,
  notMeasured: 'not measured',
  meaning: 'Measured at the device’s own output, from −60 to 0 dBFS. The mark is the latest peak.',
};
export const level_words = { vi: level_vi, en: level_en };

const password_vi = {
  rules: 'Từ 15 ký tự trở lên, dài quan trọng hơn lạ: một câu dễ nhớ là tốt. Không cần chữ hoa, chữ số hay ký hiệu. Không dùng tên đăng nhập hay mật khẩu hay gặp.',
  suggest: 'Tạo mật khẩu',
  show: 'Hiện',
  hide: 'Giấu',
  password: 'mật khẩu',
  short: (n: number) => `Còn thiếu ${n} ký tự.`,
  login: 'Mật khẩu không được là tên đăng nhập.',
};
const password_en: typeof password_vi = {
  rules: '15 characters or more; length matters more than odd signs: a sentence easy to remember is good. No capitals, figures or signs are demanded. Not the login, nor a password that many people use.',
  suggest: 'Make a password',
  show: 'Show',
  hide: 'Hide',
  password: 'password',
  short: (n) => `${n} more ${n === 1 ? 'character' : 'characters'} needed.`,
  login: 'The password may not be the login.',
};
export const password_words = { vi: password_vi, en: password_en };

const import_vi = {
  step: 'Chọn tệp CSV (UTF-8). Tệp được kiểm tra trước; chưa có gì thay đổi cho đến khi bạn bấm nhập.',
  template: 'Tải tệp mẫu',
  choose: 'Chọn tệp CSV',
  another: 'Chọn tệp khác',
  checking: (name: string) => `Đang kiểm tra ${name}…`,
  importing: (name: string) => `Đang nhập ${name}…`,
  would: (rows: string) => `Tệp có ${rows} dòng, không có dòng nào sai. Nếu nhập:`,
  did: (rows: string) => `Đã nhập ${rows} dòng.`,
  added: (n: string) => `${n} mục mới`,
  changed: (n: string) => `${n} mục được sửa`,
  unchanged: (n: string) => `${n} mục giữ nguyên`,
  import: 'Nhập tệp này',
  nothing: 'Mọi dòng đã có sẵn, không cần nhập nữa.',
  wrong: (name: string) => `Chưa nhập gì từ ${name}. Sửa các dòng sau trong tệp rồi chọn lại:`,
};
const import_en: typeof import_vi = {
  step: 'Choose a CSV file (UTF-8). It is checked first; nothing changes until you import it.',
  template: 'Get a template',
  choose: 'Choose a CSV file',
  another: 'Choose another file',
  checking: (name) => `Checking ${name}…`,
  importing: (name) => `Importing ${name}…`,
  would: (rows) => `The file has ${rows} ${rows === '1' ? 'row' : 'rows'}, and nothing in it is wrong. Importing it means:`,
  did: (rows) => `${rows} ${rows === '1' ? 'row' : 'rows'} imported.`,
  added: (n) => `${n} new`,
  changed: (n) => `${n} changed`,
  unchanged: (n) => `${n} unchanged`,
  import: 'Import this file',
  nothing: 'Every row is there already, so there is nothing to import.',
  wrong: (name) => `Nothing was imported from ${name}. Mend these rows in the file and choose it again:`,
};
export const import_words = { vi: import_vi, en: import_en };

export const words = { vi: { areas: areas_vi, key: key_vi, level: level_vi, import: import_vi, password: password_vi }, en: { areas: areas_en, key: key_en, level: level_en, import: import_en, password: password_en } };
