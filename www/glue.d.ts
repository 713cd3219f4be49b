// What the build puts in place of these names.

/** The `integrity` of `widget.wasm`, written into the loader. */
declare const WIDGET_WASM_INTEGRITY: string;

// What wasm-bindgen writes for a product, under the name its entry imports it by.
declare module "#glue" {
  export default function start(reply: Response | Promise<Response>): Promise<unknown>;
  export function initSync(options: { module: unknown }): unknown;

  export class Card {
    free(): void;
    open(definition: unknown): void;
    rehearse(): void;
    mend(): void;
  }
  export function draw(host: HTMLElement, definition: unknown, locale: unknown): Card;
  /** What comes of it (0 and 1 ask, 2 waits, 3 does not), then verdict, value, bound of each rule. */
  export type Decision = number[];
  export function decide(definition: unknown, facts: number): Decision;
  export function deliver(definition: unknown): void;

  export interface Widget {
    draw: typeof draw;
    decide: typeof decide;
    deliver: typeof deliver;
  }
}

// What wasm2js makes of the wasm: a function from its imports to its exports.
declare module "#code" {
  export function instantiate(imports: Record<string, unknown>): Record<string, unknown>;
}
