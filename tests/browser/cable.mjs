// A cable between browser and centre that can be cut: every connection breaks and none comes about until it is mended. (Chromium's own
// "offline" leaves a WebSocket that stands alone.)
import net from 'node:net';
import { address } from './stage.mjs';

export function cable() {
  const to = new URL(address);
  const ends = new Set();
  let whole = true;
  const server = net.createServer((near) => {
    if (!whole) return near.destroy();
    const far = net.connect(Number(to.port), to.hostname);
    for (const end of [near, far]) {
      ends.add(end);
      end.on('error', () => {});
      end.on('close', () => { ends.delete(end); near.destroy(); far.destroy(); });
    }
    far.pipe(near).pipe(far);
  });
  const cut = () => { whole = false; for (const end of ends) end.destroy(); };
  const mend = () => { whole = true; };
  return new Promise((ready) => server.listen(0, '127.0.0.1', () => ready({ cut, mend, close: () => { cut(); server.close(); }, address: `https://127.0.0.1:${server.address().port}` })));
}
