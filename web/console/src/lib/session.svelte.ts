import { ask, get, on_session_end, Problem, use_csrf } from './api';
import type { Person } from './contract';
import { tabs } from './tabs';
import { world } from './world.svelte';

/** Who is signed in in this browser, in all its tabs. `person` is null when nobody is; `ended` says that somebody was until a moment ago. */
class Session {
  person = $state<Person | null>(null);
  asked = $state(false);
  unreachable = $state(false);
  ended = $state(false);
  /** Signing out did not reach the server: whoever opens the console here is still this person. */
  not_left = $state(false);

  constructor() {
    on_session_end(() => this.end());
    tabs.onsession = () => void this.look();
  }

  async look() {
    this.unreachable = false;
    const [seen, me] = await Promise.allSettled([world.look(), ask<Person & { csrf?: string }>('GET', '/me', { quiet: true })]);
    if (seen.status === 'fulfilled' && me.status === 'fulfilled') {
      use_csrf(me.value.csrf ?? '');
      this.ended = false;
      this.person = me.value;
    } else if (seen.status === 'fulfilled' && me.status === 'rejected' && me.reason instanceof Problem && me.reason.status === 401) {
      this.end();
    } else if (!this.person) {
      this.unreachable = true;
    }
    this.asked = true;
  }

  /** After keys or the password changed. */
  async refresh() {
    this.person = await get<Person>('/me');
    tabs.tell_session();
  }

  async enter(login: string, password: string) {
    const body = { login, password, client: 'browser' };
    const signed_in = await ask<{ me: Person; csrf: string }>('POST', '/session', { body, quiet: true });
    use_csrf(signed_in.csrf);
    await world.look();
    this.ended = false;
    this.not_left = false;
    this.person = signed_in.me;
    tabs.tell_session();
  }

  async leave() {
    try {
      await ask<void>('DELETE', '/session', { quiet: true });
    } catch (problem) {
      this.not_left = !(problem instanceof Problem && problem.status === 401);
      if (this.not_left) return;
    }
    this.not_left = false;
    use_csrf('');
    this.person = null;
    tabs.tell_session();
  }

  /** The server knows this session no more. What was half written stays in drafts.ts. */
  end() {
    if (this.person) this.ended = true;
    this.person = null;
    void world.look().catch(() => {}); // another centre may answer here by now
  }
}

export const session = new Session();
