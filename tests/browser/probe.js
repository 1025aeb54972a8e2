// Stands before every script of the page under test and writes down what no reader should ever cause.
(() => {
  const seen = { errors: [], warnings: [], violations: [], exports: null };
  Object.defineProperty(window, '__probe', { value: seen });
  const text = (list) => list.map((item) => String(item?.stack ?? item)).join(' ');
  for (const [name, list] of [['error', seen.errors], ['warn', seen.warnings]]) {
    const before = console[name];
    console[name] = (...items) => {
      list.push(text(items));
      before.apply(console, items);
    };
  }
  addEventListener('error', (event) => {
    const address = event.target?.src ?? event.target?.href;
    seen.errors.push(event.message ? `${event.message}` : `did not load: ${address}`);
  }, true);
  addEventListener('unhandledrejection', (event) => seen.errors.push(text([event.reason])));
  document.addEventListener('securitypolicyviolation', (event) => {
    seen.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
  });
  // On a page that is enlarged (CSS `zoom` of its root) every engine counts the window and the pointer in pixels of the
  // window, and letters in the page's own. Where `currentCSSZoom` is known, boxes are the window's, too; in WebKit they
  // are the page's, and from the letters of an SVG the enlargement is taken twice.
  window.__zoom = () => parseFloat(getComputedStyle(document.documentElement).zoom) || 1;
  const ownBoxes = !('currentCSSZoom' in Element.prototype);
  // Of an element or a range, pixels of the window.
  window.__box = (node) => {
    const box = node.getBoundingClientRect(), by = ownBoxes ? __zoom() : 1;
    return new DOMRect(box.x * by, box.y * by, box.width * by, box.height * by);
  };
  // How high the letters of an element are, pixels of the window.
  window.__letters = (node) =>
    parseFloat(getComputedStyle(node).fontSize) * __zoom() * (ownBoxes && node instanceof SVGElement ? __zoom() : 1);
  // The exports of the program's first piece, for the tests that break it from outside.
  const instantiate = WebAssembly.instantiate;
  WebAssembly.instantiate = async (...parts) => {
    const result = await instantiate(...parts);
    seen.exports ??= (result.instance ?? result).exports;
    return result;
  };
})();
