// A cable between browser and centre: it can be slow, be blocked (what the browser sends stays away), and be cut: then every connection
// breaks and none comes about until it is mended. (Chromium's own "offline" leaves a running upload and a WebSocket alone.)
import net from 'node:net';
import { address } from './stage.mjs';

export function cable(bytes_a_ms = Infinity) {
  const to = new URL(address);
  const ends = new Set();
  let whole = true;
  let blocked = false;
  const server = net.createServer((near) => {
    if (!whole) return near.destroy();
    const far = net.connect(Number(to.port), to.hostname);
    for (const end of [near, far]) {
      ends.add(end);
      end.on('error', () => {});
      end.on('close', () => { ends.delete(end); near.destroy(); far.destroy(); });
    }
    far.pipe(near);
    near.on('end', () => far.end());
    near.on('data', (bytes) => {
      near.pause();
      far.write(bytes);
      const on = () => (blocked ? setTimeout(on, 200) : near.resume());
      setTimeout(on, bytes.length / bytes_a_ms);
    });
  });
  const cut = () => { whole = false; for (const end of ends) end.destroy(); };
  const mend = () => { whole = true; };
  const block = () => { blocked = true; };
  const unblock = () => { blocked = false; };
  const close = () => { cut(); server.close(); };
  return new Promise((ready) => server.listen(0, '127.0.0.1', () => ready({ block, unblock, cut, mend, close, address: `https://127.0.0.1:${server.address().port}` })));
}
