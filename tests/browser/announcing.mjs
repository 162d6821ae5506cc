// What the scripts of hardship share: an announcement written and looked at, and what the centre itself says.
import { mkdirSync, writeFileSync } from 'node:fs';
import { address, open, sign_in } from './stage.mjs';

export const words = {
  vi: {
    text: /Gõ chữ, máy đọc/, make: 'Tạo khóa trên máy này', said: 'Nội dung sẽ đọc', find: 'Tìm địa bàn', next: 'Xem, nghe và gửi', hold: /Giữ để phát/, change: 'Sửa lại',
    heard: (n) => `Đã phát trên ${n}/${n} thiết bị`, unsure: /Máy chủ chưa trả lời/, giveUp: 'Thôi hỏi', gaveUp: /Chưa biết máy chủ đã nhận lệnh hay chưa/, inDoubt: /đã gửi nhưng máy chủ chưa trả lời/, arrived: /đã tới máy chủ lúc/,
    unseen: /Máy chủ chưa thấy lệnh/, same: 'Giữ để gửi lại đúng lệnh đó', giveItUp: 'Bỏ lệnh đó', givenUp: /Đã bỏ “/, otherFirst: /gửi thêm thì có thể phát cả hai/, stale: /số liệu dừng từ/, stop: 'Dừng lệnh này', stopped: /Đã dừng/, signOut: 'Đăng xuất', ended: /Phiên làm việc đã hết/, notSignedOut: /Chưa đăng xuất được/,
  },
  en: {
    text: /Type, the voice reads/, make: 'Make a key on this machine', said: 'What will be read', find: 'Find an area', next: 'Look, listen and send', hold: /Hold to announce/, change: 'Change it',
    heard: (n) => `Played on ${n} of ${n} devices`, unsure: /server has not answered yet/, giveUp: 'Stop asking', gaveUp: /Whether the server took it is not known/, inDoubt: /was sent, but the server has not answered/, arrived: /reached the server at/,
    unseen: /The server has not seen/, same: 'Hold to send the same again', giveItUp: 'Give it up', givenUp: /is given up: it is not announced/, otherFirst: /sending another may announce both/, stale: /these figures are from/, stop: 'Stop this announcement', stopped: /Stopped/, signOut: 'Sign out', ended: /The session has ended/, notSignedOut: /Not signed out yet/,
  },
};

export const id_of = (page) => new URL(page.url()).pathname.split('/').pop();

/** Another request of whoever is signed in on this page, as its console would make it. */
export const ask = (page, method, path, body) => page.evaluate(async ([method, path, body]) => {
  const { csrf } = await (await fetch('/api/v1/me')).json();
  const answer = await fetch(`/api/v1${path}`, { method, headers: { 'X-CSRF-Token': csrf, ...(body ? { 'Content-Type': 'application/json' } : {}) }, body: body ? JSON.stringify(body) : null });
  const text = await answer.text();
  return { status: answer.status, json: text ? JSON.parse(text) : null };
}, [method, path, body]);

/** Orders of that title. */
export const sent_as = async (page, title) => (await ask(page, 'GET', '/orders?limit=200')).json.items.filter((order) => order.title === title);

export const order = async (page, id) => (await ask(page, 'GET', `/orders/${id}`)).json;

/** Asks until it is so; what it waits for is in the failure. */
export async function until(what, seen, within_ms = 60_000) {
  for (const end = Date.now() + within_ms; ;) {
    const found = await seen();
    if (found) return found;
    if (Date.now() > end) throw new Error(`not within ${within_ms} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Somebody signed in in a browser of their own, with a key in it. */
export async function speaker(look, who, at = address) {
  const opened = await open(look, at);
  await sign_in(opened.page, who, at);
  await opened.page.goto(`${at}/phat?kind=text`);
  await opened.page.getByRole('button', { name: words[look.language].make }).click();
  await opened.page.getByLabel(words[look.language].said).waitFor();
  return { ...opened, said: words[look.language] };
}

/** Writes it on /phat?kind=text, where the page is; names of areas as a person types them. */
export async function write(page, said, text, areas = [['lung cu', /Lũng Cú/]]) {
  await page.getByLabel(said.said).fill(text);
  for (const [typed, name] of areas) {
    await page.getByPlaceholder(said.find).fill(typed);
    await page.getByRole('checkbox', { name }).check();
  }
}

/** … and goes on to where it is held to be sent. */
export async function look_at_it(page, said) {
  await page.getByRole('button', { name: said.next }).click();
  const send = page.getByRole('button', { name: said.hold });
  await send.waitFor();
  return send;
}

/** What the page plays and shows of an announcement before it is sent, by file name: sound.wav and PROFILE.png. */
export async function previews(page) {
  const found = {};
  await page.waitForFunction(() => [...document.querySelectorAll('main img')].some((picture) => picture.naturalWidth > 0));
  const addresses = await page.evaluate(() => {
    const sound = document.querySelector('main audio').src;
    const asked = performance.getEntriesByType('resource').map(({ name }) => name);
    return [sound, ...asked.filter((name) => name.startsWith(sound.replace('sound.wav', '')) && name.endsWith('.png'))];
  });
  for (const at of addresses) {
    const answer = await page.request.get(at);
    if (!answer.ok()) throw new Error(`${at}: ${answer.status()}`);
    found[at.split('/').pop()] = await answer.body();
  }
  return found;
}

/** VANG_PREVIEWS/<order>/… is held against what devices put out. */
export function keep(shown, order) {
  mkdirSync(`${process.env.VANG_PREVIEWS}/${order}`, { recursive: true });
  for (const [name, bytes] of Object.entries(shown)) writeFileSync(`${process.env.VANG_PREVIEWS}/${order}/${name}`, bytes);
}
