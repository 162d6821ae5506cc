// A drill's pages beside live ones: neither can be taken for the other, also without colours, and an emergency on air looks like neither
// (tests/scenarios/drill_test.cpp).
// Environment: as stage.mjs for the drill, and VANG_LIVE_ADDRESS, VANG_LIVE_LOGIN, VANG_LIVE_PASSWORD.
import assert from 'node:assert/strict';
import { address, administrator, browser, check, hold, looks, open, sign_in } from './stage.mjs';

const worlds = {
  drill: { at: address, looks, who: administrator },
  live: { at: process.env.VANG_LIVE_ADDRESS, looks: looks.slice(1), who: { login: process.env.VANG_LIVE_LOGIN, password: process.env.VANG_LIVE_PASSWORD } },
};
const words = {
  vi: { signIn: 'Đăng nhập', make: 'Tạo khóa trên máy này', text: /Gõ chữ, máy đọc/, said: 'Nội dung sẽ đọc', emergency: /Khẩn cấp/, find: 'Tìm địa bàn', next: 'Xem, nghe và gửi', spoken: 'Máy sẽ nói', hold: { drill: 'Giữ để phát DIỄN TẬP', live: 'Giữ để phát KHẨN CẤP' }, onAir: 'KHẨN CẤP ĐANG PHÁT' },
  en: { signIn: 'Sign in', make: 'Make a key on this machine', text: /Type, the voice reads/, said: 'What will be read', emergency: /Emergency/, find: 'Find an area', next: 'Look, listen and send', spoken: 'The voice will say', hold: { drill: 'Hold to announce this DRILL', live: 'Hold to announce EMERGENCY' }, onAir: 'EMERGENCY ON AIR' },
};
const text = 'Nước suối Lũng Cú đang lên rất nhanh. Bà con thôn Lô Lô Chải, thôn Thèn Pả và thôn Cẳng Tằng hãy rời nhà ven suối ngay, dắt theo người già và trẻ nhỏ, mang đèn pin và nước uống, lên nhà văn hóa thôn hoặc trường học. Không quay lại lấy đồ. Ai thấy người gặp nạn hãy gọi số 112. Xã sẽ báo khi an toàn.\n'.repeat(3); // on air for as long as it is looked at
const pages = ['/', '/phat', '/lich', '/noi-dung', '/thiet-bi', '/quan-tri', '/toi'];

/** What lies around this page, as computed: the words above it and the lines along its edges. */
const around = (page) =>
  page.evaluate(() => {
    const band = document.querySelector('aside');
    const edge = document.querySelector('body [aria-hidden=true].drill, body [aria-hidden=true].emergency');
    const of = (element) => (element ? getComputedStyle(element) : undefined);
    return {
      words: band?.querySelector('b').textContent ?? '',
      top: band?.getBoundingClientRect().top,
      stripes: [of(band)?.backgroundImage ?? '', of(edge)?.borderImageSource ?? ''].filter((image) => image.includes('repeating-linear-gradient(45deg')).length,
      lines: edge?.classList.contains('emergency') ? [of(edge).borderTopStyle, of(edge).boxShadow] : [],
      title: document.title,
    };
  });

async function is_drill(page, where) {
  const seen = await around(page);
  assert.ok(seen.words.startsWith('DIỄN TẬP'), `${where}: ${seen.words}`);
  assert.ok(seen.title.startsWith('DIỄN TẬP'), `${where}: ${seen.title}`);
  assert.equal(seen.stripes, 2, `${where}: stripes above and along the edges`);
  assert.equal(seen.top, 0, `${where}: always in sight`);
}

async function is_live(page, where) {
  const seen = await around(page);
  assert.deepEqual([seen.words, seen.stripes], ['', 0], where);
  assert.ok(!seen.title.includes('DIỄN TẬP'), where);
  return seen;
}

const is = { drill: is_drill, live: is_live };

for (const [world, { at, looks: seen_as, who }] of Object.entries(worlds)) {
  for (const look of seen_as) {
    const { language, size } = look;
    const said = words[language];
    const where = (what) => `${world}-${what}-${language}-${size}`;
    const { page, complaints, context } = await open(look, at);
    await page.goto(at);
    await page.getByRole('button', { name: said.signIn }).waitFor();
    await is[world](page, where('sign-in'));
    if (world === 'drill') await check(page, 'drill-sign-in');

    await sign_in(page, who, at);
    for (const path of pages) {
      await page.goto(at + path);
      await page.locator('main#content h1').first().waitFor();
      await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
      await is[world](page, where(path));
    }
    await page.goto(at);
    await page.locator('article').nth(1).waitFor();
    if (world === 'drill') await check(page, 'drill-now');

    // What is announced says so before it is sent.
    await page.goto(`${at}/phat`);
    await page.getByRole('button', { name: said.text }).waitFor();
    if (world === 'drill') await check(page, 'drill-announce');
    await page.getByRole('button', { name: said.text }).click();
    await page.getByRole('button', { name: said.make }).click();
    await page.getByLabel(said.said).fill(text);
    await page.getByRole('radio', { name: said.emergency }).check();
    await page.getByPlaceholder(said.find).fill('lung cu');
    await page.getByRole('checkbox', { name: /Lũng Cú/ }).check();
    await page.getByRole('button', { name: said.next }).click();
    const send = page.getByRole('button', { name: said.hold[world] });
    await send.waitFor();
    await page.waitForFunction(() => [...document.querySelectorAll('main img')].every((img) => img.naturalWidth > 0));
    await page.getByText(said.spoken).click();
    const sentence = 'Đây là diễn tập.';
    const spoken = await page.locator('details p').first().textContent();
    assert.equal(spoken.startsWith(sentence) && spoken.endsWith(sentence), world === 'drill', spoken);
    if (world === 'drill') await check(page, 'drill-look');

    // On air: the live frame changes by lines and words; the drill's stripes stay.
    await hold(page, send, 1500);
    await page.waitForURL(/\/lenh\//);
    await page.goto(at);
    const strip = page.locator('.strip');
    await strip.getByText(said.onAir).waitFor();
    assert.equal((await strip.textContent()).includes('DIỄN TẬP'), world === 'drill');
    const seen = await is[world](page, where('on-air'));
    if (world === 'live') assert.match(seen.lines[1], /inset.*inset/, 'two lines');
    await page.locator('article img').first().waitFor();
    await check(page, `${world}-on-air`);

    // Whoever has chosen colours of their own sees patterns and words still.
    await page.emulateMedia({ forcedColors: 'active' });
    const plain = await is[world](page, where('on-air without colours'));
    if (world === 'live') assert.equal(plain.lines[0], 'double');
    await page.screenshot({ path: `${process.env.VANG_SHOTS}/${where('forced-colors')}.png` });
    await page.emulateMedia({ forcedColors: 'none' });

    await strip.getByRole('button').click();
    await strip.waitFor({ state: 'detached' });
    if (world === 'live') assert.deepEqual((await is_live(page, where('afterwards'))).lines, []);
    assert.deepEqual(complaints, [], where('complaints'));
    await context.close();
  }
}
await browser.close();
console.log('drill and live: as they should be');
