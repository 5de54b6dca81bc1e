/** Lets one change at a time be decided and recorded, in the order in which they were asked for. */
export class Mutex {
  readonly #waiting: (() => void)[] = [];
  #busy = false;

  get idle(): boolean {
    return !this.#busy;
  }

  async run<T>(change: () => Promise<T>): Promise<T> {
    // Most come while nothing else is under way. Each promise of a workflow costs its worker a stack trace.
    if (this.#busy) await new Promise<void>((go) => this.#waiting.push(go));
    this.#busy = true;
    try {
      return await change();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#busy = false;
    }
  }
}
