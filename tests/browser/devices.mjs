// Thiết bị in Chromium against the real programs: enrol, see it come, rename, move, replace, retire, import.
// Environment: that of stage.mjs and VANG_ENROL_FILE: where the enrolment string is left, for whoever starts a vang-player
// (with a loudspeaker) with it. The areas of tests/data/areas-2021.csv have to be there.
import assert from 'node:assert/strict';
import { renameSync, writeFileSync } from 'node:fs';
import { address, administrator, browser, check, csv, hold, open, sign_in } from './stage.mjs';

const name = 'Loa nhà văn hóa Xà Phìn';
const id = 'loa-nha-van-hoa-xa-phin';

async function choose_area(within, typed, area) {
  await within.getByRole('searchbox', { name: /Tìm địa bàn|Find an area/ }).fill(typed);
  await within.getByRole('radio', { name: area }).first().check();
}

async function enrol(page) {
  await page.goto(`${address}/thiet-bi`);
  await page.getByRole('link', { name: 'Ghi danh thiết bị' }).first().click();
  await page.locator('input[name=name]').fill(name);
  assert.equal(await page.locator('input[name=id]').inputValue(), id, 'the id follows the name');
  await page.reload();
  assert.equal(await page.locator('input[name=name]').inputValue(), name, 'half a form survives a reload');
  await page.getByRole('button', { name: 'Tạo chuỗi ghi danh' }).click();
  await page.getByText('Hãy chọn địa bàn của thiết bị.').waitFor();
  await choose_area(page, 'xa phin', /Xà Phìn/);
  await page.getByRole('radio', { name: /loa-48k/ }).check();
  await page.locator('input[name=site]').fill('Nhà văn hóa Xà Phìn');
  await page.locator('input[name=tags]').fill('thon loa');
  await check(page, 'enrol');
  await page.getByRole('button', { name: 'Tạo chuỗi ghi danh' }).click();

  const string = page.getByLabel('Chuỗi ghi danh', { exact: true });
  await string.waitFor();
  const enrolment = await string.inputValue();
  assert.match(enrolment, /^vang1:[A-Za-z0-9_-]+$/);
  await page.waitForFunction(() => [...document.querySelectorAll('main img')].some((img) => img.alt.includes('QR') && img.naturalWidth > 0));
  await page.getByRole('button', { name: 'Chép: Chuỗi ghi danh' }).click();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), enrolment);
  await page.getByText('Đang chờ thiết bị liên lạc…').waitFor();
  await page.getByText(/còn 23 giờ 59 phút/).waitFor();
  await check(page, 'enrol-string');
  // Whole or not at all: somebody waits for this file.
  writeFileSync(`${process.env.VANG_ENROL_FILE}.part`, `${enrolment}\n`);
  renameSync(`${process.env.VANG_ENROL_FILE}.part`, process.env.VANG_ENROL_FILE);
  await page.getByRole('status').filter({ hasText: 'Thiết bị đã kết nối' }).waitFor({ timeout: 90_000 });
  await check(page, 'enrol-connected');
}

async function look_at_it(page) {
  await page.getByRole('link', { name: 'Mở trang của thiết bị' }).click();
  await page.getByRole('heading', { name }).waitFor();
  await page.locator('header').getByText(/^(◌ chờ|● phát)$/).waitFor();
  await page.getByText(/bản \d+, mới nhất/).first().waitFor();
  await page.getByText(/vang-player/).waitFor();
  await check(page, 'device');
}

/** Two people at once: the second is told what the first changed, loses nothing, and both changes count. */
async function change_it_twice(page) {
  const change = 'Đổi tên hoặc chuyển chỗ';
  const { context, page: other, complaints } = await open({ language: 'vi', size: 'desktop' });
  await sign_in(other, administrator);
  await other.goto(`${address}/thiet-bi/${id}`);
  await other.getByRole('button', { name: change }).click();
  await other.getByRole('dialog').locator('input[name=tags]').fill('thon loa chinh');
  await other.reload();
  await other.getByRole('button', { name: change }).click();
  assert.equal(await other.getByRole('dialog').locator('input[name=tags]').inputValue(), 'thon loa chinh', 'half a change survives a reload');

  await page.getByRole('button', { name: change }).click();
  const sheet = page.getByRole('dialog');
  await sheet.locator('input[name=name]').fill('Loa mới Lũng Táo');
  await sheet.getByRole('button', { name: 'Đổi địa bàn' }).click();
  await choose_area(sheet, 'lung tao', /Lũng Táo/);
  await check(page, 'device-change');
  await sheet.getByRole('button', { name: 'Lưu' }).click();
  await page.getByRole('heading', { name: 'Loa mới Lũng Táo' }).waitFor();
  await page.getByText('Xã Lũng Táo').waitFor();

  const others = other.getByRole('dialog');
  await others.getByRole('button', { name: 'Lưu' }).click();
  await others.getByText('Tên nay là “Loa mới Lũng Táo”').waitFor();
  assert.equal(await others.locator('input[name=name]').inputValue(), 'Loa mới Lũng Táo', 'what only the other changed is taken over');
  assert.equal(await others.locator('input[name=tags]').inputValue(), 'thon loa chinh');
  await check(other, 'device-clash');
  await others.getByRole('button', { name: 'Lưu' }).click();
  await other.getByRole('heading', { name: 'Loa mới Lũng Táo' }).waitFor();
  await other.getByRole('link', { name: 'chinh', exact: true }).waitFor();
  assert.deepEqual(complaints, []);
  await context.close();
}

async function find_it(context, page) {
  await page.goto(`${address}/thiet-bi`);
  await page.getByRole('link', { name: 'Loa mới Lũng Táo' }).waitFor();
  await page.getByRole('searchbox', { name: /Tìm tên/ }).fill('loa-nha-van-hoa');
  await page.getByRole('status').filter({ hasText: /^1 thiết bị$/ }).waitFor();
  assert.match(page.url(), /q=loa-nha-van-hoa/, 'filters live in the address');
  await page.reload();
  await page.getByRole('status').filter({ hasText: /^1 thiết bị$/ }).waitFor();
  await page.getByRole('button', { name: 'Sắp xếp theo Địa bàn' }).click();
  await page.locator('th[aria-sort=ascending]').filter({ hasText: 'Địa bàn' }).waitFor();

  await context.setOffline(true);
  await page.getByRole('searchbox', { name: /Tìm tên/ }).fill('loa');
  await page.getByText('Máy chủ không trả lời. Kiểm tra mạng rồi thử lại.').waitFor();
  await page.getByRole('link', { name: 'Loa mới Lũng Táo' }).waitFor();
  await context.setOffline(false);
  await page.getByRole('button', { name: 'Thử lại' }).click();
  await page.getByText('Máy chủ không trả lời.').waitFor({ state: 'detached' });
}

async function retire_it(page) {
  await page.goto(`${address}/thiet-bi/${id}`);
  await page.getByRole('button', { name: 'Thay hộp mới' }).click();
  const looked_at = page.waitForResponse((answer) => new URL(answer.url()).pathname === `/api/v1/devices/${id}`);
  await page.getByRole('dialog').getByRole('button', { name: 'Tạo chuỗi' }).click();
  await (await looked_at).finished();
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  await page.getByText('Đang chờ thiết bị liên lạc…').waitFor(); // the old box is connected, and is not the one waited for
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Ngừng dùng thiết bị' }).click();
  const button = page.getByRole('button', { name: 'Giữ để ngừng dùng' });
  await check(page, 'device-retire');
  await hold(page, button, 200);
  assert.ok(await button.isVisible(), 'a short touch retires nothing');
  await hold(page, button);
  await page.getByText(/^Đã ngừng dùng từ/).waitFor();
  await check(page, 'device-retired');
  await page.goto(`${address}/thiet-bi?q=${id}`);
  await page.getByText('Không có thiết bị nào khớp bộ lọc.').waitFor();
  await page.getByLabel('Cả thiết bị đã ngừng dùng').check();
  await page.getByRole('link', { name: 'Loa mới Lũng Táo' }).waitFor();
}

/** On a phone, in English: a file with a bad row changes nothing, the mended one adds its devices. */
async function import_a_file(page) {
  const header = 'id,name,area,profile,site,site_name,tags,zone';
  const good = 'loa-nhap-1,Loa nhập một,02.026.00715,loa-48k,nha-van-hoa-lung-cu,Nhà văn hóa Lũng Cú,thon,';
  await page.goto(`${address}/thiet-bi`);
  await page.getByRole('button', { name: 'Import a CSV file' }).click();
  const sheet = page.getByRole('dialog');
  await sheet.locator('input[type=file]').setInputFiles(csv('bad.csv', [header, good, 'loa-nhap-2,Loa nhập hai,no.such.area,loa-48k,x,X,,']));
  await sheet.getByText('Nothing was imported from bad.csv.').waitFor();
  await sheet.getByText(/^Line 3: /).waitFor();
  await check(page, 'devices-import-bad');
  await sheet.locator('input[type=file]').setInputFiles(csv('good.csv', [header, good]));
  await sheet.getByText('The file has 1 row, and nothing in it is wrong.').waitFor();
  await sheet.getByText('1 new').waitFor();
  await check(page, 'devices-import-good');
  await sheet.getByRole('button', { name: 'Import this file' }).click();
  await sheet.getByText('1 row imported.').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Loa nhập một' }).click();
  await page.getByRole('button', { name: 'Get the enrolment string' }).waitFor();
  await check(page, 'device-not-enrolled');

  await page.goto(`${address}/thiet-bi/ghi-danh`);
  await page.locator('input[name=name]').fill('Loa nhập 1');
  await choose_area(page, 'lung cu', /Lũng Cú/);
  await page.getByRole('radio', { name: /loa-48k/ }).check();
  await page.getByRole('button', { name: 'Make the enrolment string' }).click();
  await page.getByRole('link', { name: 'Open the page of Loa nhập một' }).waitFor();
  await check(page, 'enrol-taken');
}

async function look_at_every_page(page) {
  await page.goto(`${address}/thiet-bi?retired=true`);
  await page.getByRole('link', { name: 'Loa mới Lũng Táo' }).waitFor();
  await check(page, 'devices');
  await page.goto(`${address}/thiet-bi/ghi-danh`);
  await page.getByRole('radio', { name: /loa-48k/ }).waitFor();
  await check(page, 'enrol-empty');
  await page.goto(`${address}/thiet-bi/${id}`);
  await page.getByRole('heading', { name: 'Loa mới Lũng Táo' }).waitFor();
  await check(page, 'device-retired');
}

async function at(look, flow) {
  const { context, page, complaints } = await open(look);
  await sign_in(page, administrator);
  await flow(page, context);
  await look_at_every_page(page);
  assert.deepEqual(complaints, [], JSON.stringify(look));
  await context.close();
}

await at({ language: 'vi', size: 'desktop' }, async (page, context) => {
  await enrol(page);
  await look_at_it(page);
  await change_it_twice(page);
  await find_it(context, page);
  await retire_it(page);
});
await at({ language: 'en', size: 'phone' }, import_a_file);
await browser.close();
console.log('Thiết bị: as it should be');
