// Lịch in Chromium against the real vangd: entries made by mouse and by keyboard alone, two people at once, publishing.
// Environment: as stage.mjs, and VANG_MESSAGE (hash of an approved message for VANG_AREA, up to priority), VANG_AREA (code;
// 02.026.00715 unless given).
import assert from 'node:assert/strict';
import { address, browser, check, looks, open as open_page, sign_in } from './stage.mjs';

const message = process.env.VANG_MESSAGE;
const area = process.env.VANG_AREA ?? '02.026.00715';

const words = {
  vi: { add: 'Thêm mục', save: 'Lưu', cancel: 'Thôi', list: 'Danh sách', week: 'Tuần', publish: 'Công bố', edit: (t) => `Sửa “${t}”`, title: 'Tên mục', weekly: 'Hằng tuần', times: 'Giờ bắt đầu', addTime: 'Thêm giờ',
    remove: 'Xóa khỏi lịch', undo: 'Hoàn tác', saved: /Đã lưu bản nháp lúc \d\d:\d\d/, next: 'Ba lần phát tới', close: 'Đóng', more: 'Tùy chọn khác', nothing: /Không có gì để công bố/, counts: /\d+ mục; gửi đến \d+ thiết bị/,
    done: /Đã công bố bản \d+/, above: 'Hiện cả lịch cấp trên', change: 'Đổi', rests: /Sau một số ngày/, days: 'Số ngày', contract: /Mất liên lạc quá 30 ngày thì thôi phát theo lịch/ },
  en: { add: 'Add an entry', save: 'Save', cancel: 'Cancel', list: 'List', week: 'Week', publish: 'Publish', edit: (t) => `Edit “${t}”`, title: 'Name of the entry', weekly: 'Every week', times: 'Start times', addTime: 'Add time',
    remove: 'Remove from the schedule', undo: 'Undo', saved: /Draft saved at \d\d:\d\d/, next: 'The next three playings', close: 'Close', more: 'More options', nothing: /There is nothing to publish/, counts: /\d+ (added|changed|removed); goes to \d+ devices?/,
    done: /Version \d+ was published/, above: 'Show the schedules above too', change: 'Change', rests: /After some days/, days: 'Days', contract: /Out of contact for more than 30 days/ },
};

async function open(language, size) {
  const seat = await open_page({ language, size });
  await sign_in(seat.page);
  await seat.page.goto(schedule());
  await seat.page.getByRole('button', { name: words[language].publish, exact: true }).waitFor();
  return { ...seat, said: words[language] };
}

const schedule = (query = '') => `${address}/lich?area=${area}${query}`;

const look = (page, where) => check(page, `schedule-${where}`);

const sheet = (page) => page.getByRole('dialog').last();
const gone = (page) => page.getByRole('dialog').waitFor({ state: 'detached' });
const field = (page, label) => sheet(page).getByRole('textbox', { name: label });

/** What is rarely wanted is folded away. */
async function unfold(page, said) {
  const more = sheet(page).locator('details', { hasText: said.more }).first();
  if (!(await more.evaluate((details) => details.open))) await more.locator('summary').first().click();
}

async function name(page, said, title) {
  await unfold(page, said);
  await field(page, said.title).fill(title);
}

async function choose_message(page) {
  const choice = sheet(page).locator('fieldset li button').first();
  await choice.click();
  await sheet(page).locator('.chosen').waitFor();
}

async function save(page, said) {
  await sheet(page).getByRole('button', { name: said.save, exact: true }).click();
  await gone(page);
  await page.getByText(said.saved).waitFor();
}

/** Presses Tab until what has the focus is the one; never touches the mouse. */
async function tab_to(page, what, matches) {
  for (let i = 0; i < 120; i += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(matches)) return;
  }
  assert.fail(`Tab does not reach ${what}`);
}

async function open_in_list(page, said, title) {
  await page.goto(schedule('&view=list'));
  await page.getByRole('button', { name: said.edit(title), exact: true }).click();
}

async function by_mouse(page, said, title) {
  await page.goto(schedule());
  const column = page.locator('[data-day]').nth(2);
  await column.waitFor();
  // Half past two in the afternoon of Wednesday: 48 px an hour.
  await column.click({ position: { x: 20, y: 14.6 * 48 } });
  await sheet(page).getByText('14:30', { exact: true }).waitFor();
  await choose_message(page);
  await name(page, said, title);
  await sheet(page).getByRole('radio', { name: said.weekly, exact: true }).check();
  await sheet(page).locator('input[value=fr]').check();
  await field(page, said.times).fill('5h, 17:00');
  await sheet(page).getByRole('button', { name: said.addTime }).click();
  await sheet(page).getByText(said.next).waitFor();
  assert.equal(await sheet(page).locator('ol li').count(), 3);
  await look(page, 'form-week');
  await save(page, said);
  const blocks = page.locator('[data-block]', { hasText: title });
  await blocks.first().waitFor();
  assert.ok((await blocks.count()) > 0, 'it stands in the week');
  assert.equal(await page.locator('[data-day] img').count(), 0, 'stored markup is text');
}

async function by_keyboard(page, said, title) {
  await page.goto(schedule());
  await page.locator('[data-block]').first().waitFor();
  await tab_to(page, 'add', `document.activeElement.textContent.trim() === ${JSON.stringify(said.add)}`);
  await page.keyboard.press('Enter');
  await sheet(page).locator('fieldset li button').first().waitFor();
  await tab_to(page, 'the messages', `document.activeElement.matches('fieldset li button')`);
  await page.keyboard.press('Enter');
  await sheet(page).locator('.chosen').waitFor();
  await tab_to(page, 'the times', `document.activeElement.placeholder === '05:00'`);
  await page.keyboard.type('5h30');
  await page.keyboard.press('Enter');
  await page.keyboard.type('1830');
  await page.keyboard.press('Enter');
  await sheet(page).getByText('18:30', { exact: true }).waitFor();
  await tab_to(page, 'more', `document.activeElement.tagName === 'SUMMARY'`);
  await page.keyboard.press('Enter');
  await tab_to(page, 'the name', `document.activeElement.maxLength === 200`);
  await page.keyboard.type(title);
  await tab_to(page, 'save', `document.activeElement.textContent.trim() === ${JSON.stringify(said.save)}`);
  await page.keyboard.press('Enter');
  await gone(page);
  await page.locator('[data-block]', { hasText: title }).first().waitFor();

  await tab_to(page, 'a block', `document.activeElement.dataset.block !== undefined`);
  const before = await page.evaluate(() => document.activeElement.dataset.block);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  const after = await page.evaluate(() => document.activeElement.dataset.block);
  assert.ok(after && after !== before, 'arrows walk from block to block');
  await page.keyboard.press('Enter');
  await sheet(page).waitFor();
  await page.keyboard.press('Escape');
  await gone(page);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.block), after, 'the focus comes back to the block');
}

async function edit(page, said, title, changed) {
  await open_in_list(page, said, title);
  await field(page, said.times).fill('mai');
  await sheet(page).getByRole('button', { name: said.save, exact: true }).click();
  await sheet(page).locator('small.wrong', { hasText: 'mai' }).waitFor();
  await look(page, 'form-wrong');
  await field(page, said.times).fill('20h15');
  await name(page, said, changed);
  await sheet(page).getByRole('slider').fill('-6');
  await save(page, said);
  const row = page.locator('tbody tr', { hasText: changed });
  await row.getByText(/20:15/).waitFor();
  await row.getByText(/6 dB/).waitFor();
}

async function remove_and_undo(page, said, title) {
  await open_in_list(page, said, title);
  await sheet(page).getByRole('button', { name: said.remove }).click();
  await gone(page);
  await page.getByRole('button', { name: said.edit(title), exact: true }).waitFor({ state: 'detached' });
  await look(page, 'removed');
  await page.getByRole('button', { name: said.undo }).click();
  await page.getByRole('button', { name: said.edit(title), exact: true }).waitFor();
}

// How an entry repeats, and what the server says of a rule while it is typed.
async function rules(page, said, title) {
  await page.goto(schedule('&view=list'));
  await page.getByRole('button', { name: said.add, exact: true }).click();
  await choose_message(page);
  await name(page, said, title);
  await sheet(page).getByRole('radio', { name: 'Hằng tháng', exact: true }).check();
  await sheet(page).getByRole('radio', { name: 'Vào thứ', exact: true }).check();
  await sheet(page).locator('select').first().selectOption('mo');
  await sheet(page).locator('select').last().selectOption('1');
  await field(page, said.times).fill('6:15');
  await sheet(page).getByText('Thứ Hai đầu tiên mỗi tháng lúc 06:15').or(sheet(page).getByText('thứ Hai đầu tiên mỗi tháng lúc 06:15')).waitFor();
  await sheet(page).getByText(said.next).waitFor();
  assert.equal(await sheet(page).locator('ol li').count(), 3);
  for (const day of await sheet(page).locator('.next ol li').allInnerTexts()) assert.match(day, /^thứ hai, 0[1-7]\//i, day);
  await sheet(page).getByRole('radio', { name: 'Khác', exact: true }).check();
  const rule = sheet(page).getByLabel('Quy tắc lặp (RRULE)');
  assert.equal(await rule.inputValue(), 'FREQ=MONTHLY;BYDAY=1MO', 'what was chosen is there to be changed');
  await rule.fill('FREQ=MONTHLY;BYDAY=1XX');
  await sheet(page).locator('small.wrong[role=alert]').waitFor();
  await look(page, 'rule-refused');
  await rule.fill('FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=2');
  await sheet(page).locator('small.wrong[role=alert]').waitFor({ state: 'detached' });
  await sheet(page).locator('ol li', { hasText: /02\/09\// }).first().waitFor();
  await save(page, said);
  await page.locator('tbody tr', { hasText: title }).getByText(/FREQ=YEARLY/).waitFor();
}

// Several messages in order, in a window, on some devices.
async function playlist(page, said, title) {
  await page.goto(schedule('&view=list'));
  await page.getByRole('button', { name: said.add, exact: true }).click();
  await choose_message(page);
  for (let i = 0; i < 2; i += 1) {
    await sheet(page).getByRole('button', { name: 'Thêm bản tin' }).click();
    await sheet(page).locator('fieldset li button[aria-pressed]').last().click();
    await sheet(page).locator('ol.chosen li').nth(i + 1).waitFor();
  }
  const names = () => sheet(page).locator('ol.chosen li b').allInnerTexts();
  const before = await names();
  await sheet(page).getByRole('button', { name: /^Đưa “.*” xuống sau$/ }).first().focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.closest('ol.chosen li')?.matches(':nth-child(2)'));
  assert.deepEqual(await names(), [before[1], before[0], before[2]], 'the keyboard moves it');
  await sheet(page).getByRole('button', { name: /^Bỏ “/ }).last().click();
  assert.equal((await names()).length, 2);
  await sheet(page).getByRole('radio', { name: 'Mỗi lần một bản tin, lần lượt' }).check();
  await sheet(page).getByRole('radio', { name: 'Trong một khung giờ' }).check();
  await sheet(page).getByRole('radio', { name: 'Cứ mấy phút một lần' }).check();
  await sheet(page).getByRole('spinbutton', { name: 'Số phút' }).fill('45');
  await name(page, said, title);
  await sheet(page).getByRole('radio', { name: 'Chọn thiết bị' }).check();
  await sheet(page).locator('input[name=tags]').first().fill('cho');
  await sheet(page).getByRole('radio', { name: 'Đúng giờ, cắt ngang mọi mục cùng mức' }).check();
  await sheet(page).getByRole('radio', { name: 'Hoãn đến giờ khác' }).check();
  await field(page, 'Giờ phát lại').fill('9h');
  await look(page, 'form-full');
  await save(page, said);
  const row = page.locator('tbody tr', { hasText: title });
  await row.getByText(/cứ 45 phút một lần từ 06:00 đến 22:00/).waitFor();
  await row.getByText(/có nhãn cho/).waitFor();
  await open_in_list(page, said, title);
  assert.ok(await sheet(page).getByRole('radio', { name: 'Mỗi lần một bản tin, lần lượt' }).isChecked(), 'what was saved comes back');
  assert.equal(await field(page, 'Giờ phát lại').inputValue(), '09:00');
  await sheet(page).getByRole('button', { name: said.cancel, exact: true }).click();
  await gone(page);
}

// Of an entry that comes every day: one time changed, one removed and put back, one and all after it changed.
async function one_time(page, said, title, changed, later) {
  await page.goto(schedule('&view=list'));
  await page.getByRole('button', { name: said.add, exact: true }).click();
  await choose_message(page);
  await name(page, said, title);
  await field(page, said.times).fill('03:00');
  await save(page, said);
  await page.goto(schedule());
  await page.getByRole('button', { name: 'Tuần sau' }).click();
  const blocks = (text) => page.locator('[data-block]', { hasText: text });
  const count_to = async (text, n) => {
    await page.waitForFunction(([wanted, many]) => [...document.querySelectorAll('[data-block]')].filter((block) => block.textContent.includes(wanted)).length === many, [text, n]);
  };
  await count_to(title, 7);
  await blocks(title).nth(1).click();
  await sheet(page).getByRole('button', { name: 'Chỉ lần này', exact: true }).waitFor();
  await look(page, 'one-time');
  await sheet(page).getByRole('button', { name: 'Chỉ lần này', exact: true }).click();
  await sheet(page).getByText('03:00', { exact: true }).waitFor();
  await name(page, said, changed);
  await save(page, said);
  await count_to(changed, 1);
  await count_to(title, 6);
  await blocks(title).nth(2).click();
  await sheet(page).getByRole('button', { name: 'Xóa lần này', exact: true }).click();
  await gone(page);
  await count_to(title, 5);
  await look(page, 'one-removed');
  await page.getByRole('button', { name: said.undo }).click();
  await count_to(title, 6);
  await blocks(title).nth(3).click();
  await sheet(page).getByRole('button', { name: 'Lần này và các lần sau', exact: true }).click();
  await name(page, said, later);
  await save(page, said);
  await count_to(title, 3);
  await count_to(later, 3);
  await blocks(changed).first().click(); // comes once: nothing to choose
  await field(page, said.times).waitFor();
  await page.keyboard.press('Escape');
  await gone(page);
}

async function nothing_is_lost(page, context, said, complaints) {
  await page.goto(schedule(`&message=${message}`));
  await sheet(page).locator('.chosen').waitFor();
  await name(page, said, 'Viết dở');
  await page.waitForFunction(() => Object.entries(localStorage).some(([name, text]) => name.startsWith('vang.draft.') && text.includes('Viết dở')));
  await page.reload();
  await sheet(page).locator('.chosen').waitFor();
  await unfold(page, said);
  assert.equal(await field(page, said.title).inputValue(), 'Viết dở', 'what is half written outlives a reload');
  await field(page, said.times).fill('06:00');
  await context.setOffline(true);
  await sheet(page).getByRole('button', { name: said.save, exact: true }).click();
  await sheet(page).getByRole('alert').waitFor();
  assert.equal(await field(page, said.title).inputValue(), 'Viết dở', 'nor does a lost network take it');
  await context.setOffline(false);
  complaints.length = 0; // the browser logs what could not be reached
  await sheet(page).getByRole('button', { name: said.cancel, exact: true }).click();
  await gone(page);
}

async function two_people(page, said, one, other) {
  const second = await open('vi', 'desktop');
  for (const both of [page, second.page]) {
    await both.goto(schedule('&view=list'));
    await both.getByRole('button', { name: said.edit(one), exact: true }).waitFor();
  }
  const change = async (who, title, day_words) => {
    await who.getByRole('button', { name: said.edit(title), exact: true }).click();
    await field(who, said.times).fill(day_words);
    await sheet(who).getByRole('button', { name: said.save, exact: true }).click();
  };
  // Different entries: both are kept, and it is said.
  await change(second.page, other, '21:00');
  await gone(second.page);
  await change(page, one, '22:00');
  await gone(page);
  await page.getByText(/đã gộp cả hai/).waitFor();
  await page.locator('tbody tr', { hasText: other }).getByText(/21:00/).waitFor();
  // The same entry: both are shown, the person chooses.
  await change(second.page, one, '08:08');
  await second.page.getByRole('dialog').first().waitFor();
  await second.page.getByText('Hai người cùng sửa một mục').waitFor();
  assert.equal(await sheet(second.page).getByRole('radio').count(), 2);
  await look(second.page, 'clash');
  await sheet(second.page).getByRole('radio').first().check();
  await sheet(second.page).getByRole('button', { name: 'Lưu lựa chọn' }).click();
  await gone(second.page);
  await second.page.locator('tbody tr', { hasText: one }).getByText(/08:08/).first().waitFor();
  assert.deepEqual(second.complaints, []);
  await second.context.close();
}

/** The contract for devices out of contact stands where one publishes. */
async function rest_offline(page, said) {
  if (await sheet(page).getByText(said.contract).count()) return;
  await sheet(page).getByRole('button', { name: said.change, exact: true }).click();
  await sheet(page).getByRole('radio', { name: said.rests }).check();
  assert.equal(await sheet(page).getByRole('spinbutton', { name: said.days }).inputValue(), '30');
  await look(page, 'terms');
  await sheet(page).getByRole('button', { name: 'Lưu', exact: true }).or(sheet(page).getByRole('button', { name: 'Save', exact: true })).click();
  await sheet(page).getByText(said.contract).waitFor();
  await sheet(page).getByText(said.counts).waitFor();
}

async function publish(page, said) {
  await page.goto(schedule());
  await page.getByRole('button', { name: said.publish, exact: true }).click();
  await sheet(page).getByText(said.counts).waitFor();
  await rest_offline(page, said);
  await look(page, 'publish');
  await sheet(page).getByRole('button', { name: said.publish, exact: true }).click();
  await sheet(page).getByText(said.done).waitFor();
  await look(page, 'published');
  await sheet(page).getByRole('button', { name: said.close, exact: true }).last().click();
  await gone(page);
  await page.getByRole('button', { name: said.publish, exact: true }).click();
  await sheet(page).getByText(said.nothing).waitFor();
  await page.keyboard.press('Escape');
  await gone(page);
}

// Every view in this language and size, and one entry made, seen in the changes and published.
async function tour(page, said, language, size, time) {
  const where = `${language}-${size}`;
  const title = `Tour ${where} <b>x</b>`;
  await page.goto(schedule());
  await page.getByRole('button', { name: said.add, exact: true }).click();
  await sheet(page).locator('fieldset li button').first().waitFor();
  await look(page, 'choose');
  await choose_message(page);
  await name(page, said, title);
  await field(page, said.times).fill(time);
  await look(page, 'form');
  await save(page, said);
  await page.locator('[data-block], .rows button').filter({ hasText: title }).first().waitFor();
  await look(page, 'week');
  await page.getByRole('switch', { name: said.above }).check();
  await look(page, 'above');
  await page.getByRole('button', { name: said.list, exact: true }).click();
  await page.getByRole('button', { name: said.edit(title), exact: true }).waitFor();
  await look(page, 'list');
  await page.getByRole('searchbox').fill('tour');
  await page.waitForURL((url) => url.searchParams.get('q') === 'tour'); // an address to share
  await publish(page, said);
}

const tag = Date.now().toString(36);
const weekly = `Tuần ${tag} <img src=x onerror=alert(1)>`;
const daily = `Ngày ${tag}`;
const edited = `Đã sửa ${tag}`;
{
  const { context, page, complaints, said } = await open('vi', 'desktop');
  await by_mouse(page, said, weekly);
  await by_keyboard(page, said, daily);
  await edit(page, said, daily, edited);
  await remove_and_undo(page, said, edited);
  await rules(page, said, `Quy tắc ${tag}`);
  await playlist(page, said, `Danh sách ${tag}`);
  await one_time(page, said, `Mỗi sáng ${tag}`, `Riêng ${tag}`, `Từ đó ${tag}`);
  await nothing_is_lost(page, context, said, complaints);
  await two_people(page, said, edited, weekly);
  await publish(page, said);
  assert.deepEqual(complaints, [], 'flows');
  await context.close();
}
const times = ['08:00', '11:00']; // apart, so that each is drawn
for (const { language, size } of looks) {
  const { context, page, complaints, said } = await open(language, size);
  await tour(page, said, language, size, times.shift());
  assert.deepEqual(complaints, [], `${language} ${size}`);
  await context.close();
}
await browser.close();
console.log('Lịch: as it should be');
