import { untrack } from 'svelte';
import { address_of, headers_for, problem_from } from './api';
import type { Clip } from './contract';
import { session } from './session.svelte';
import { after, dead_ms, name_for, new_upload, on_the_way, unfinished, type Happened, type Upload } from './upload';

const look_every_ms = 2_000;

const here = (person: string) => session.person?.id === person;

/**
 * The files being brought, one sent after the other. They belong to the tab, not to a page: they go on while the person looks at
 * something else. The browser reads each file from the disk as it is sent; it is never held in memory. Files of somebody whose
 * session ended wait until that person is back: nobody else sends them.
 */
export class Uploads {
  list = $state.raw<Upload[]>([]);
  /** The newest that the controller has taken. */
  kept = $state.raw<Clip | null>(null);
  #files = new Map<number, File>();
  #last = 0;
  #request: XMLHttpRequest | null = null;

  constructor() {
    addEventListener('beforeunload', (event) => {
      if (this.list.some((upload) => unfinished(upload) && (!session.person || here(upload.person)))) event.preventDefault();
    });
    setInterval(() => this.#watch(), look_every_ms);
    // Whoever signs out takes the files along; a session that merely ended does not.
    $effect.root(() => {
      $effect(() => {
        if (session.person) return untrack(() => this.#next());
        if (session.ended || !session.asked) return;
        this.#request?.abort();
        this.#files.clear();
        this.list = [];
      });
    });
  }

  of(person: string): Upload[] {
    return this.list.filter((upload) => upload.person === person);
  }

  add(files: Iterable<File>, person: string) {
    for (const file of files) {
      const upload = new_upload(++this.#last, person, name_for(file.name), file.size);
      this.#files.set(upload.id, file);
      this.list = [...this.list, upload];
    }
    this.#next();
  }

  stop(id: number) {
    const sending = this.#find(id);
    this.#happen(id, { what: 'stopped' });
    if (sending && on_the_way(sending)) this.#request?.abort();
  }

  again(id: number) {
    this.#happen(id, { what: 'again' });
    this.#next();
  }

  forget(id: number) {
    this.#files.delete(id);
    this.list = this.list.filter((upload) => upload.id !== id);
  }

  #find(id: number) {
    return this.list.find((upload) => upload.id === id);
  }

  #happen(id: number, happened: Happened) {
    this.list = this.list.map((upload) => (upload.id === id ? after(upload, happened) : upload));
  }

  #next() {
    if (this.#request) return;
    const waiting = this.list.find((upload) => upload.state === 'waiting' && here(upload.person));
    const file = waiting && this.#files.get(waiting.id);
    if (waiting && file) this.#send(waiting, file);
  }

  #send({ id, name, person }: Upload, file: File) {
    const request = new XMLHttpRequest();
    this.#request = request;
    request.open('POST', address_of(`/clips?name=${encodeURIComponent(name)}`));
    for (const [header, value] of Object.entries(headers_for('POST', { raw: { media: 'application/octet-stream', body: file } }))) request.setRequestHeader(header, value);
    request.upload.onprogress = (event) => this.#happen(id, { what: 'moved', at: Date.now(), sent: event.loaded });
    request.upload.onload = () => this.#happen(id, { what: 'all_sent', at: Date.now() });
    request.onload = () => this.#answered(id, person, request);
    request.onerror = () => this.#happen(id, { what: 'lost' });
    request.onabort = () => this.#happen(id, { what: 'lost' });
    request.onloadend = () => {
      this.#request = null;
      this.#next();
    };
    this.#happen(id, { what: 'begun', at: Date.now() });
    request.send(file);
  }

  #answered(id: number, person: string, request: XMLHttpRequest) {
    if (request.status === 201 || request.status === 200) {
      const clip = JSON.parse(request.responseText) as Clip;
      this.kept = clip;
      this.#files.delete(id);
      return this.#happen(id, { what: 'kept', clip: clip.sha256 });
    }
    const problem = problem_from(request.status, request.responseText, request.getResponseHeader('Retry-After'));
    this.#happen(id, { what: 'refused', status: request.status, vi: problem.vi, en: problem.en });
    if (request.status === 401 && here(person)) session.end();
  }

  // A cable that is pulled is no error to the browser for many minutes.
  #watch() {
    const dead = this.list.some((upload) => upload.state === 'sending' && Date.now() - upload.moved_at > dead_ms);
    if (dead) this.#request?.abort();
  }
}

export const uploads = new Uploads();
