import { ask_tagged } from '../../../lib/api';
import type { Person, PersonChange } from '../../../lib/contract';
import { drop_draft, keep_draft, kept_draft } from '../../../lib/drafts';
import { is_code } from '../../../lib/failure';
import { change_of, differing, held, rebased, type Held, type Member } from './held';

/** One person being changed by `me`: starts from what the server says now, and keeps what is edited when somebody else was faster. */
export class PersonEdit {
  person = $state.raw<Person>();
  edited = $state<Held>({ name: '', role: 'staff', area: [] });
  /** What somebody else changed while this was being edited. */
  meanwhile = $state<Member[]>([]);
  /** What was edited an earlier time and is not saved. */
  restored = $state<Member[]>([]);
  busy = $state(false);
  failure = $state.raw<unknown>(null);
  #before: Held = { name: '', role: 'staff', area: [] };
  #etag = '';
  readonly #path: string;
  readonly #draft: string;

  constructor(
    readonly me: string,
    id: string,
  ) {
    this.#path = `/people/${id}`;
    this.#draft = `person ${id}`;
  }

  open = () =>
    this.#work(async () => {
      const draft = kept_draft<{ before: Held; edited: Held }>(this.me, this.#draft);
      const { value, etag } = await ask_tagged<Person>('GET', this.#path);
      this.#before = draft.before ?? held(value);
      this.edited = draft.edited ?? held(value);
      this.#rebase(value, etag);
      this.restored = differing(held(value), this.edited);
    });

  keep() {
    if (!this.person) return;
    const edited = $state.snapshot(this.edited);
    if (differing(this.#before, edited).length > 0) keep_draft(this.me, this.#draft, { before: this.#before, edited });
    else drop_draft(this.me, this.#draft);
  }

  /** Back to what is saved. */
  throw_away = () => {
    this.edited = this.#before;
    this.restored = [];
    this.meanwhile = [];
  };

  /** True when it is saved. */
  async save(): Promise<boolean> {
    const saved = await this.change(change_of(this.#before, this.edited));
    if (saved) drop_draft(this.me, this.#draft);
    return saved;
  }

  /** False when it was refused, or when somebody else changed this person first: then what is edited stands over theirs. */
  change = (change: PersonChange) =>
    this.#work(async () => {
      while (!(await this.#sent(change))) {
        const { value, etag } = await ask_tagged<Person>('GET', this.#path);
        this.#rebase(value, etag);
        // Else it is nothing of this form, such as a new key: there is nothing to decide.
        if (this.meanwhile.length > 0) return false;
      }
      return true;
    });

  /** False when somebody else was faster. */
  async #sent(change: PersonChange): Promise<boolean> {
    try {
      const asked = this.#etag ? { body: change, if_match: this.#etag } : { body: change };
      const { value, etag } = await ask_tagged<Person>('PATCH', this.#path, asked);
      this.#rebase(value, etag);
      this.meanwhile = [];
      return true;
    } catch (thrown) {
      if (is_code(thrown, 'changed_meanwhile')) return false;
      throw thrown;
    }
  }

  #rebase(newest: Person, etag: string) {
    const theirs = held(newest);
    this.meanwhile = differing(this.#before, theirs);
    this.edited = rebased(this.#before, this.edited, theirs);
    this.#before = theirs;
    this.#etag = etag;
    this.person = newest;
  }

  async #work(does: () => Promise<boolean | void>): Promise<boolean> {
    this.busy = true;
    this.failure = null;
    try {
      return (await does()) !== false;
    } catch (thrown) {
      this.failure = thrown;
      return false;
    } finally {
      this.busy = false;
    }
  }
}
