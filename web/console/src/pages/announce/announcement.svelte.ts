import { get, Problem } from '../../lib/api';
import type { Order, OrderAsk, OutputKind, Person, PreparedOrder, Scope } from '../../lib/contract';
import { drop_draft, keep_draft, kept_draft } from '../../lib/drafts';
import type { HeldKey } from '../../lib/key';
import { prepare_order, says_no, send_order, sign_order } from '../../lib/orders';
import type { Ending, Sent } from './doubt.svelte';
import { title_of } from './title';

export type Kind = 'text' | 'file';
export type Reach = 'both' | OutputKind;

/** What is written so far; kept until it is sent. */
interface Draft {
  kind: Kind | '';
  text: string;
  title: string;
  class: 'priority' | 'emergency';
  areas: string[];
  clip: string;
  clip_name: string;
  reach: Reach;
  repeat: number;
  volume_db: number;
  chime: boolean;
  /** What was sent when nobody knew yet whether the server took it: asked for and sent again after a reload too. */
  sent: Sent | null;
}

const form = 'announce';
/** Most are prepared long before. */
const slow_ms = 8_000;

/**
 * One announcement on its way: written → prepared (by the server, which answers what will be heard, shown and interrupted) → sent.
 * Changing anything after preparing throws the prepared one away: what is signed is what was looked at.
 */
export class Announcement {
  kind = $state<Kind | ''>('');
  text = $state('');
  /** What the person typed; empty = made from the text. */
  title = $state('');
  class = $state<'priority' | 'emergency'>('priority');
  areas = $state<string[]>([]);
  clip = $state('');
  clip_name = $state('');
  reach = $state<Reach>('both');
  repeat = $state(1);
  volume_db = $state(0);
  chime = $state(true);
  sent = $state.raw<Sent | null>(null);
  /** What came of one that was in doubt. */
  ending = $state.raw<Ending | null>(null);

  prepared = $state.raw<PreparedOrder | null>(null);
  step = $state<'writing' | 'preparing' | 'looking' | 'sending' | 'unsure'>('writing');
  failure = $state.raw<unknown>(null);
  kept = $state(true);
  /** The server takes long to prepare it, or does not hear us. */
  slow = $state(false);
  #stop_asking = new AbortController();

  constructor(readonly person: Person) {
    const draft = kept_draft<Draft>(person.id, form);
    Object.assign(this, { kind: '', areas: person.area === '*' ? [] : [person.area], ...draft });
  }

  get shown_title() {
    return this.title.trim() || (this.kind === 'file' ? this.clip_name : title_of(this.text));
  }

  get complete() {
    const something = this.kind === 'file' ? this.clip !== '' : this.text.trim() !== '';
    return something && this.areas.length > 0;
  }

  /** Another one was sent and left before the server had answered: until that is settled nothing else is sent from here. */
  get in_doubt() {
    return this.sent !== null && this.sent.id !== this.prepared?.id;
  }

  /** As often as something was changed. */
  keep() {
    if (!this.text && !this.title && !this.clip && !this.sent) return drop_draft(this.person.id, form);
    const { kind, text, title, areas, clip, clip_name, reach, repeat, volume_db, chime, sent } = this;
    const draft: Draft = { kind, text, title, class: this.class, areas, clip, clip_name, reach, repeat, volume_db, chime, sent };
    this.kept = keep_draft(this.person.id, form, draft);
  }

  #ask(): OrderAsk {
    return {
      kind: 'announce',
      class: this.class,
      title: this.shown_title,
      text: this.kind === 'text' ? this.text.trim() : '',
      ...(this.kind === 'file' ? { clip: this.clip } : {}),
      areas: this.areas,
      ...(this.reach === 'both' ? {} : { outputs: [this.reach] }),
      speech: this.reach !== 'picture',
      chime: this.chime,
      repeat: this.repeat,
      volume_db: this.volume_db,
    };
  }

  async prepare() {
    this.step = 'preparing';
    this.failure = null;
    const over = new AbortController();
    this.#stop_asking = over;
    const timer = setTimeout(() => (this.slow = true), slow_ms);
    try {
      this.prepared = await prepare_order(this.#ask(), over.signal);
      this.step = 'looking';
    } catch (thrown) {
      this.failure = over.signal.aborted ? null : thrown;
      this.step = 'writing';
    }
    clearTimeout(timer);
    this.slow = false;
  }

  change() {
    this.prepared = null;
    this.failure = null;
    this.step = 'writing';
  }

  /** What it would do now: others may have been sent since it was prepared. */
  async look_again() {
    const asked = this.prepared;
    if (!asked || this.step !== 'looking') return;
    try {
      const scope = await get<Scope>(`/orders/${asked.hash}/scope`);
      if (this.prepared?.hash === asked.hash) this.prepared = { ...this.prepared, scope };
    } catch (thrown) {
      if (thrown instanceof Problem && thrown.code === 'unknown_area') this.failure = thrown;
    }
  }

  /** What was in doubt is so no more. What was sent is not offered to be sent again, unless it was changed since. */
  settle(ending: Ending) {
    const sent = this.sent;
    if (ending.what === 'arrived' && sent && sent.text === this.text && sent.clip === this.clip && sent.title === this.shown_title) {
      Object.assign(this, { text: '', title: '', clip: '', clip_name: '' });
    }
    this.sent = null;
    this.ending = ending;
  }

  /** Null when it was refused or given up (`failure` says why). A second call while one is under way does nothing. */
  async send(key: HeldKey): Promise<Order | null> {
    const prepared = this.prepared;
    if (!prepared || this.step !== 'looking' || this.in_doubt) return null;
    this.step = 'sending';
    this.failure = null;
    this.ending = null;
    this.#stop_asking = new AbortController();
    let in_vain = this.sent !== null;
    try {
      const { shown_title: title, text, clip, areas } = this;
      const sent = this.sent ?? { ...(await sign_order(prepared, key)), title, text, clip, areas: [...areas], class: this.class };
      this.sent = sent;
      this.keep();
      const unsure = () => {
        in_vain = true;
        this.step = 'unsure';
      };
      return await send_order(sent, unsure, this.#stop_asking.signal);
    } catch (thrown) {
      this.failure = thrown;
      this.step = 'looking';
      // "Not you" or "not now" says nothing about what was sent before.
      if (says_no(thrown) || (thrown instanceof Problem && !in_vain)) this.sent = null;
      this.keep();
      return null;
    }
  }

  /** The server has it; nothing of it is kept here. */
  arrived() {
    this.#stop_asking.abort();
    drop_draft(this.person.id, form);
  }

  give_up() {
    this.#stop_asking.abort();
  }
}
