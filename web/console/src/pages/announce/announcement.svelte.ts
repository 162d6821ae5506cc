import type { Order, OrderAsk, OutputKind, Person, PreparedOrder } from '../../lib/contract';
import { drop_draft, keep_draft, kept_draft } from '../../lib/drafts';
import type { HeldKey } from '../../lib/key';
import { prepare_order, send_order } from '../../lib/orders';
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
}

const form = 'announce';

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

  prepared = $state.raw<PreparedOrder | null>(null);
  step = $state<'writing' | 'preparing' | 'looking' | 'sending' | 'unsure'>('writing');
  failure = $state.raw<unknown>(null);
  kept = $state(true);
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

  /** As often as something was changed. */
  keep() {
    const { kind, text, title, areas, clip, clip_name, reach, repeat, volume_db, chime } = this;
    const draft: Draft = { kind, text, title, class: this.class, areas, clip, clip_name, reach, repeat, volume_db, chime };
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
    try {
      this.prepared = await prepare_order(this.#ask());
      this.step = 'looking';
    } catch (thrown) {
      this.failure = thrown;
      this.step = 'writing';
    }
  }

  change() {
    this.prepared = null;
    this.failure = null;
    this.step = 'writing';
  }

  /** Null when it was refused or given up (`failure` says why). A second call while one is under way does nothing. */
  async send(key: HeldKey): Promise<Order | null> {
    if (!this.prepared || this.step !== 'looking') return null;
    this.step = 'sending';
    this.failure = null;
    this.#stop_asking = new AbortController();
    try {
      const order = await send_order(this.prepared, key, () => (this.step = 'unsure'), this.#stop_asking.signal);
      drop_draft(this.person.id, form);
      return order;
    } catch (thrown) {
      this.failure = thrown;
      this.step = 'looking';
      return null;
    }
  }

  give_up() {
    this.#stop_asking.abort();
  }
}
