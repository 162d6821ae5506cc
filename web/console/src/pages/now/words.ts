const vi = {
  title: 'Đang phát',
  filter: 'Lọc theo tên hoặc địa bàn',
  all: 'Tất cả',
  offlineSince: (time: string) => `Mất liên lạc từ ${time}`,
  nothing: 'Không phát gì',
  since: (time: string) => `từ ${time}`,
  emptyTitle: 'Chưa có thiết bị nào',
  emptyText: 'Trang này cho thấy từng bảng và loa đang phát gì, đo tại đầu ra của chính nó.',
  emptyAction: 'Ghi danh thiết bị đầu tiên',
  noMatch: 'Không có thiết bị nào khớp bộ lọc.',
  clearFilter: 'Bỏ lọc',
  to: (name: string) => `Mở trang của ${name}`,
};
const en: typeof vi = {
  title: 'On air',
  filter: 'Filter by name or area',
  all: 'All',
  offlineSince: (time) => `Out of contact since ${time}`,
  nothing: 'Playing nothing',
  since: (time) => `since ${time}`,
  emptyTitle: 'No devices yet',
  emptyText: 'This page shows what each board and loudspeaker plays, measured at its own output.',
  emptyAction: 'Enrol the first device',
  noMatch: 'No device matches the filter.',
  clearFilter: 'Clear filter',
  to: (name) => `Open the page of ${name}`,
};
export const words = { vi, en };
