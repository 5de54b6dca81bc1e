declare const stated: unique symbol;

/** One kind of step: the past tense under which it is recorded and, by its type alone, the facts that it states. */
export type StepKind<Facts = unknown> = { event: string; [stated]?: Facts };

/** `Facts` hold nothing that is protected: what people wrote travels sealed beside the step. */
export function step<Facts = unknown>(event: string): StepKind<Facts> {
  return { event };
}

/** The facts of every step of a table, told apart by `type`. */
export type FactsIn<Table> = {
  [T in keyof Table & string]: { type: T } & (Table[T] extends StepKind<infer Facts> ? Facts : never);
}[keyof Table & string];
