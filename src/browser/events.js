// @ts-check

/**
 * Dispatches `name` on `target`, bubbling and composed, so that a listener on the document hears it
 * from inside a shadow root; on the document where there is no target.
 * @param {EventTarget | undefined} target
 * @param {string} name
 * @param {unknown} detail
 */
export function tell(target, name, detail) {
  // What a page has put on every object is no option of this event.
  const options = { __proto__: null, bubbles: true, composed: true, detail };
  (target ?? document).dispatchEvent(new CustomEvent(name, options));
}
