import { beforeEach, expect, test, vi } from 'vitest';

class Request {
  static all: Request[] = [];
  status = 0;
  responseText = '{"sha256":"x"}';
  upload: Record<string, unknown> = {};
  onload: () => void = () => {};
  onloadend: () => void = () => {};
  address = '';
  constructor() {
    Request.all.push(this);
  }
  open(_: string, address: string) {
    this.address = address;
  }
  setRequestHeader() {}
  getResponseHeader() {
    return null;
  }
  send() {}
  ends(status: number) {
    this.status = status;
    this.onload();
    this.onloadend();
  }
}
const session = { person: null as { id: string } | null, ended: false, asked: true, end: vi.fn() };
vi.mock('./session.svelte', () => ({ session }));
vi.stubGlobal('XMLHttpRequest', Request);
vi.stubGlobal('addEventListener', () => {});
const { Uploads } = await import('./uploads.svelte');

const file = (name: string) => ({ name, size: 3 }) as File;
const sent = () => Request.all.map(({ address }) => new URL(address, 'https://x').searchParams.get('name'));
beforeEach(() => {
  Request.all = [];
  session.end.mockClear();
});

test('what somebody left waiting is sent by nobody else, and goes on when they are back', () => {
  session.person = { id: 'a' };
  const uploads = new Uploads();
  uploads.add([file('a1.mp4'), file('a2.mp4')], 'a');
  session.person = { id: 'b' }; // in another tab
  Request.all[0]!.ends(201);
  expect(sent()).toEqual(['a1.mp4']);
  uploads.add([file('b1.mp4')], 'b');
  expect(sent()).toEqual(['a1.mp4', 'b1.mp4']);
  Request.all[1]!.ends(201);
  expect(sent()).toEqual(['a1.mp4', 'b1.mp4']);
  session.person = { id: 'a' };
  uploads.add([file('a3.mp4')], 'a');
  expect(sent().at(-1)).toBe('a2.mp4');
});

test('a session that ended under a file ends nobody else’s', () => {
  session.person = { id: 'a' };
  const uploads = new Uploads();
  uploads.add([file('a1.mp4')], 'a');
  session.person = { id: 'b' };
  Request.all[0]!.ends(401);
  expect(session.end).not.toHaveBeenCalled();
  expect(uploads.of('a')[0]?.state).not.toBe('kept');
});
