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
  // The exports of the program's first piece, for the tests that break it from outside.
  const instantiate = WebAssembly.instantiate;
  WebAssembly.instantiate = async (...parts) => {
    const result = await instantiate(...parts);
    seen.exports ??= (result.instance ?? result).exports;
    return result;
  };
})();
