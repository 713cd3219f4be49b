// What wasm-bindgen writes for a product, under the name its entry imports it by.
declare module "#glue" {
  export default function start(options: { module_or_path: unknown }): Promise<unknown>;

  export class Card {
    free(): void;
  }
  export function show(host: HTMLElement, definition: unknown, locale: unknown): Card;
  export function deliver(target: EventTarget, survey: string, endpoint: string): void;
}
