// Quản trị and Tài khoản của tôi in Chromium against the real programs: add staff, let them choose a password, see only their own
// area, make and revoke a key; areas imported and removed; the certificate.
// Environment: that of stage.mjs. Devices "Bảng UBND xã Lũng Cú" (in that commune) and "Bảng chợ Đồng Văn" (outside of it) and the
// areas of tests/data/areas-2021.csv have to be there.
import assert from 'node:assert/strict';
import { address, administrator, browser, check, csv, hold, open, sign_in } from './stage.mjs';

const login = 'mai.lung-cu';
const own_password = 'ba con chim sẻ trên mái nhà';

async function add_staff(page) {
  await page.goto(`${address}/quan-tri`);
  await page.getByRole('button', { name: 'Thêm người' }).click();
  const sheet = page.getByRole('dialog');
  await sheet.locator('input[name=name]').fill('Lò Thị Mai');
  await sheet.locator('input[name=login]').fill(login);
  await sheet.locator('input[name=new-password]').fill('quá ngắn');
  await sheet.getByText('Còn thiếu 7 ký tự.').waitFor();
  await sheet.getByRole('button', { name: 'Tạo mật khẩu' }).click();
  const first = await sheet.locator('input[name=new-password]').inputValue();
  assert.match(first, /^([a-z2-9]{5}-){3}[a-z2-9]{5}$/);
  await sheet.getByRole('button', { name: 'Thêm người' }).click();
  await sheet.getByText('Hãy chọn địa bàn của người này.').waitFor();
  await sheet.getByRole('searchbox').fill('lung cu');
  await sheet.getByRole('radio', { name: /Lũng Cú/ }).first().check();
  await check(page, 'person-add');
  await sheet.getByRole('button', { name: 'Thêm người' }).click();
  await sheet.getByText('Mật khẩu không hiện lại được nữa.').waitFor();
  await sheet.getByText(first).waitFor();
  await check(page, 'person-added');
  await sheet.getByRole('button', { name: 'Đóng' }).last().click();
  await page.getByRole('row', { name: /Lò Thị Mai.*chờ đổi mật khẩu.*Xã Lũng Cú/ }).waitFor();
  return first;
}

/** The person added, on a phone of their own. */
async function first_day(first_password) {
  const { context, page, complaints } = await open({ language: 'vi', size: 'phone' });
  await sign_in(page, { login, password: first_password });
  await page.getByRole('heading', { name: 'Hãy đặt mật khẩu của riêng bạn' }).waitFor();
  await page.goto(`${address}/thiet-bi`);
  await page.getByRole('heading', { name: 'Hãy đặt mật khẩu của riêng bạn' }).waitFor();
  await check(page, 'password-first');
  await page.locator('input[name=old-password]').fill('không phải mật khẩu này');
  await page.locator('input[name=new-password]').fill(own_password);
  await page.getByRole('button', { name: 'Đổi mật khẩu' }).click();
  await page.getByText('Mật khẩu hiện tại không đúng.').waitFor();
  await page.locator('input[name=old-password]').fill(first_password);
  await page.getByRole('button', { name: 'Đổi mật khẩu' }).click();

  // The page asked for comes by itself: their devices, and no others.
  await page.getByRole('link', { name: 'Bảng UBND xã Lũng Cú' }).waitFor();
  assert.equal(await page.getByText('Bảng chợ Đồng Văn').count(), 0, 'staff see their own area only');
  assert.equal(await page.getByRole('link', { name: 'Ghi danh thiết bị' }).count(), 0);
  assert.equal(await page.getByRole('link', { name: 'Quản trị' }).count(), 0);
  await check(page, 'devices-staff');
  await page.goto(`${address}/quan-tri`);
  await page.getByText('Trang này dành cho quản trị viên của tỉnh.').waitFor();

  await page.goto(`${address}/toi`);
  await page.getByRole('button', { name: 'Tạo khóa trên máy này' }).click();
  await page.getByText('● Trình duyệt này').waitFor();
  await page.getByText('● Máy này').waitFor();
  await check(page, 'me');
  await page.getByRole('button', { name: /^Thu hồi khóa/ }).click();
  await page.getByText('Những gì khóa này đã duyệt sẽ ngừng phát').waitFor();
  await check(page, 'me-revoke');
  await hold(page, page.getByRole('button', { name: 'Giữ để thu hồi' }));
  await page.getByText('1 khóa đã thu hồi').waitFor();
  await page.getByRole('button', { name: 'Tạo khóa trên máy này' }).waitFor();
  assert.deepEqual(complaints, [], 'first day');
  return { context, page };
}

/** Signed in at two places; each sees the other, and sends it away. */
async function sign_out_elsewhere(phone) {
  const desk = await open({ language: 'en', size: 'desktop' });
  await sign_in(desk.page, { login, password: own_password });
  await desk.page.goto(`${address}/toi`);
  await desk.page.getByRole('button', { name: /^Sign out there/ }).first().click();
  await desk.page.getByRole('button', { name: /^Sign out there/ }).waitFor({ state: 'detached' });
  await check(desk.page, 'me-staff');
  await phone.page.reload();
  await phone.page.getByText('Đăng nhập').first().waitFor();
  await desk.page.locator('main').getByRole('button', { name: 'Sign out' }).click();
  await desk.page.locator('input[name=login]').waitFor();
  await desk.context.close();
}

/** Half a change is told as one, and saving it writes over nothing that was decided meanwhile. */
async function rename_while_another_moves(page) {
  const open_sheet = async () => {
    await page.goto(`${address}/quan-tri`);
    await page.getByRole('button', { name: 'Lò Thị Mai' }).click();
    await sheet.locator('input[name=name]').waitFor();
  };
  const sheet = page.getByRole('dialog');
  const me = () => page.evaluate(async () => (await fetch('/api/v1/me')).json());
  await open_sheet();
  await sheet.locator('input[name=name]').fill('Lò Thị Mai Hoa');
  const status = await page.evaluate(async ([csrf, login]) => {
    const { items } = await (await fetch('/api/v1/people')).json();
    const path = `/api/v1/people/${items.find((person) => person.login === login).id}`;
    const etag = (await fetch(path)).headers.get('ETag');
    const headers = { 'X-CSRF-Token': csrf, 'Content-Type': 'application/json', ...(etag ? { 'If-Match': etag } : {}) };
    return (await fetch(path, { method: 'PATCH', headers, body: JSON.stringify({ area: '02.026.00718' }) })).status;
  }, [(await me()).csrf, login]);
  assert.equal(status, 200);
  await open_sheet();
  await sheet.getByText('Bạn đã sửa dở lần trước và chưa lưu.').waitFor();
  await sheet.getByText('Địa bàn là “Xã Má Lé”').waitFor();
  await check(page, 'person-restored');
  await sheet.getByRole('button', { name: 'Lưu' }).click();
  await page.getByRole('row', { name: /Lò Thị Mai Hoa.*Xã Má Lé/ }).waitFor();
  await page.getByRole('button', { name: 'Lò Thị Mai Hoa' }).click();
  await sheet.locator('input[name=name]').fill('Lò Thị Mai');
  await sheet.getByRole('button', { name: 'Lưu' }).click();
  await page.getByRole('button', { name: 'Lò Thị Mai', exact: true }).waitFor();
}

async function lock(page) {
  await page.goto(`${address}/quan-tri`);
  await page.getByRole('button', { name: 'Lò Thị Mai' }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByText('đã thu hồi').waitFor();
  await sheet.locator('summary', { hasText: 'Khóa tài khoản' }).click();
  await sheet.getByText('những gì họ đã duyệt sẽ ngừng phát').waitFor();
  await check(page, 'person');
  await sheet.getByRole('button', { name: 'Khóa tài khoản' }).click();
  await page.getByRole('row', { name: /Lò Thị Mai.*đã khóa/, includeHidden: true }).waitFor();
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.activeElement?.textContent === 'Lò Thị Mai'); // the focus goes back to where it came from
  const { context, page: locked_out } = await open({ language: 'vi', size: 'desktop' });
  await locked_out.goto(address);
  await locked_out.locator('input[name=login]').fill(login);
  await locked_out.locator('input[name=password]').fill(own_password);
  await locked_out.keyboard.press('Enter');
  await locked_out.getByText('Tên đăng nhập hoặc mật khẩu không đúng.').waitFor();
  await context.close();
}

async function grow_and_prune_areas(page) {
  const header = 'code,parent,name,level';
  await page.goto(`${address}/quan-tri?phan=dia-ban`);
  await page.getByRole('button', { name: 'Nhập từ tệp CSV' }).click();
  const sheet = page.getByRole('dialog');
  await sheet.locator('input[type=file]').setInputFiles(csv('sai.csv', [header, '02.026.00715.01,02.026.00715,Thôn Thử,village', '02.x,khong-co,Xã Sai,commune']));
  await sheet.getByText(/^Dòng 3: /).waitFor();
  await check(page, 'areas-import-bad');
  await sheet.locator('input[type=file]').setInputFiles(csv('dung.csv', [header, '02.026.00715.01,02.026.00715,Thôn Thử,village']));
  await sheet.getByText('1 mục mới').waitFor();
  await sheet.getByRole('button', { name: 'Nhập tệp này' }).click();
  await sheet.getByText('Đã nhập 1 dòng.').waitFor();
  await check(page, 'areas-import-good');
  await page.keyboard.press('Escape');

  await page.goto(`${address}/quan-tri?phan=dia-ban&trong=02.026`);
  await page.getByRole('button', { name: 'Xóa Xã Lũng Cú' }).click();
  await page.getByRole('button', { name: 'Xóa địa bàn này' }).click();
  await page.getByText('Chưa xóa được, vì còn những thứ này thuộc về địa bàn:').waitFor();
  await check(page, 'area-in-use');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Xã Lũng Cú/ }).click();
  await page.getByRole('button', { name: 'Xóa Thôn Thử' }).click();
  await page.getByRole('button', { name: 'Xóa địa bàn này' }).click();
  await page.getByRole('button', { name: 'Xóa Thôn Thử' }).waitFor({ state: 'detached' });
  await page.getByText('Không có địa bàn nào ở đây.').waitFor();
}

async function refuse_a_certificate(page) {
  await page.goto(`${address}/quan-tri?phan=chung-chi`);
  await page.getByText(/^● đến \d\d\/\d\d\/\d{4}, còn/).waitFor();
  await page.locator('textarea[name=chain]').fill('không phải chứng chỉ');
  await page.locator('textarea[name=key]').fill('không phải khóa');
  await page.getByRole('button', { name: 'Dùng chứng chỉ này' }).click();
  await page.getByText('Đây không phải tệp PEM đọc được.').waitFor();
}

async function look_at_every_page(page) {
  for (const [part, path, seen] of [
    ['people', '/quan-tri', 'Lò Thị Mai'],
    ['areas', '/quan-tri?phan=dia-ban', 'Tỉnh Hà Giang'],
    ['certificate', '/quan-tri?phan=chung-chi', '127.0.0.1'],
    ['me', '/toi', /Trình duyệt này|Tạo khóa|This browser|Make a key/],
  ]) {
    await page.goto(address + path);
    await page.locator('main').getByText(seen).first().waitFor();
    await check(page, part);
  }
}

{
  const { context, page, complaints } = await open({ language: 'vi', size: 'desktop' });
  await sign_in(page, administrator);
  const phone = await first_day(await add_staff(page));
  await sign_out_elsewhere(phone);
  await phone.context.close();
  await rename_while_another_moves(page);
  await lock(page);
  await grow_and_prune_areas(page);
  await refuse_a_certificate(page);
  await look_at_every_page(page);
  assert.deepEqual(complaints, []);
  await context.close();
}
await browser.close();
console.log('Quản trị and Tài khoản của tôi: as they should be');
