import { beforeEach, expect, test, vi } from 'vitest';

const saved = { id: 'p', login: 'mai', name: 'Mai', role: 'staff', area: '02.026', disabled: false, created_ms: 0, keys: [] };
const drafts = new Map<string, object>();
let server = { ...saved };
let version = 1;
let asked: { method: string; body?: unknown; if_match?: string | undefined }[] = [];

vi.mock('../../../lib/drafts', () => ({
  kept_draft: (_: string, form: string) => drafts.get(form) ?? {},
  keep_draft: (_: string, form: string, draft: object) => drafts.set(form, draft),
  drop_draft: (_: string, form: string) => drafts.delete(form),
}));
vi.mock('../../../lib/language.svelte', () => ({ language: { current: 'vi' } }));
vi.mock('../../../lib/api', async () => {
  class Problem extends Error {
    constructor(readonly status: number, readonly code: string) {
      super(code);
    }
  }
  return {
    Problem,
    ask_tagged: (method: string, _: string, { body, if_match }: { body?: object; if_match?: string } = {}) => {
      asked.push({ method, body, if_match });
      if (method === 'PATCH') {
        if (if_match !== `"${version}"`) return Promise.reject(new Problem(412, 'changed_meanwhile'));
        server = { ...server, ...body };
        version += 1;
      }
      return Promise.resolve({ value: { ...server }, etag: `"${version}"` });
    },
  };
});
const { PersonEdit } = await import('./person_edit.svelte');

const sent = () => asked.filter(({ method }) => method === 'PATCH').map(({ body }) => body);
const by_somebody_else = (change: Partial<typeof saved>) => {
  server = { ...server, ...change };
  version += 1;
};

beforeEach(() => {
  drafts.clear();
  server = { ...saved };
  version = 1;
  asked = [];
});

test('a rename sends the name alone', async () => {
  const edit = new PersonEdit('me', 'p');
  await edit.open();
  edit.edited.name = ' Mai Lò ';
  expect(await edit.save()).toBe(true);
  expect(sent()).toEqual([{ name: 'Mai Lò' }]);
});

test('a rename begun before somebody took rights away gives none back', async () => {
  by_somebody_else({ role: 'administrator', area: '*' });
  const edit = new PersonEdit('me', 'p');
  await edit.open();
  edit.edited.name = 'Mai Lò';
  by_somebody_else({ role: 'staff', area: '02.027' });
  expect(await edit.save()).toBe(false);
  expect(edit.meanwhile).toEqual(['role', 'area']);
  expect(edit.edited).toEqual({ name: 'Mai Lò', role: 'staff', area: ['02.027'] });
  expect(await edit.save()).toBe(true);
  expect(sent().at(-1)).toEqual({ name: 'Mai Lò' });
  expect(server).toMatchObject({ name: 'Mai Lò', role: 'staff', area: '02.027' });
});

test('making somebody an administrator says everywhere, and back again says where', async () => {
  const edit = new PersonEdit('me', 'p');
  await edit.open();
  edit.edited.role = 'administrator';
  await edit.save();
  edit.edited = { ...edit.edited, role: 'staff', area: ['02.030'] };
  await edit.save();
  expect(sent()).toEqual([{ role: 'administrator', area: '*' }, { role: 'staff', area: '02.030' }]);
});

test('a draft is told as one, goes over what is saved today, and can be thrown away', async () => {
  const yesterday = new PersonEdit('me', 'p');
  await yesterday.open();
  yesterday.edited.name = 'Mai Lò';
  yesterday.keep();
  by_somebody_else({ area: '02.027' });

  const edit = new PersonEdit('me', 'p');
  await edit.open();
  expect(edit.restored).toEqual(['name']);
  expect(edit.meanwhile).toEqual(['area']);
  expect(edit.edited).toEqual({ name: 'Mai Lò', role: 'staff', area: ['02.027'] });
  edit.throw_away();
  edit.keep();
  expect(edit.edited.name).toBe('Mai');
  expect(drafts.size).toBe(0);
});


test('what changed meanwhile but is nothing of the form stands in nobody’s way', async () => {
  const edit = new PersonEdit('me', 'p');
  await edit.open();
  edit.edited.name = 'Mai Lò';
  by_somebody_else({ login: 'mai.lo' });
  expect(await edit.save()).toBe(true);
  expect(server.name).toBe('Mai Lò');
});
