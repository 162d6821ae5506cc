/**
 * Where the console is: path and query of the address bar. Links are plain <a href="/…">; a click on one changes the page
 * without loading it anew. Filters live in the query, so that an address can be shared.
 */
class Route {
  path = $state(location.pathname);
  query = $state.raw(new URLSearchParams(location.search));

  constructor() {
    addEventListener('popstate', () => this.#read());
    document.addEventListener('click', (event) => this.#follow(event));
  }

  go(to: string) {
    history.pushState(null, '', to);
    this.#read();
    scrollTo(0, 0);
  }

  /** Puts values into the query of this page; empty ones leave it. No new step of history. */
  set(values: Record<string, string>) {
    const query = new URLSearchParams(location.search);
    for (const [name, value] of Object.entries(values)) {
      if (value) query.set(name, value);
      else query.delete(name);
    }
    const text = query.size ? `?${query}` : '';
    if (text === location.search) return;
    history.replaceState(null, '', location.pathname + text);
    this.query = query;
  }

  #read() {
    this.path = location.pathname;
    this.query = new URLSearchParams(location.search);
  }

  #follow(event: MouseEvent) {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) return;
    if (link.pathname.startsWith('/api/') || link.pathname.startsWith('/ca')) return;
    if (link.hash && link.pathname === location.pathname) return;
    event.preventDefault();
    this.go(link.pathname + link.search);
  }
}

export const route = new Route();
