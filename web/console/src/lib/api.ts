// The REST contract (web/openapi.yaml) as far as this console uses it.

export type OutputKind = 'picture' | 'sound';
export type Class = 'background' | 'routine' | 'priority' | 'emergency';

export interface PlayItem {
  kind: 'entry' | 'order';
  id: string;
  title: string;
  class: Class;
}

export interface OutputNow {
  kind: OutputKind;
  width?: number;
  height?: number;
  state: 'playing' | 'idle' | 'error' | 'unknown';
  item?: PlayItem | null;
  since_ms: number;
  level_dbfs?: number | null;
}

export interface DeviceNow {
  device: string;
  name: string;
  area: string;
  site: { id: string; name: string };
  profile: string;
  link: 'online' | 'offline' | 'never';
  since_ms: number;
  outputs: OutputNow[];
  has_picture: boolean;
}

export interface Person {
  id: string;
  name: string;
  role: 'administrator' | 'staff';
  area: string;
}

/** An answer that says no, as RFC 9457 has it, in both languages. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly vi: string,
    readonly en: string,
  ) {
    super(en);
  }
}

const base = '/api/v1';

// Kept in memory only: a reload gets it again from /me.
let csrf = '';

async function problem_of(answer: Response): Promise<Problem> {
  try {
    const body = (await answer.json()) as { code: string; vi: string; en: string };
    return new Problem(answer.status, body.code, body.vi, body.en);
  } catch {
    return new Problem(answer.status, '', '', answer.statusText);
  }
}

async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (csrf && method !== 'GET') headers['X-CSRF-Token'] = csrf;
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  const answer = await fetch(base + path, {
    method,
    headers,
    credentials: 'same-origin',
    cache: 'no-store',
    ...(body !== undefined ? { body: JSON.stringify(body) } : {}),
  });
  if (!answer.ok) throw await problem_of(answer);
  return (answer.status === 204 ? undefined : await answer.json()) as T;
}

/** The signed-in person, or null when nobody is. */
export async function me(): Promise<Person | null> {
  try {
    const answer = await ask<Person & { csrf?: string }>('GET', '/me');
    if (answer.csrf) csrf = answer.csrf;
    return answer;
  } catch (problem) {
    if (problem instanceof Problem && problem.status === 401) return null;
    throw problem;
  }
}

export async function sign_in(login: string, password: string): Promise<Person> {
  const session = await ask<{ me: Person; csrf: string }>('POST', '/session', { login, password, client: 'browser' });
  csrf = session.csrf;
  return session.me;
}

export async function sign_out(): Promise<void> {
  await ask<void>('DELETE', '/session');
  csrf = '';
}

export const area_name = async (code: string) => (await ask<{ name: string }>('GET', `/areas/${encodeURIComponent(code)}`)).name;

export const push_address = () => `wss://${location.host}${base}/push`;
