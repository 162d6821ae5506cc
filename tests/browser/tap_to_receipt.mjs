// How long a person waits from the end of the hold until the page counts the first receipt, for benchmark `console`.
// Environment: as stage.mjs, and VANG_ROUNDS. A device of "Xã Lũng Cú" has to be online. Prints a JSON list of milliseconds.
import { address, browser, hold, open, sign_in } from './stage.mjs';

const { page } = await open({ language: 'vi', size: 'phone' });
await sign_in(page);
const took = [];
for (let round = 0; round < Number(process.env.VANG_ROUNDS); ++round) {
  await page.goto(`${address}/phat`);
  await page.getByRole('button', { name: /Gõ chữ, máy đọc/ }).click();
  const said = page.getByLabel('Nội dung sẽ đọc');
  const make_key = page.getByRole('button', { name: 'Tạo khóa trên máy này' });
  await said.or(make_key).first().waitFor();
  if (await make_key.isVisible()) await make_key.click();
  await said.fill('Mời bà con đến nhà văn hóa.');
  await page.getByPlaceholder('Tìm địa bàn').fill('lung cu');
  await page.getByRole('checkbox', { name: /Lũng Cú/ }).check();
  await page.getByRole('button', { name: 'Xem, nghe và gửi' }).click();
  const send = page.getByRole('button', { name: /Giữ để phát/ });
  await send.waitFor();
  await page.evaluate(() => {
    window.counted = new Promise((at) => {
      const counts = () => [...document.querySelectorAll('main dl dd')].slice(0, 3).some((count) => count.textContent !== '0');
      new MutationObserver(() => counts() && at(performance.now())).observe(document.body, { subtree: true, childList: true, characterData: true });
    });
  });
  await hold(page, send, 1500);
  await page.waitForURL(/\/lenh\//);
  took.push(await page.evaluate(async () => {
    const sent = performance.getEntriesByType('resource').findLast((one) => one.name.endsWith('/api/v1/orders'));
    return (await window.counted) - sent.startTime;
  }));
  await page.getByRole('button', { name: /Dừng lệnh này/ }).click();
  await page.getByText('Đã dừng', { exact: false }).first().waitFor();
}
await browser.close();
console.log(JSON.stringify(took));
