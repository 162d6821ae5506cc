// Announce in three taps, see who heard it, stop it: in Chromium against the real vangd and players (tests/scenarios/console_test.cpp).
// Environment: as stage.mjs, and VANG_AREA (a commune with devices), VANG_DEVICES (how many it and those below have),
// VANG_ORDERS (file that gets the ids of what was announced, one a line), VANG_PREVIEWS (as announcing.mjs).
import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import { keep, previews } from './announcing.mjs';
import { address, browser, check, hold, looks, open, sign_in, weight } from './stage.mjs';

const words = {
  vi: { make: 'Tạo khóa trên máy này', text: /Gõ chữ, máy đọc/, said: 'Nội dung sẽ đọc', find: 'Tìm địa bàn', next: 'Xem, nghe và gửi', hold: /Giữ để phát/, stop: /Dừng lệnh này/, stopped: 'Đã dừng', heard: (n) => `Đã phát trên ${n}/${n} thiết bị`, onAir: 'Đang phát' },
  en: { make: 'Make a key on this machine', text: /Type, the voice reads/, said: 'What will be read', find: 'Find an area', next: 'Look, listen and send', hold: /Hold to announce/, stop: /Stop this announcement/, stopped: 'Stopped', heard: (n) => `Played on ${n} of ${n} devices`, onAir: 'On air' },
};
const text = 'Mời bà con thôn Lô Lô Chải đến nhà văn hóa lúc 19 giờ để nghe hướng dẫn phòng dịch. Nhớ mang theo khẩu trang. <b onclick=alert(1)>Xin cảm ơn</b>.\n'.repeat(2);
const devices = Number(process.env.VANG_DEVICES);

for (const { language, size } of looks) {
  const said = words[language];
  const { page, complaints, context } = await open({ language, size });
  await sign_in(page);
  const first = await weight(page);
  console.log(`first load: ${first.all} bytes, ${first.scripts} of them scripts`);
  assert.ok(first.all > 20_000 && first.all <= 130_000, `first load: ${first.all} bytes`);
  await page.goto(`${address}/phat`);
  await page.getByRole('button', { name: said.text }).waitFor();
  await check(page, 'announce-kind');
  await page.getByRole('button', { name: said.text }).click(); // first tap
  await page.getByRole('button', { name: said.make }).waitFor();
  await check(page, 'announce-key');
  await page.getByRole('button', { name: said.make }).click(); // once in this browser

  await page.getByLabel(said.said).fill(text);
  await page.getByPlaceholder(said.find).fill('lung cu');
  await page.getByRole('checkbox', { name: /Lũng Cú/ }).check();
  await check(page, 'announce-write');
  await page.getByRole('button', { name: said.next }).click(); // second tap
  const send = page.getByRole('button', { name: said.hold });
  await send.waitFor();
  await page.waitForFunction(() => [...document.querySelectorAll('main img')].every((img) => img.naturalWidth > 0));
  await check(page, 'announce-look', { thoroughly: true });
  const shown = await previews(page);

  const { scripts } = await weight(page);
  console.log(`announce: ${scripts} bytes of scripts`);
  assert.ok(scripts > 20_000 && scripts <= 90_000, `announce: ${scripts} bytes of scripts`);

  const sent = [];
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/api/v1/orders')) sent.push(request.headers()['idempotency-key']);
  });
  await hold(page, send, 200); // a light touch
  assert.equal(sent.length, 0, 'a short touch sends nothing');
  await hold(page, send, 1500); // third tap
  await page.waitForURL(/\/lenh\//);
  assert.equal(sent.length, 1, 'sent once');
  const id = new URL(page.url()).pathname.split('/').pop();
  appendFileSync(process.env.VANG_ORDERS, `${id}\n`);
  keep(shown, id);
  await page.getByText(said.heard(devices)).waitFor({ timeout: 60_000 });
  await check(page, 'announce-heard', { thoroughly: true });

  // Every page shows it and can stop it.
  await page.goto(address);
  const strip = page.locator('.strip');
  await strip.waitFor();
  await check(page, 'announce-on-air');
  // Some words after the chime are wanted of what came out.
  await page.waitForFunction(() => {
    const [, minutes, seconds] = /(\d+):(\d\d)$/.exec(document.querySelector('.strip .count').textContent.trim());
    return Number(minutes) * 60 + Number(seconds) >= 8;
  });
  if (size === 'phone') {
    await strip.getByRole('button').click();
    await strip.waitFor({ state: 'detached' });
    await page.goto(`${address}/lenh/${id}`);
  } else {
    await strip.getByRole('link').click();
    await page.getByRole('button', { name: said.stop }).click();
  }
  await page.getByText(said.stopped, { exact: false }).first().waitFor();
  assert.deepEqual(complaints, [], `${language} ${size}`);
  await context.close();
}
await browser.close();
console.log('announce: as it should be');
