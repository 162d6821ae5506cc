const settled_ms = 200;

/** Which of the things on a page are on the screen: those with `data-id` that `watch` is attached to. Confined to the component that made it. */
export class InView {
  /** In no order; changes when the page has settled, not with every line that is scrolled over. */
  ids = $state.raw<string[]>([]);
  #seen = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) this.#see(target, isIntersecting);
  });

  watch = (node: HTMLElement) => {
    this.#observer.observe(node);
    return () => {
      this.#observer.unobserve(node);
      this.#see(node, false);
    };
  };

  #see(node: Element, visible: boolean) {
    const id = (node as HTMLElement).dataset.id ?? '';
    if (visible) this.#seen.add(id);
    else this.#seen.delete(id);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#tell(), settled_ms);
  }

  #tell() {
    const same = this.#seen.size === this.ids.length && this.ids.every((id) => this.#seen.has(id));
    if (!same) this.ids = [...this.#seen];
  }
}
