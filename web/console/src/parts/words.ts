const areas_vi = {
  none: 'Chưa chọn địa bàn nào',
  find: 'Tìm địa bàn theo tên hoặc mã',
  top: 'Tất cả',
  without: (name: string) => `Bỏ ${name}`,
  into: (name: string, children: number) => `Mở ${name}, ${children} địa bàn cấp dưới`,
  nothing: 'Không có địa bàn nào tên như vậy.',
  narrower: 'Còn nữa: gõ thêm chữ để tìm.',
};
const areas_en: typeof areas_vi = {
  none: 'No area chosen yet',
  find: 'Find an area by name or code',
  top: 'Everything',
  without: (name) => `Without ${name}`,
  into: (name, children) => `Open ${name}, ${children} areas below`,
  nothing: 'There is no area of such a name.',
  narrower: 'There are more: type on to find them.',
};
export const area_words = { vi: areas_vi, en: areas_en };

const key_vi = {
  title: 'Khóa ký của bạn',
  why: 'Mỗi lệnh phát và bản tin được ký bằng khóa riêng của bạn; thiết bị chỉ nghe chữ ký đó. Khóa được tạo và giữ trong trình duyệt này, không ai lấy ra được.',
  name: 'Đặt tên cho khóa trên máy này',
  phone: 'Điện thoại',
  computer: 'Máy tính',
  make: 'Tạo khóa trên máy này',
  making: 'Đang tạo khóa…',
  cannot: 'Trình duyệt này chưa biết ký Ed25519 nên không phát và không duyệt được từ đây.',
  whatToDo: 'Hãy cập nhật trình duyệt (Chrome hoặc Edge 137, Firefox 129, Safari hoặc iOS 17 trở lên), mở bằng https, hoặc dùng máy khác. Xem và nghe thì vẫn được.',
};
const key_en: typeof key_vi = {
  title: 'Your signing key',
  why: 'Each announcement and message is signed with a key of your own; devices obey only that signature. It is made and kept in this browser, and nobody can take it out.',
  name: 'A name for the key on this machine',
  phone: 'Phone',
  computer: 'Computer',
  make: 'Make a key on this machine',
  making: 'Making the key…',
  cannot: 'This browser cannot sign with Ed25519 yet, so nothing can be announced or approved from here.',
  whatToDo: 'Update the browser (Chrome or Edge 137, Firefox 129, Safari or iOS 17, or newer), open the page by https, or use another machine. Looking and listening still work.',
};
export const key_words = { vi: key_vi, en: key_en };

const level_vi = {
  stateWas: (state: string) => `trước đó: ${state}`,
  pictureOf: (name: string) => `Hình đang hiện trên ${name}`,
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
  pixels: (w, h) => `${w} × ${h} pixels`,
  noPicture: 'No picture yet',
  stalePicture: (time) => `Old picture, from ${time}`,
  levelOf: (name) => `Sound level of ${name}`,
  decibels: (value) => `${value} dBFS`,
  notMeasured: 'not measured',
  meaning: 'Measured at the device’s own output, from −60 to 0 dBFS. The mark is the latest peak.',
};
export const level_words = { vi: level_vi, en: level_en };

export const words = { vi: { areas: areas_vi, key: key_vi, level: level_vi }, en: { areas: areas_en, key: key_en, level: level_en } };
