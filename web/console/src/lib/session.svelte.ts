import { ask, get, on_session_end, Problem, use_csrf } from './api';
import type { Person } from './contract';

/** Who is signed in in this browser. `person` is null when nobody is; `ended` says that somebody was until a moment ago. */
class Session {
  person = $state<Person | null>(null);
  asked = $state(false);
  unreachable = $state(false);
  ended = $state(false);

  constructor() {
    on_session_end(() => this.end());
  }

  async look() {
    this.unreachable = false;
    try {
      const answer = await ask<Person & { csrf?: string }>('GET', '/me', { quiet: true });
      use_csrf(answer.csrf ?? '');
      this.person = answer;
    } catch (problem) {
      if (!(problem instanceof Problem && problem.status === 401)) this.unreachable = true;
    }
    this.asked = true;
  }

  /** After keys or the password changed. */
  async refresh() {
    this.person = await get<Person>('/me');
  }

  async enter(login: string, password: string) {
    const body = { login, password, client: 'browser' };
    const signed_in = await ask<{ me: Person; csrf: string }>('POST', '/session', { body, quiet: true });
    use_csrf(signed_in.csrf);
    this.ended = false;
    this.person = signed_in.me;
  }

  async leave() {
    try {
      await ask<void>('DELETE', '/session', { quiet: true });
    } finally {
      use_csrf('');
      this.person = null;
    }
  }

  /** The server knows this session no more. What was half written stays in drafts.ts. */
  end() {
    if (this.person) this.ended = true;
    this.person = null;
  }
}

export const session = new Session();
