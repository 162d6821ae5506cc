const vi = {
  title: 'Quản trị',
  onlyAdministrators: 'Trang này dành cho quản trị viên của tỉnh.',
  people: 'Người dùng',
  areas: 'Địa bàn',
  certificate: 'Chứng chỉ',
  sections: 'Các phần quản trị',
};
const en: typeof vi = {
  title: 'Administration',
  onlyAdministrators: 'This page is for administrators of the province.',
  people: 'People',
  areas: 'Areas',
  certificate: 'Certificate',
  sections: 'Parts of administration',
};
export const words = { vi, en };
