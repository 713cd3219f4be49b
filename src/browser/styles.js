// @ts-check

/**
 * Adopts `css` into `root` as a constructed style sheet. A `<style>` element or a `style` attribute
 * would be refused under `style-src 'none'`; this is not. The element stands in where a browser
 * cannot construct sheets (Safari before 16.4, Firefox before 101).
 * @param {ShadowRoot} root
 * @param {string} css
 */
export function adopt(root, css) {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
  } catch {
    const style = document.createElement("style");
    style.textContent = css;
    root.append(style);
  }
}
