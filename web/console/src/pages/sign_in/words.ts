const vi = {
  title: 'Đăng nhập',
  tagline: 'Phát thanh và bảng tin của tỉnh',
  login: 'Tên đăng nhập',
  password: 'Mật khẩu',
  busy: 'Đang đăng nhập…',
  wrong: 'Tên đăng nhập hoặc mật khẩu không đúng.',
  later: (minutes: number) => `Hãy thử lại sau ${minutes} phút.`,
  trust: 'Trình duyệt báo “không an toàn”? Cài chứng chỉ của tỉnh',
};
const en: typeof vi = {
  title: 'Sign in',
  tagline: 'The province’s loudspeakers and boards',
  login: 'Login',
  password: 'Password',
  busy: 'Signing in…',
  wrong: 'The login or the password is not right.',
  later: (minutes) => `Please try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`,
  trust: 'Does the browser say “not secure”? Install the province’s certificate',
};
export const words = { vi, en };
