/** Lets one change at a time be decided and recorded, in the order in which they were asked for. */
export class InTurn {
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  get idle(): boolean {
    return this.#waiting === 0;
  }

  async run<T>(change: () => Promise<T>): Promise<T> {
    this.#waiting += 1;
    const mine = this.#last.then(change);
    this.#last = mine.catch(() => undefined);
    try {
      return await mine;
    } finally {
      this.#waiting -= 1;
    }
  }
}
