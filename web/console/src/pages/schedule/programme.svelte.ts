import { ask_tagged, get } from '../../lib/api';
import type { Entry, ProgrammeDraft, Published } from '../../lib/contract';
import { is_code, told } from '../../lib/failure';
import { merge, settle, type Clash } from './merge';
import { terms_of, type Terms } from './terms';

/** What two people changed differently, until one of the versions is chosen for each. */
export interface OpenClash {
  by: string;
  clashes: Clash[];
  /** Ids of which mine is kept; null = the person gave up and nothing is saved. */
  choose: (mine: string[] | null) => void;
}

/** The person chose neither version: nothing was saved, what was typed stays where it was typed. */
export class GivenUp extends Error {}

/** What was removed and may be put back. */
export interface Gone {
  title: string;
  /** What is told of it. */
  said: string;
  put_back: (entries: Entry[]) => Entry[];
}

// Somebody else may save again while we merge; then it is merged again.
const most_rounds = 8;

/** The draft of one area's programme, and what of it is published. Every change is saved at once, one after the other. */
export class Programme {
  draft = $state.raw<ProgrammeDraft | null>(null);
  published = $state.raw<Published | null>(null);
  failure = $state('');
  saving = $state(0);
  saved_ms = $state(0);
  /** Who changed the draft meanwhile, when both changes were kept. */
  merged_with = $state('');
  clash = $state.raw<OpenClash | null>(null);
  etag = '';
  /** What was last sent: pointers in an answer (/entries/3) count in it. */
  sent: Entry[] = [];
  #queue: Promise<unknown> = Promise.resolve();

  constructor(readonly area: string) {}

  get entries(): Entry[] {
    return this.draft?.entries ?? [];
  }

  get #path() {
    return `/areas/${encodeURIComponent(this.area)}/programme`;
  }

  async load() {
    try {
      await this.#fetch();
      await this.#fetch_published();
      this.failure = '';
    } catch (thrown) {
      this.failure = told(thrown);
    }
  }

  /** Saves what `edit` makes of the entries. Throws what the server says, and GivenUp. */
  change(edit: (entries: Entry[]) => Entry[]): Promise<void> {
    const saved = this.#queue.then(() => this.#save(edit));
    this.#queue = saved.catch(() => {});
    return saved;
  }

  /** Saves from when to when it counts, and what devices do that lose the link. */
  change_terms(terms: Terms): Promise<void> {
    const saved = this.#queue.then(() => this.#save((entries) => entries, terms));
    this.#queue = saved.catch(() => {});
    return saved;
  }

  async #save(edit: (entries: Entry[]) => Entry[], terms?: Terms) {
    this.saving += 1;
    this.merged_with = '';
    try {
      let base = this.entries;
      let mine = edit(base);
      for (let round = 0; ; round += 1) {
        try {
          this.#take(await this.#put(mine, terms));
          this.saved_ms = this.draft?.changed_ms ?? 0;
          return;
        } catch (thrown) {
          if (!is_code(thrown, 'changed_meanwhile') || round >= most_rounds) throw thrown;
        }
        await this.#fetch();
        [base, mine] = [this.entries, await this.#merged(base, mine)];
      }
    } finally {
      this.saving -= 1;
    }
  }

  async #merged(base: Entry[], mine: Entry[]): Promise<Entry[]> {
    const { entries, clashes } = merge(base, mine, this.entries);
    const by = this.draft?.changed_by ?? '';
    if (clashes.length === 0) {
      this.merged_with = by;
      return entries;
    }
    const chosen = await new Promise<string[] | null>((choose) => (this.clash = { by, clashes, choose }));
    this.clash = null;
    if (!chosen) throw new GivenUp();
    return settle(entries, clashes, (id) => chosen.includes(id));
  }

  #put(entries: Entry[], terms?: Terms) {
    this.sent = entries;
    const body = { entries, ...(terms ?? terms_of(this.draft)) };
    return ask_tagged<ProgrammeDraft>('PUT', this.#path, { body, if_match: this.etag });
  }

  async #fetch() {
    this.#take(await ask_tagged<ProgrammeDraft>('GET', this.#path));
  }

  #take(answer: { value: ProgrammeDraft; etag: string }) {
    this.draft = answer.value;
    this.etag = answer.etag;
  }

  async #fetch_published() {
    if (this.draft?.published === 0) return;
    try {
      this.published = await get<Published>(`${this.#path}/published`);
    } catch (thrown) {
      if (!is_code(thrown, 'not_published')) throw thrown;
      this.published = null;
    }
  }
}
