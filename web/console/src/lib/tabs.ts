// The tabs of this browser that show the console: what each has half written is its own (drafts.ts), who is signed in is common to
// all (session.svelte.ts).
const lock_of = (tab: string) => `vang.tab.${tab}`;
const kept_as = 'vang.tab';
/** A tab that is loaded anew gets its name back as soon as the page before has gone; one that was duplicated never does. */
const patience_ms = 1000;

type Said = 'here' | 'gone' | 'session';

class Tabs {
  /** The name of this one; the same after a reload. */
  own = sessionStorage.getItem(kept_as) ?? '';
  /** The names of the others that are open. */
  readonly others = new Set<string>();
  /** Another tab signed in or out, or changed what /me says. */
  onsession: () => void = () => {};
  #channel = new BroadcastChannel('vang');

  /** To be awaited before anything asks for a draft. */
  async open() {
    this.#channel.onmessage = (event: MessageEvent<{ tab: string; said: Said }>) => this.#heard(event.data.tab, event.data.said);
    // Browsers without locks (before 2022) have one common draft, as a single tab has.
    if (navigator.locks) {
      if (!this.own || !(await this.#hold(this.own))) {
        this.own = crypto.randomUUID();
        await this.#hold(this.own);
      }
      sessionStorage.setItem(kept_as, this.own);
      const { held = [] } = await navigator.locks.query();
      for (const { name = '' } of held) {
        if (name.startsWith(lock_of(''))) this.others.add(name.slice(lock_of('').length));
      }
      this.others.delete(this.own);
    }
    this.#say('here');
    addEventListener('pagehide', () => this.#say('gone'));
  }

  tell_session() {
    this.#say('session');
  }

  #say(said: Said) {
    this.#channel.postMessage({ tab: this.own, said });
  }

  #heard(tab: string, said: Said) {
    if (said === 'session') this.onsession();
    else if (said === 'here') this.others.add(tab);
    else this.others.delete(tab);
  }

  /** Held until the tab is gone. False when another tab has it. */
  #hold(tab: string): Promise<boolean> {
    return new Promise((told) => {
      const held = () => {
        told(true);
        return new Promise<void>(() => {});
      };
      navigator.locks.request(lock_of(tab), { signal: AbortSignal.timeout(patience_ms) }, held).catch(() => told(false));
    });
  }
}

export const tabs = new Tabs();
