// One person, two tabs: what is half written in one is never lost to the other, the language and who is signed in are common, what one
// sends the other stops. And a session that is ended from elsewhere takes nothing that was being written.
// Environment: as stage.mjs. 02.026.00715 has devices.
import assert from 'node:assert/strict';
import { look_at_it, speaker, words, write } from './announcing.mjs';
import { address, administrator, browser, check, hold, open, sign_in } from './stage.mjs';

const said = words.vi;
const text_of = (tab) => tab.getByLabel(said.said).inputValue();

async function enter(tab) {
  await tab.locator('input[name=login]').fill(administrator.login);
  await tab.locator('input[name=password]').fill(administrator.password);
  await tab.keyboard.press('Enter');
  await tab.locator('main#content').waitFor();
}

async function two_drafts(context, one) {
  const two = await context.newPage();
  await write(one, said, 'Bản tin của thẻ thứ nhất.');
  await two.goto(`${address}/phat?kind=text`);
  await two.getByLabel(said.said).waitFor();
  assert.equal(await text_of(two), '', 'another tab begins anew');
  await write(two, said, 'Bản tin của thẻ thứ hai.');
  for (const tab of [one, two]) {
    await tab.reload();
    await tab.getByLabel(said.said).waitFor();
  }
  assert.equal(await text_of(one), 'Bản tin của thẻ thứ nhất.');
  assert.equal(await text_of(two), 'Bản tin của thẻ thứ hai.');

  await two.getByRole('button', { name: 'English' }).click();
  await one.getByLabel(words.en.said).waitFor();
  await one.getByRole('button', { name: 'Tiếng Việt' }).click();
  await two.getByLabel(said.said).waitFor();

  // What a closed tab leaves behind, the next one takes up.
  await two.close();
  const three = await context.newPage();
  await three.goto(`${address}/phat?kind=text`);
  await three.getByLabel(said.said).waitFor();
  assert.equal(await text_of(three), 'Bản tin của thẻ thứ hai.');
  assert.equal(await text_of(one), 'Bản tin của thẻ thứ nhất.');
  return three;
}

async function sent_here_stopped_there(one, two) {
  await one.bringToFront();
  await one.getByLabel(said.said).fill('Thông báo dài, sẽ dừng từ thẻ bên kia. '.repeat(6));
  await hold(one, await look_at_it(one, said));
  await one.waitForURL(/\/lenh\//);
  await two.locator('.strip').getByRole('button').click();
  await one.getByText(said.stopped).first().waitFor();
  await two.locator('.strip').waitFor({ state: 'detached' });
  assert.equal(await text_of(two), 'Bản tin của thẻ thứ hai.', 'sending in one tab takes nothing from the other');
}

async function signed_out_there(one, two) {
  await one.goto(`${address}/phat?kind=text`);
  await write(one, said, 'Đang viết thì bị đăng xuất.');
  await look_at_it(one, said);
  await two.getByRole('button', { name: said.signOut }).click();
  await two.locator('input[name=login]').waitFor();
  await one.getByText(said.ended).waitFor();
  await enter(one);
  await two.locator('main#content').waitFor(); // who signs in in one is signed in in both
  assert.equal(await text_of(one), 'Đang viết thì bị đăng xuất.');
  assert.equal(await text_of(two), 'Bản tin của thẻ thứ hai.');
  for (const tab of [one, two]) await look_at_it(tab, said); // and both may ask for something
}

/** Ended by hand at another place, while an announcement and a message are being written here. */
async function ended_from_elsewhere(one, two) {
  await two.goto(`${address}/noi-dung/soan`);
  await two.getByLabel('Tên bản tin').fill('Lịch cắt điện tuần này');
  await two.getByLabel('Lời đọc trên loa').fill('Ngày mai cắt điện từ 8 giờ đến 11 giờ.');
  const elsewhere = await open({ language: 'vi', size: 'desktop' });
  await sign_in(elsewhere.page);
  await elsewhere.page.goto(`${address}/toi`);
  const leave = elsewhere.page.getByRole('button', { name: /^Đăng xuất máy đó/ });
  await leave.first().waitFor();
  for (let left = await leave.count(); left > 0; --left) {
    await leave.first().click();
    await elsewhere.page.waitForFunction((n) => document.querySelectorAll('main li button[aria-label^="Đăng xuất"]').length < n, left);
  }
  for (const tab of [one, two]) await tab.getByText(said.ended).waitFor();
  await check(two, 'tabs-ended-from-elsewhere');
  await enter(two);
  await two.getByText('Đã lấy lại').waitFor();
  assert.equal(await two.getByLabel('Tên bản tin').inputValue(), 'Lịch cắt điện tuần này');
  assert.equal(await two.getByLabel('Lời đọc trên loa').inputValue(), 'Ngày mai cắt điện từ 8 giờ đến 11 giờ.');
  await one.getByLabel(said.said).waitFor();
  assert.equal(await text_of(one), 'Đang viết thì bị đăng xuất.');
  assert.deepEqual(elsewhere.complaints, []);
  await elsewhere.context.close();
}

const { page, context, complaints } = await speaker({ language: 'vi', size: 'desktop' }, administrator);
const other = await two_drafts(context, page);
await sent_here_stopped_there(page, other);
await signed_out_there(page, other);
await ended_from_elsewhere(page, other);
assert.deepEqual(complaints, []);
await browser.close();
console.log('hardship: two tabs, ended sessions');
