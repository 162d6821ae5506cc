// Nội dung in Chromium against the real vangd: clips brought in, played, refused, lost and sent again; a message written by keyboard,
// seen, heard and approved. In both languages and sizes.
// Environment: as stage.mjs, and VANG_CLIP (a film with sound, default movie-hello.mp4 of the package forensics-samples-files). The
// centre needs areas; 02.026 must be among them.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cable } from './cable.mjs';
import { address, administrator, browser, check, looks, open, sign_in as enter } from './stage.mjs';

const film = process.env.VANG_CLIP ?? '/usr/share/forensics-samples/original-files/movie2/movie-hello.mp4';
const folder = mkdtempSync(join(tmpdir(), 'vang-content-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const words = {
  vi: {
    title: 'Nội dung', upload: 'Tải clip lên', compose: 'Soạn bản tin', clips: 'Clip', kept: 'Đã tải lên.', ready: 'sẵn sàng', refused: 'không dùng được', stop: 'Dừng tải', again: 'Thử lại',
    lost: 'Mất mạng khi đã gửi', stopped: 'Đã dừng tải', quiet: 'Mạng chậm', large: 'Máy chủ không nhận tệp lớn như vậy', loudness: 'nhỏ hơn mức chuẩn', now: 'Đang phát', fromClip: 'Làm bản tin từ clip này',
    name: 'Tên bản tin', step: (n) => `Bước ${n}`, up: (n) => `Đưa Bước ${n} lên trên`, url: 'thành mã QR', speech: 'Lời đọc trên loa', fromCard: 'Lấy từ thẻ', find: 'Tìm địa bàn', preview: 'Xem và nghe trước',
    lackTitle: 'Hãy đặt tên bản tin.', review: 'Xem và nghe trước khi duyệt', makeKey: 'Tạo khóa trên máy này', approve: 'Duyệt', schedule: 'Lên lịch', newFromThis: 'Soạn bản mới từ bản này',
    draftBack: 'Đã lấy lại', shownOn: 'trên Bảng', findMessage: 'Tìm bản tin', notice: 'Thông báo', firstLine: 'nếu khác tên', startOver: 'Bỏ phần viết dở', chooseClip: 'Chọn clip',
  },
  en: {
    title: 'Content', upload: 'Upload a clip', compose: 'Write a message', clips: 'Clips', kept: 'Uploaded.', ready: 'ready', refused: 'not usable', stop: 'Stop uploading', again: 'Try again',
    lost: 'The network was lost', stopped: 'Upload stopped', quiet: 'Slow network', large: 'The server does not take a file this large', loudness: 'below the standard level', now: 'On air', fromClip: 'Make a message from this clip',
    name: 'Name of the message', step: (n) => `Step ${n}`, up: (n) => `Move Step ${n} up`, url: 'a QR code on the board', speech: 'Spoken on loudspeakers', fromCard: 'Take it from the card', find: 'Find an area', preview: 'Preview and listen',
    lackTitle: 'Give the message a name.', review: 'Look and listen before approving', makeKey: 'Make a key on this machine', approve: 'Approve', schedule: 'Put it on the schedule', newFromThis: 'Write a new one from this',
    draftBack: 'What you had half written', shownOn: 'on Board', findMessage: 'Find a message', notice: 'Notice', firstLine: 'if not the name', startOver: 'Drop it and start over', chooseClip: 'Choose a clip',
  },
};
const markup = '<img src=x onerror=alert(1)>';
const run = Date.now() % 100_000; // the same centre may be tried twice

function card(id) {
  const file = JSON.parse(readFileSync(new URL('../data/messages-vi.json', import.meta.url), 'utf8'));
  const fill = (text) => text.replace(/\{\{([^}]+)\}\}/g, (_, name) => file.facts[name]);
  const message = file.messages.find((one) => one.id === id);
  return { title: message.title, url: fill(message.url), steps: message.steps.map(fill), speech: fill(message.speech) };
}

// Two seconds of a tone; another pitch is other bytes, and so another clip.
let pitch = 300 + (run % 997);
function tone(hertz) {
  const rate = 8000;
  const wav = Buffer.alloc(44 + rate * 4);
  wav.write('RIFF', 0); wav.writeUInt32LE(wav.length - 8, 4); wav.write('WAVEfmt ', 8); wav.writeUInt32LE(16, 16); wav.writeUInt16LE(1, 20); wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(rate, 24); wav.writeUInt32LE(rate * 2, 28); wav.writeUInt16LE(2, 32); wav.writeUInt16LE(16, 34); wav.write('data', 36); wav.writeUInt32LE(rate * 4, 40);
  for (let i = 0; i < rate * 2; ++i) wav.writeInt16LE(Math.round(8000 * Math.sin((2 * Math.PI * hertz * i) / rate)), 44 + i * 2);
  return wav;
}

const looked_at = (page, name) => check(page, `content-${name}`);

async function sign_in(page, said, to = address) {
  await enter(page, administrator, `${to}/noi-dung`);
  await page.getByRole('heading', { name: said.title, level: 1 }).waitFor();
}

const inside = (page, path) => page.evaluate((to) => { history.pushState(null, '', to); dispatchEvent(new PopStateEvent('popstate')); }, path);
const picker = (page) => page.locator('input[type=file]');
const upload_line = (page, name) => page.locator('section[aria-labelledby=uploads-title] li', { hasText: name });
const in_list = (page, name) => page.locator('main li', { has: page.locator('h2', { hasText: name }) });

async function brings_a_film(page, said) {
  await page.getByRole('link', { name: said.clips, exact: true }).click();
  await picker(page).setInputFiles(film);
  await upload_line(page, 'movie-hello.mp4').getByText(said.kept).waitFor();
  const row = in_list(page, 'movie-hello.mp4');
  await row.getByText(said.ready).waitFor({ timeout: 120_000 });
  await row.getByText(new RegExp(said.loudness)).waitFor();
  await row.scrollIntoViewIfNeeded();
  await page.waitForFunction(() => [...document.querySelectorAll('main li img')].some((picture) => picture.naturalWidth > 0));
  await looked_at(page, 'clips');
}

async function plays_it(page, said) {
  await page.getByRole('heading', { name: 'movie-hello.mp4' }).getByRole('link').click();
  const video = page.locator('video');
  await page.waitForFunction(() => document.querySelector('video[src$="preview.mp4"]')?.readyState >= 2, null, { timeout: 60_000 });
  await video.evaluate((player) => { player.muted = true; return player.play(); });
  await page.waitForFunction(() => document.querySelector('video').currentTime > 1);
  await video.evaluate((player) => { player.pause(); player.currentTime = 5; });
  await page.waitForFunction(() => { const player = document.querySelector('video'); return !player.seeking && player.readyState >= 2 && player.currentTime >= 4.9; });
  await looked_at(page, 'clip');
}

async function bad_files_are_told(page, said, mark) {
  await inside(page, '/noi-dung?tab=clip');
  const text_file = `${mark} ${markup}.mp4`;
  await picker(page).setInputFiles([
    { name: text_file, mimeType: 'video/mp4', buffer: Buffer.from(`no film at all, ${mark}`) },
    { name: `${mark} ${markup}.wav`, mimeType: 'audio/wav', buffer: tone((pitch += 1)) },
  ]);
  await in_list(page, text_file).getByText(said.refused).waitFor({ timeout: 60_000 });
  await in_list(page, `${mark} ${markup}.wav`).getByText(said.ready).waitFor({ timeout: 60_000 });
  assert.equal(await page.locator('img[src="x"]').count(), 0, 'markup in a name is text');
  // Dropped anywhere on the page.
  const dropped = `${mark} dropped.wav`;
  const held = await page.evaluateHandle(([name, bytes]) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([new Uint8Array(bytes)], name));
    return transfer;
  }, [dropped, [...tone((pitch += 1))]]);
  await page.dispatchEvent('main', 'drop', { dataTransfer: held });
  await in_list(page, dropped).getByText(said.ready).waitFor({ timeout: 60_000 });
  const huge = join(folder, 'huge.mp4');
  writeFileSync(huge, '');
  truncateSync(huge, 5 * 2 ** 30);
  await picker(page).setInputFiles(huge);
  await upload_line(page, 'huge.mp4').getByText(said.large).waitFor({ timeout: 30_000 });
  await looked_at(page, 'refused');
}

async function survives_the_network(look, said) {
  const link = await cable(600);
  const { context, page } = await open(look, link.address);
  await sign_in(page, said, link.address);
  await page.getByRole('link', { name: said.clips, exact: true }).click();
  const slow = join(folder, 'slow.wav');
  writeFileSync(slow, Buffer.concat([tone((pitch += 1)), Buffer.alloc(9_000_000, `${run}`)]));
  await picker(page).setInputFiles(slow);
  const line = upload_line(page, 'slow.wav');
  const passed = (percent) => page.waitForFunction((wanted) => document.querySelector('section[aria-labelledby=uploads-title] progress')?.value > wanted, percent);
  await passed(3);
  // It goes on while the person looks at something else.
  await inside(page, '/');
  await page.getByRole('heading', { name: said.now, level: 1 }).waitFor();
  await inside(page, '/noi-dung?tab=clip');
  await passed(10);
  const warned = page.waitForEvent('dialog');
  await page.close({ runBeforeUnload: true });
  await (await warned).dismiss(); // the person stays, and so does the upload
  link.block();
  await line.getByText(said.quiet).waitFor({ timeout: 30_000 });
  await looked_at(page, 'uploading');
  link.unblock();
  await passed(30);
  link.cut();
  await line.getByText(said.lost).waitFor({ timeout: 60_000 });
  await looked_at(page, 'lost');
  link.mend();
  await line.getByRole('button', { name: said.again }).click();
  await passed(5);
  await line.getByRole('button', { name: said.stop }).click();
  await line.getByText(said.stopped).waitFor();
  await line.getByRole('button', { name: said.again }).click();
  await line.getByText(said.kept).waitFor({ timeout: 60_000 });
  await context.close();
  link.close();
}

// Every key as a person without a mouse presses it.
async function writes_by_keyboard(page, said, title) {
  const wanted = card('install-bluezone');
  const type = (text) => page.keyboard.insertText(text);
  await page.getByRole('button', { name: said.preview }).press('Enter');
  await page.getByText(said.lackTitle).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), 'lack-title', 'the first thing that is missing has the focus');
  await type(title);
  await page.getByLabel(said.step(1), { exact: true }).focus();
  // The last two the wrong way round, then put right with the button.
  const [first, second, third] = wanted.steps;
  await type(first);
  await page.keyboard.press('Enter');
  await type(third);
  await page.keyboard.press('Enter');
  await type(second);
  await page.getByRole('button', { name: said.up(3) }).press('Enter');
  assert.deepEqual(await Promise.all([1, 2, 3].map((n) => page.getByLabel(said.step(n), { exact: true }).inputValue())), wanted.steps);
  await page.getByLabel(said.url).focus();
  await type(wanted.url);
  await page.getByRole('button', { name: said.fromCard }).press('Enter');
  assert.match(await page.getByLabel(said.speech).inputValue(), /Bước 2: Bấm Cài đặt/);
  await page.getByLabel(said.speech).fill(wanted.speech);
  await page.getByLabel(said.find).focus();
  await type('dong van');
  await page.getByRole('checkbox', { name: /^Huyện Đồng Văn/ }).press('Space');
}

async function writes_a_message(page, said, at) {
  const title = `Bluezone ${run} ${at}`;
  await inside(page, '/noi-dung');
  await page.getByRole('link', { name: said.compose }).first().click();
  await page.getByLabel(said.name).waitFor();
  await writes_by_keyboard(page, said, title);
  await looked_at(page, 'write');
  // A closed tab loses nothing.
  await page.reload();
  await page.getByText(said.draftBack).waitFor();
  assert.equal(await page.getByLabel(said.name).inputValue(), title);
  await page.getByRole('button', { name: said.preview }).press('Enter');
  await page.getByRole('heading', { name: said.review }).waitFor({ timeout: 120_000 });
  await boards_are_drawn(page);
  await hears_it(page);
  const make_key = page.getByRole('button', { name: said.makeKey });
  const approve = page.getByRole('button', { name: said.approve, exact: true });
  await make_key.or(approve).waitFor();
  await looked_at(page, 'review');
  if (await make_key.isVisible()) await make_key.press('Enter');
  await approve.press('Enter');
  await page.getByRole('heading', { name: title }).waitFor();
  await page.getByRole('link', { name: said.schedule }).waitFor();
  await boards_are_drawn(page);
  await looked_at(page, 'message');
  return title;
}

async function boards_are_drawn(page) {
  await page.waitForFunction(() => [...document.querySelectorAll('main figure img')].filter((board) => board.naturalWidth > 0).length >= 2);
  const boards = await page.locator('main figure img').evaluateAll((all) => all.map((board) => [board.naturalWidth, board.clientWidth * devicePixelRatio]));
  for (const [natural, shown] of boards) assert.equal(shown % natural, 0, `${natural} board pixels on ${shown}`);
}

async function hears_it(page) {
  const audio = page.locator('audio');
  await audio.evaluate((player) => { player.muted = true; return player.play(); });
  // The pictures follow the sound.
  await page.waitForFunction(() => document.querySelector('audio').currentTime > 1 && Number(document.querySelector('input[type=range]').value) >= 1000);
  await audio.evaluate((player) => player.pause());
}

async function finds_and_renews_it(page, said, title, mark) {
  await page.getByRole('link', { name: said.newFromThis }).click();
  await page.waitForFunction((wanted) => document.querySelector('#lack-title')?.value === wanted, title);
  assert.equal(await page.getByLabel(said.step(2), { exact: true }).inputValue(), card('install-bluezone').steps[1]);
  await page.getByRole('radio', { name: new RegExp(said.notice) }).press('Space');
  await page.getByLabel(said.name).fill(`${markup} ${mark}`);
  await page.getByLabel(said.firstLine).fill('Thử');
  await page.getByLabel(said.speech).fill('');
  await page.getByRole('button', { name: said.preview }).press('Enter');
  await page.getByRole('heading', { name: said.review }).waitFor({ timeout: 60_000 });
  await page.getByRole('button', { name: said.approve, exact: true }).press('Enter');
  await page.getByRole('heading', { name: `${markup} ${mark}` }).waitFor();
  await inside(page, '/noi-dung');
  await page.getByLabel(said.findMessage).fill(title.toLowerCase());
  await page.waitForFunction(() => location.search.includes('q='));
  await page.waitForFunction(() => document.querySelectorAll('main li h2').length === 1);
  await page.reload();
  await in_list(page, title).waitFor();
  await page.getByLabel(said.findMessage).fill('');
  await in_list(page, `${markup} ${mark}`).waitFor();
  assert.equal(await page.locator('img[src="x"]').count(), 0, 'markup in a title is text');
  await looked_at(page, 'messages');
}

async function makes_one_of_a_clip(page, said) {
  await inside(page, '/noi-dung?tab=clip');
  await page.getByLabel(/clip/i).last().waitFor();
  await page.getByRole('heading', { name: 'movie-hello.mp4' }).getByRole('link').click();
  await page.getByRole('link', { name: said.fromClip }).click();
  await page.waitForFunction(() => document.querySelector('#lack-title')?.value === 'movie-hello');
  await page.getByText('movie-hello.mp4').waitFor();
  await page.getByRole('button', { name: /Chọn clip khác|Choose another clip/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: /movie-hello/ }).waitFor();
  await looked_at(page, 'choose-clip');
  await page.keyboard.press('Escape');
  await looked_at(page, 'write-clip');
}

for (const { language, size } of looks) {
  const said = words[language];
  const at = `${language}-${size}`;
  const mark = `${run} ${at}`;
  const { context, page, complaints } = await open({ language, size });
  await sign_in(page, said);
  await brings_a_film(page, said);
  await plays_it(page, said);
  const title = await writes_a_message(page, said, at);
  await finds_and_renews_it(page, said, title, mark);
  if (language === 'vi') await makes_one_of_a_clip(page, said);
  if (language === 'en') await bad_files_are_told(page, said, mark);
  assert.deepEqual(complaints.filter((text) => !/413|ERR_/.test(text)), [], at);
  await context.close();
}
await survives_the_network({ language: 'vi', size: 'phone' }, words.vi);
await browser.close();
console.log('Nội dung: as it should be');
